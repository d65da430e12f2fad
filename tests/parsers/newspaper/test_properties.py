"""What holds of any text at all: no crash, no character lost, time in step with length."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from effort import calls_of
from kexie_digest.errors import ParseError
from kexie_digest.parsers.conservation import violations
from parsers.newspaper.pages import extract_text, read_page

#: Pieces that the reader has rules for, to be mixed without sense.
PIECES = st.sampled_from(
    [
        *(
            "本报讯 ",
            "（本报记者 韩小渔）",
            "(韩小渔)",
            "# ",
            "### ",
            "**",
            "▲",
            "摄",
            "图为",
            "2022年5月13日",
        ),
        *(
            "星期五",
            "总第8期",
            "责编：田墨",
            "学会动态 XUE HUI DONG TAI",
            "一是",
            "。",
            "，",
            "“",
            "”",
            "\n",
            " ",
        ),
        *(
            "\n\n",
            "\n\n\n\n",
            "科协",
            "望山县科协把课堂搬进果园",
            "的",
            "第2版",
            "\u3000\u3000",
            "（",
            "记者",
        ),
    ],
)
MIXED = st.lists(PIECES, max_size=60).map("".join)


def _holds(text: str) -> None:
    extracted = extract_text(text)
    try:
        parsed = read_page(text)
    except ParseError:
        return
    assert violations(extracted, parsed) == ()


@settings(max_examples=150, deadline=None)
@given(MIXED)
def test_mixed_page_pieces_lose_nothing(text: str) -> None:
    """Any heap of bylines, marks, dates and quotes keeps every character."""
    _holds(text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_unicode_loses_nothing(text: str) -> None:
    """Any Unicode at all, lone surrogates included, keeps every character."""
    _holds(text)


@settings(max_examples=50, deadline=None)
@given(st.binary(max_size=300))
def test_random_bytes_lose_nothing(content: bytes) -> None:
    """Bytes read with the wrong eyes are still kept, every one."""
    _holds(content.decode("gb18030", errors="replace"))


def test_work_grows_with_length_only() -> None:
    """Ten times the one-character lines ask for some ten times the calls."""

    def calls(count: int) -> int:
        text = "\n".join("的一是在不了有和人这"[i % 10] for i in range(count))
        return calls_of(lambda: read_page(text))

    calls(50)  # what is compiled or remembered once
    assert calls(3000) < 15 * calls(300)


@pytest.mark.slow
def test_fifty_thousand_one_character_lines_are_kept() -> None:
    """The longest column nobody prints is read, and every character of it is kept."""
    _holds("\n".join("的一是在不了有和人这"[i % 10] for i in range(50_000)))


def test_two_hundred_kilobytes_are_kept() -> None:
    """A book laid out as one page loses nothing (ten megabytes: benchmarks/parsing.py)."""
    paragraph = "望山县科协把课堂搬进果园，三百名果农在树下听完了一堂课。" * 8
    text = "\n\n".join(["果园课堂开讲", paragraph, "（本报记者 韩小渔）"] * 300)
    assert len(text.encode()) > 190_000
    _holds(text)
