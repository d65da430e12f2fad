"""What is printed only where the last page has room for it."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from kexie_digest.renderers.pdf import engine
from kexie_digest.renderers.pdf.preflight.columns import lines_of
from kexie_digest.renderers.pdf.preflight.walk import pages

pytestmark = pytest.mark.render

#: A page holds 15 lines; the filler takes four of them with the line above it, the end two.
PAGE = """<!DOCTYPE html><html lang="zh-CN"><head><title>补白</title><style>
@page {{ size: 400pt 400pt; margin: 50pt 50pt 49pt }}
body, p {{ margin: 0; font: 10pt/20pt "Noto Serif CJK SC"; orphans: 1; widows: 1 }}
.end {{ break-before: avoid; break-inside: avoid }}
.filler {{ break-inside: avoid; margin-break: {margins}; margin-top: 20pt }}
.colophon {{ break-before: avoid; break-inside: avoid; position: relative; height: 40pt }}
.colophon p {{ position: absolute; bottom: 0 }}
</style></head><body>{text}
<div class="end"><div class="filler"><p>补白</p><p>补白</p><p>补白</p></div>
<div class="colophon"><p>版记</p></div></div></body></html>"""


def printed(lines: int, margins: str = "discard") -> list[list[str]]:
    """Give the lines of each page, in the order they were painted."""
    page = PAGE.format(text="<p>一行</p>" * lines, margins=margins)
    with pikepdf.open(io.BytesIO(engine.print_html(page, Path()).content)) as pdf:
        return [[line.text for line in lines_of(page)] for page in pages(pdf)]


FILLED = ["补白"] * 3 + ["版记"]


def test_a_filler_stands_where_there_is_room() -> None:
    """Nine lines leave six: the filler and the end."""
    assert printed(9) == [["一行"] * 9 + FILLED]


@pytest.mark.parametrize("lines", [10, 13])
def test_without_room_it_goes_and_takes_no_page(lines: int) -> None:
    """The end stands alone where both do not fit, and has the place it would have without a filler."""
    assert printed(lines) == [["一行"] * lines + ["版记"]]


def test_on_a_page_of_its_own_the_end_has_its_filler() -> None:
    """One line more than the end leaves room for: it takes a line along, and there is room enough."""
    assert printed(14) == [["一行"] * 13, ["一行", *FILLED]]


def test_other_boxes_move_on_whole() -> None:
    """Without the style sheet's leave nothing is left out."""
    assert printed(10, "auto") == [["一行"] * 9, ["一行", *FILLED]]
