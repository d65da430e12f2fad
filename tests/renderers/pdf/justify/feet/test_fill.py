"""Columns that end a page: above an empty foot, and before what ends the document."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from kexie_digest.renderers.pdf import engine
from kexie_digest.renderers.pdf.preflight.columns import lines_of
from kexie_digest.renderers.pdf.preflight.walk import pages

pytestmark = pytest.mark.render

#: A page holds 25 lines, in three columns, and has a little room for rounding.
PAGE = """<!DOCTYPE html><html lang="zh-CN"><head><title>栏</title><style>
@page {{ size: 400pt 600pt; margin: 50pt 50pt 48pt }}
body, p {{ margin: 0; font: 10pt/20pt "Noto Serif CJK SC"; orphans: 1; widows: 1 }}
.story {{ columns: 3; column-gap: 15pt }} .whole {{ height: 200pt }}
.rule {{ border-top: 1pt solid #000; margin: 9pt 0 10pt; break-before: avoid; margin-break: discard }}
.end {{ break-before: avoid; break-inside: avoid }}
</style></head><body>{text}</body></html>"""


def columns_of(text: str) -> list[list[int]]:
    """Count the lines of each column (栏里) of each page."""
    printed = engine.print_html(PAGE.format(text=text), Path())
    with pikepdf.open(io.BytesIO(printed.content)) as pdf:
        found = [[line for line in lines_of(page) if line.text.startswith("栏里")] for page in pages(pdf)]
    places = [sorted({round(line.left) for line in page}) for page in found]
    return [
        [sum(round(line.left) == left for line in page) for left in lefts]
        for page, lefts in zip(found, places, strict=True)
    ]


def story(lines: int) -> str:
    """A story of so many lines, in columns."""
    return '<div class="story">' + "<p>栏里</p>" * lines + "</div>"


@pytest.mark.parametrize(
    ("lines", "columns"),
    [
        (48, [16, 16, 16]),  # filled, the last column would keep nothing
        (60, [24, 24, 12]),  # to the foot, it would be a stump
        (66, [25, 25, 16]),
        (69, [23, 23, 23]),  # two lines may stay white
    ],
)
@pytest.mark.parametrize("rule", ["", '<div class="rule"></div>'])
def test_columns_above_an_empty_foot_run_down_to_it(lines: int, columns: list[int], rule: str) -> None:
    """The next head needs ten lines: what is white stands in the last column."""
    assert columns_of(story(lines) + rule + '<div class="whole">题</div>')[0] == columns


def test_columns_above_what_fits_stay_level() -> None:
    """Room for the next head is no empty foot."""
    assert columns_of(story(24) + '<div class="whole">题</div>') == [[8, 8, 8]]


@pytest.mark.parametrize(("lines", "columns"), [(69, [[23, 23, 23]]), (72, [[23, 23, 23], [1]])])
def test_the_end_takes_lines_along(lines: int, columns: list[list[int]]) -> None:
    """Two lines of colophon: below 23 of columns they fit, below 24 they would stand alone.

    Three lines on one baseline are read as one.
    """
    assert columns_of(story(lines) + '<p class="end">版记<br>版记</p>') == columns


def test_the_end_takes_a_paragraph_along_where_no_columns_precede() -> None:
    """As WeasyPrint has it."""
    printed = engine.print_html(
        PAGE.format(text="<p>栏里</p>" * 24 + '<p class="end">版记<br>版记</p>'), Path()
    )
    with pikepdf.open(io.BytesIO(printed.content)) as pdf:
        assert [len(list(lines_of(page))) for page in pages(pdf)] == [23, 3]
