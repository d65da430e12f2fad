"""Plain text to lines: nothing edited, blank lines counted."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kexie_digest.errors import ExtractError
from kexie_digest.extractors import extract
from kexie_digest.extractors.plain import extract as extract_plain
from kexie_digest.model import BlockKind, Document, Extracted

from cases import Case, case_id, find_cases


def document(content: bytes, name: str = "page.txt", media_type: str = "text/plain") -> Document:
    """Make a dropped file."""
    at = datetime(2026, 3, 6, tzinfo=UTC)
    return Document(content, "0" * 64, media_type, name, "inbox", name, name, at)


def show(extracted: Extracted) -> dict[str, object]:
    """Give what a reader of a case wants to see."""
    return {
        "encoding": extracted.encoding,
        "warnings": list(extracted.warnings),
        "blocks": [
            {
                "kind": block.kind.value,
                "text": block.text,
                "line": block.span.line,
                "gap_before": block.gap_before,
                **({"level": block.level} if block.level else {}),
                **({"href": block.href} if block.href else {}),
            }
            for block in extracted.blocks
        ],
    }


@pytest.mark.parametrize("path", find_cases("extractors/cases/plain"), ids=case_id)
def test_a_case_is_cut_into_its_lines(path: Path, case: Callable[[Path], Case]) -> None:
    """Each case shows one trait of saved pages."""
    extracted = extract(document(path.read_bytes(), path.name))
    assert all(extracted.text[b.span.start : b.span.end] == b.text for b in extracted.blocks)
    case(path).check(show(extracted))


def test_gb18030_and_utf8_give_the_same_blocks() -> None:
    """The encoding changes bytes, not characters."""
    text = "# 云岭县科协换届\n\n云岭县科协昨日选出新一届委员会，老会员喆先生到场祝贺。\n"
    utf8, gb = extract(document(text.encode())), extract(document(text.encode("gb18030")))
    assert utf8.blocks == gb.blocks
    assert gb.encoding == "gb18030"


def test_line_ends_of_every_system_count_as_one() -> None:
    """CRLF, LF and CR; a form feed starts a page."""
    blocks = extract(document("甲\r\n乙\r\r丙\n\f丁".encode())).blocks
    assert [(b.text.strip(), b.span.line, b.span.page) for b in blocks] == [
        ("甲", 1, 1),
        ("乙", 2, 1),
        ("丙", 4, 1),
        ("丁", 5, 2),
    ]


def test_a_hashtag_is_no_heading() -> None:
    """#科普# is body text; # 科普 and ##科普 are headings."""
    blocks = extract(document("#科普# 走进山村\n# 科普\n##科普\n".encode())).blocks
    assert [(b.kind, b.level) for b in blocks] == [
        (BlockKind.PARAGRAPH, None),
        (BlockKind.HEADING, 1),
        (BlockKind.HEADING, 2),
    ]


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty_file"),
        (b"\n \r\n", "empty_file"),
        ("　　\n".encode(), "empty_file"),
        (bytes(range(128, 256)) * 9, "undecodable"),
        (b"\0\1\2\3", "unsupported_type"),
        (("科" * 5000).encode() + b"\x01" * 500, "unsupported_type"),
    ],
)
def test_bad_input_is_refused_with_a_next_step(content: bytes, code: str) -> None:
    """Every refusal says in Chinese what to do."""
    with pytest.raises(ExtractError) as caught:
        extract(document(content))
    assert caught.value.code == code
    assert caught.value.subject == "page.txt"
    assert "。" in caught.value.advice


@given(st.text(max_size=300))
def test_no_character_is_lost(text: str) -> None:
    """All that is not white space is in exactly one block."""
    try:
        extracted = extract_plain(document(text.encode()))
    except ExtractError:
        return
    spans = [block.span for block in extracted.blocks]
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))
    assert "".join("".join(b.text for b in extracted.blocks).split()) == "".join(extracted.text.split())
