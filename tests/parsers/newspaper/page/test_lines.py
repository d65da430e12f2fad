"""Lines: reading text on one side, original places on the other."""

from __future__ import annotations

from kexie_digest.model import Block, BlockKind, Extracted, Span
from kexie_digest.parsers.newspaper.page.lines import read_lines
from parsers.newspaper.pages import extract_text


def test_marks_are_set_apart() -> None:
    """Heading and bold marks leave the text, keep their places and tell the level."""
    text = "## 望山县**种子**图书馆"
    line = read_lines(extract_text(text))[0]
    assert (line.text, line.level) == ("望山县种子图书馆", 2)
    assert [text[start:end] for start, end in line.markup] == ["##", "**", "**"]


def test_spans_of_a_piece_skip_the_marks() -> None:
    """A piece across bold marks has two spans that together say what it says."""
    text = "**本报讯** 昨天下雨"
    line = read_lines(extract_text(text))[0]
    spans = line.spans(0, len(line.text))
    assert [text[span.start : span.end] for span in spans] == ["本报讯", " 昨天下雨"]
    assert line.spans(3, 3) == ()


def test_gaps_and_indents_are_measured() -> None:
    """Blank lines above a line and blanks at its start are kept as facts."""
    lines = read_lines(extract_text("第一行\n\n\n\u3000\u3000第二行"))
    assert [(line.gap, line.is_indented) for line in lines] == [(0, False), (2, True)]


def test_marks_of_an_empty_row_go_to_the_next_line() -> None:
    """A heading mark with nothing behind it is still owned by somebody."""
    text = "# \n望山县"
    line = read_lines(extract_text(text))[0]
    assert [text[start:end] for start, end in line.markup] == ["#"]


def test_a_block_of_several_rows_becomes_lines() -> None:
    """Where an extractor keeps line breaks in a block, each row has its own number."""
    text = "第一行\n第二行"
    block = Block(0, BlockKind.PARAGRAPH, text, Span(0, len(text), 7))
    lines = read_lines(Extracted((block,), text, "utf-8"))
    assert [(line.text, line.number) for line in lines] == [("第一行", 7), ("第二行", 8)]


def test_width_counts_half_width_as_half() -> None:
    """Columns are measured in full-width characters."""
    assert read_lines(extract_text("望山2022年"))[0].width == 5.0
