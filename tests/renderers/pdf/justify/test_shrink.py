"""A picture at a page's foot."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from kexie_digest.renderers.pdf import engine

PAGE = """<!DOCTYPE html><html lang="zh-CN"><head><title>图</title><style>
@page {{ size: 400pt 400pt; margin: 50pt }}
body, p, figure {{ margin: 0; font: 10pt/20pt "Noto Serif CJK SC"; orphans: 1; widows: 1 }}
figure {{ break-inside: avoid }}
img {{ display: block; width: 100%; height: 120pt; min-height: {least}; image-rendering: crisp-edges;
  object-fit: contain }}
</style></head><body>{lines}<figure><img src="pictures/plaques.jpg" alt="图"></figure>
<p>末行</p></body></html>"""


def pages(lines: int, least: str, assets: Path) -> list[bool]:
    """Say of each page whether it shows the picture; a page holds 15 lines, the picture 6."""
    text = "<p>一行</p>" * lines
    printed = engine.print_html(PAGE.format(least=least, lines=text), assets)
    with pikepdf.open(io.BytesIO(printed.content)) as pdf:
        return [b" Do" in page.Contents.read_bytes() for page in pdf.pages]


@pytest.mark.render
def test_picture_loses_lines_where_a_page_has_no_room(assets: Path) -> None:
    """Five lines of room are enough for a picture of six that may be three; two are not."""
    assert pages(9, "60pt", assets) == [True, False]  # it fits as it is
    assert pages(10, "60pt", assets) == [True, False]
    assert pages(12, "60pt", assets) == [True, False]
    assert pages(13, "60pt", assets) == [False, True]


@pytest.mark.render
def test_picture_without_a_least_height_moves_on(assets: Path) -> None:
    """The style sheet decides: without ``min-height`` nothing is made smaller."""
    assert pages(10, "auto", assets) == [False, True]
