"""Holes in columns, on pages made of values."""

from __future__ import annotations

import pikepdf

from kexie_digest.renderers.pdf.preflight import Finding, Kind
from kexie_digest.renderers.pdf.preflight.columns import find
from kexie_digest.renderers.pdf.preflight.marks import BLACK, Page, Placed, Text
from kexie_digest.renderers.pdf.preflight.sheet import Sheet

STEP = 14.4


def column(left: float, lines: int, *, size: float = 9.0, top: float = 700.0) -> list[Text]:
    """A column of body text."""
    return [Text("岭下小学的气象站开始上传数据", left, top - n * STEP, size, BLACK) for n in range(lines)]


def holes(*texts: list[Text], placed: tuple[Placed, ...] = ()) -> list[Finding]:
    """What is found on a page of columns."""
    page = Page(1, tuple(run for texts_of in texts for run in texts_of), (), placed)
    with pikepdf.new() as pdf:
        return list(find(Sheet(pdf, (page,), Kind.SCREEN)))


def test_even_columns_have_no_hole() -> None:
    """Three full columns; a last one shorter by some lines is an article's end."""
    assert holes(column(40, 30), column(217, 30), column(394, 12)) == []


def test_room_under_a_column_that_goes_on_is_found() -> None:
    """The first column stops ten lines early, and its text goes on in the second."""
    (finding,) = holes(column(40, 20), column(217, 30), column(394, 30))
    assert finding.check == "columns"
    assert "10" in finding.message


def test_three_lines_are_let_pass() -> None:
    """A figure that did not fit may leave up to three lines."""
    assert holes(column(40, 27), column(217, 30)) == []


def test_a_picture_fills_the_room() -> None:
    """What looks empty of text holds a picture."""
    picture = Placed((40, 700 - 30 * STEP, 200, 700 - 20.5 * STEP), (1, 0))
    assert holes(column(40, 20), column(217, 30), placed=(picture,)) == []


def test_next_article_in_the_next_column_is_no_hole() -> None:
    """A headline at the next column's head: the article above had ended."""
    headline = [Text("另一篇", 217, 700, 12.0, BLACK)]
    assert holes(column(40, 20), headline, column(217, 25, top=680.0)) == []


def test_the_last_page_may_end_above_its_colophon() -> None:
    """Level columns there are no hole; one that stops before the others is, and so is a page without it."""
    foot = [Text("文字均照录原报道。", 40, 80, 8.5, BLACK), Text("— 3 —", 280, 40, 9.0, BLACK)]
    level = column(40, 20), column(217, 20), column(394, 18)
    assert holes(*level, foot) == []
    assert holes(column(40, 8), column(217, 20), column(394, 18), foot)
    assert holes(*level, foot[1:])
