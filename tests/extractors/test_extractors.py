"""The door to all extractors: what is refused before anyone reads it, and who reads what."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kexie_digest.errors import ExtractError
from kexie_digest.extractors import MAX_BYTES, extract
from kexie_digest.model import Document


def document(content: bytes, name: str = "a.txt", media_type: str = "", part: str = "") -> Document:
    """Make a document."""
    at = datetime(2026, 3, 6, tzinfo=UTC)
    return Document(content, "0" * 64, media_type, name, "inbox", name, name, at, part)


@pytest.mark.parametrize(
    ("content", "name", "code", "word"),
    [
        (b"", "a.txt", "empty_file", "复制完整"),
        (b"x" * (MAX_BYTES + 1), "a.txt", "too_large", "拆成"),
        (b"%PDF-1.7 x", "a.pdf", "unreadable_pdf", "复制"),
        (b"PK\x03\x04 word/document.xml", "a.docx", "unreadable_docx", "Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.wps", "unsupported_type", "WPS"),
        (b"PK\x03\x04 OFD.xml", "a.ofd", "unsupported_type", "OFD"),
        (b"\xff\xd8\xff\xe0", "a.jpg", "picture_broken", "重新导出"),
        (b"GIF89a\0", "a.gif", "unsupported_type", "PNG"),
        (b"PK\x03\x04 a.txt", "a.zip", "unsupported_type", "解压"),
        (b"<?xml version='1.0'?><rss/>", "a.xml", "unsupported_type", "feed"),
        (b"\0\1\2", "a.txt", "unsupported_type", "导出"),
    ],
)
def test_what_cannot_be_read_says_what_to_do(content: bytes, name: str, code: str, word: str) -> None:
    """The code is stable, the advice names the next step, the subject the file."""
    with pytest.raises(ExtractError) as caught:
        extract(document(content, name))
    assert (caught.value.code, caught.value.subject, caught.value.permanent) == (code, name, True)
    assert word in caught.value.advice


def test_content_decides_who_reads_and_the_label_only_where_it_is_plain() -> None:
    """HTML in a .txt is HTML; a fragment that its feed calls HTML is HTML."""
    page = "<!doctype html><html><body><p>县科协的讲师团走进社区，讲食品安全和用药常识。</p></body></html>"
    assert extract(document(page.encode(), "a.txt", "text/plain")).text.startswith("县科协")
    entry = extract(document("开讲<br>了".encode(), "feed.xml", "text/html; charset=utf-8", part="1"))
    assert [block.text for block in entry.blocks] == ["开讲", "了"]
    assert extract(document(b"a < b <br> c", "a.txt", "text/plain")).text == "a < b <br> c"


@settings(deadline=None)
@given(st.binary(max_size=500), st.sampled_from(["a.txt", "a.md", "a.html", "a.pdf", ""]))
def test_random_bytes_give_blocks_or_a_typed_failure(content: bytes, name: str) -> None:
    """Nothing else ever comes out."""
    try:
        extracted = extract(document(content, name))
    except ExtractError as error:
        assert error.advice  # noqa: PT017 - any of several codes
        return
    assert all(extracted.text[b.span.start : b.span.end] == b.text for b in extracted.blocks)
