"""Rows: marks and pinyin cut out, every character still found."""

from __future__ import annotations

import pytest

from kexie_digest.model import Block, BlockKind, Extracted, Span
from kexie_digest.parsers.prose.rows import find_pinyin, read_rows


def rows_of(text: str, **fields: int) -> list[str]:
    """Give the reading text of one block."""
    block = Block(0, BlockKind.PARAGRAPH, text, Span(0, len(text), 1), **fields)
    return [row.text for row in read_rows(Extracted((block,), text, "utf-8"))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("科協(xié)送課(kè)", "科協送課"),
        ("科協（xié）", "科協"),
        ("科協xié会", "科協会"),
        ("科协(xie)送课(ke)进(jin)村(cun)", "科协送课进村"),
        ("称重(kg)", "称重(kg)"),
        ("在café喝茶", "在café喝茶"),
        ("变量(a)", "变量(a)"),
        ("**本报讯** 雨", "本报讯 雨"),
        ("　　雨\u200b停", "雨停"),
    ],
)
def test_decoration_leaves_the_reading_text(text: str, expected: str) -> None:
    """Units, variables and foreign words are no pinyin; plain syllables only where there are many."""
    assert rows_of(text) == [expected]


def test_spans_lead_round_the_decoration() -> None:
    """The raw text of the spans is the reading text, and the marks are the rest."""
    text = "科協(xié)送課(kè)進村"
    (row,) = read_rows(
        Extracted((Block(0, BlockKind.PARAGRAPH, text, Span(0, len(text), 1)),), text, "utf-8")
    )
    spans = row.spans(0, len(row.text))
    assert "".join(text[span.start : span.end] for span in spans) == row.text
    assert [text[span.start : span.end] for span in row.mark_spans()] == ["(xié)", "(kè)"]


def test_the_marks_of_a_heading_and_a_picture_are_decoration() -> None:
    """Hashes go; of a picture's markup the words stay."""
    assert rows_of("## 天文夜", level=2) == ["天文夜"]
    text = "![夜空](a.jpg)"
    block = Block(0, BlockKind.IMAGE, text, Span(0, len(text), 1), href="a.jpg")
    assert [row.text for row in read_rows(Extracted((block,), text, "utf-8"))] == ["夜空"]


def test_pinyin_needs_a_character_before_it() -> None:
    """A bracket after Latin is no gloss."""
    assert find_pinyin("Wi(fi) 科(kē)") == ((8, 12),)
