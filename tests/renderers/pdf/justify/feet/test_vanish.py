"""A rule between stories, at a page's foot."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from kexie_digest.renderers.pdf import engine

PAGE = """<!DOCTYPE html><html lang="zh-CN"><head><title>线</title><style>
@page {{ size: 400pt 400pt; margin: 50pt }}
body, p {{ margin: 0; font: 10pt/20pt "Noto Serif CJK SC"; orphans: 1; widows: 1 }}
.story {{ columns: 3; column-gap: 15pt }}
.rule {{ border-top: 1pt solid #000; margin: 9pt 0 10pt; break-before: avoid; margin-break: {margins} }}
</style></head><body>{text}<div class="rule"></div><p>下一篇</p></body></html>"""


def stories(lines: int, margins: str) -> list[int]:
    """Count the lines of text on each page; a page holds 15."""
    text = "<p>一行</p>" * lines + '<div class="story">' + "<p>栏里</p>" * 9 + "</div>"
    printed = engine.print_html(PAGE.format(text=text, margins=margins), Path())
    with pikepdf.open(io.BytesIO(printed.content)) as pdf:
        return [page.Contents.read_bytes().count(b"BT") for page in pdf.pages]


@pytest.mark.render
def test_a_rule_without_room_goes_and_the_story_stays() -> None:
    """Twelve lines and three of columns fill the page; with a line less the rule has its place."""
    assert stories(12, "discard") == [12 + 9, 1]
    assert stories(11, "discard") == [11 + 9, 1]


@pytest.mark.render
def test_other_boxes_keep_their_heights() -> None:
    """Without the style sheet's leave the story moves on with its rule, as WeasyPrint has it."""
    assert stories(12, "auto") == [12, 9 + 1]


@pytest.mark.render
def test_a_rule_under_which_no_head_has_room_is_not_seen() -> None:
    """Below twelve lines and the rule two are left, below seven lines seven: only there it is drawn."""

    def marks(lines: int) -> int:
        text = "<p>一行</p>" * lines + '<div class="story"><p>栏里</p><p>栏里</p><p>栏里</p></div>'
        printed = engine.print_html(PAGE.format(text=text, margins="discard"), Path())
        with pikepdf.open(io.BytesIO(printed.content)) as pdf:
            operators = pikepdf.parse_content_stream(pdf.pages[0])
            return sum(str(operator.operator) in {"re", "l"} for operator in operators)

    assert marks(7) > marks(12)
