"""Spaces between Chinese and Latin at the ends of lines, and where lines are spread."""

from __future__ import annotations

import io
import re
from itertools import pairwise
from pathlib import Path

import pikepdf
import pytest
from weasyprint import HTML
from weasyprint.formatting_structure.boxes import TextBox

from kexie_digest.renderers.pdf import engine, justify
from kexie_digest.renderers.pdf.justify import stretch
from kexie_digest.renderers.pdf.preflight.columns import lines_of
from kexie_digest.renderers.pdf.preflight.marks import Page
from kexie_digest.renderers.pdf.preflight.walk import pages

pytestmark = pytest.mark.render

PAGE = """<!DOCTYPE html><html lang="zh-CN"><head><title>隙</title><style>
@page {{ size: 200pt 200pt; margin: 50pt }}
body, p {{ margin: 0; font: 10pt/20pt "Noto Serif CJK SC"; text-align: {align} }}
.gap {{ display: inline-block; width: 0.18em }} .together {{ white-space: nowrap }}
</style></head><body><p>{text}</p></body></html>"""
GAP = '<i class="gap"></i>'


def page_of(text: str, align: str = "justify") -> Page:
    """Print a paragraph ten characters wide."""
    printed = engine.print_html(PAGE.format(text=text, align=align), Path())
    with pikepdf.open(io.BytesIO(printed.content)) as pdf:
        return next(pages(pdf))


@pytest.mark.parametrize(("align", "left"), [("justify", 50), ("left", 50), ("center", 85)])
def test_no_line_starts_with_a_gap(align: str, left: float) -> None:
    """The gap after a figure at a line's end falls to the last line; three characters stand there."""
    lines = list(lines_of(page_of(f"江山如画的日第{GAP}2751{GAP}组数据", align)))
    assert [line.text for line in lines][-1] == "组数据"
    assert lines[-1].left == pytest.approx(left, abs=0.05)


def test_gaps_are_spread_with_the_characters() -> None:
    """A line of six characters, two figures and gaps: the gaps take their share of the room."""
    text = f"截止日期{GAP}24{GAP}年{GAP}10{GAP}月"
    page = page_of(f'{text}<span class="together">山川草木</span>')
    runs = [run for run in page.texts if run.baseline == page.texts[0].baseline]
    widths = [after.left - before.left for before, after in pairwise(runs)]
    assert len(widths) == 4
    assert runs[-1].left > 50 + 9 * 10 - 5


@pytest.mark.parametrize(
    "text", ["风", "风从哪里来", "“先猜后量。”他说：“好。”", "（《海岚观察》记者、叶知舟）", "一？！二"]
)
def test_growth_that_is_counted_is_what_pango_measures(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A run of Chinese grows by one space between any two characters, squeezed marks or not."""
    assert justify.install()
    html = HTML(string=PAGE.format(text=f"<b>{text}</b>", align="left"))
    page = html.render().pages[0]
    box = next(box for box in page._page_box.descendants() if isinstance(box, TextBox))
    counted = stretch._text_growth(None, box)
    monkeypatch.setattr(stretch, "_ALL_CHINESE", re.compile("(?!)"))
    assert stretch._text_growth(None, box) == counted == len(box.text) - 1
