"""What the engine's tags lack, read from a file it wrote."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from kexie_digest.renderers.pdf import engine

pytestmark = pytest.mark.render

PAGE = """<!DOCTYPE html><html lang="zh-CN"><head><title>目录</title></head><body>
<ol><li><a href="#end">沿江行记<br>第二日</a></li>
<li><a href="#end"><span lang="en">Linksea</span><i></i>开放日</a></li></ol>
<h1 id="end">沿江行记</h1></body></html>"""


def test_every_annotation_of_a_link_stands_in_a_link(assets: Path) -> None:
    """A link of two lines, and one that begins with a Latin word (PDF/UA-1, 7.18.5)."""
    content = engine.print_html(PAGE, assets).content
    with pikepdf.open(io.BytesIO(content)) as pdf:
        elements = [item for item in pdf.objects if isinstance(item, pikepdf.Dictionary) and "/S" in item]
        holders = [
            str(element.S)
            for element in elements
            for kid in (element.get("/K") if isinstance(element.get("/K"), pikepdf.Array) else [])
            if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"
        ]
        english = [str(element.S) for element in elements if element.get("/Lang") == "en"]
    assert len(holders) > 4
    assert set(holders) == {"/Link"}
    assert english == ["/Link"]
