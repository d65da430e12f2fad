"""A picture that opens a text, at the foot of a page or column."""

from __future__ import annotations

import io
import re
import subprocess
from pathlib import Path

import pikepdf
import pytest

from kexie_digest.renderers.pdf import engine

pytestmark = pytest.mark.render

#: A page holds fifteen lines of thirty characters, in three columns of nine; the picture is six lines high.
PAGE = """<!DOCTYPE html><html lang="zh-CN"><head><title>图</title><style>
@page {{ size: 400pt 400pt; margin: 50pt }}
body, p, h1, figure {{ margin: 0; font: 10pt/20pt "Noto Serif CJK SC"; orphans: 1; widows: 1 }}
.own, .shared {{ columns: 3; column-gap: 15pt }}
h1 {{ break-after: avoid }} figure {{ break-inside: avoid }}
img {{ display: block; width: 100%; height: 120pt; image-rendering: crisp-edges }}
</style></head><body>{text}</body></html>"""
STORY = """<h1>题目</h1><div class="{columns}">
<figure><img src="pictures/plaques.jpg" alt="图"></figure>{text}</div>"""


def printed(text: str, assets: Path, path: Path) -> tuple[list[bool], str]:
    """Say of each page whether it shows the picture; and give the text as poppler reads it."""
    result = engine.print_html(PAGE.format(text=text), assets)
    path.write_bytes(result.content)
    with pikepdf.open(io.BytesIO(result.content)) as pdf:
        shown = [b" Do" in page.Contents.read_bytes() for page in pdf.pages]
    raw = subprocess.run(["pdftotext", "-raw", str(path), "-"], capture_output=True, check=True, text=True)
    return shown, re.sub(r"\s", "", raw.stdout)


def numbered(count: int, length: int = 40) -> tuple[str, str]:
    """Some paragraphs no two alike, as markup and as text."""
    texts = [f"{n}号" + "山川草木" * (length // 4) + "。" for n in range(10, 10 + count)]
    return "".join(f"<p>{text}</p>" for text in texts), "".join(texts)


def test_text_begins_and_the_picture_opens_the_next_page(assets: Path, tmp_path: Path) -> None:
    """Four lines are left below the head: text fills them, all of it is there once and in order."""
    markup, text = numbered(6)
    story = STORY.format(columns="own", text=markup)
    shown, found = printed("<p>一行</p>" * 10 + story, assets, tmp_path / "a.pdf")
    assert shown == [False, True]
    assert found == "一行" * 10 + "题目" + text


def test_where_it_fits_the_picture_stays_with_its_head(assets: Path, tmp_path: Path) -> None:
    """Room for seven lines is enough."""
    markup, text = numbered(6)
    shown, found = printed(
        "<p>一行</p>" * 8 + STORY.format(columns="own", text=markup), assets, tmp_path / "a.pdf"
    )
    assert shown[0]
    assert found == "一行" * 8 + "题目" + text


def test_a_short_text_moves_on_with_its_picture(assets: Path, tmp_path: Path) -> None:
    """What would be left of it does not fill the columns beside the picture."""
    markup, text = numbered(3)
    shown, found = printed(
        "<p>一行</p>" * 10 + STORY.format(columns="own", text=markup), assets, tmp_path / "a.pdf"
    )
    assert shown == [False, True]
    assert found == "一行" * 10 + "题目" + text


@pytest.mark.parametrize("length", [12, 60])
def test_in_shared_columns_it_opens_the_next_column(assets: Path, tmp_path: Path, length: int) -> None:
    """Whether the text goes on there or has ended: nothing is lost, and no column has a hole."""
    first, text = numbered(5)
    own, words = numbered(1, length)
    last, more = numbered(8)
    body = f'<div class="shared">{first}<div>{STORY.format(columns="text", text=own)}</div>{last}</div>'
    shown, found = printed(body, assets, tmp_path / "a.pdf")
    assert shown[0]
    assert found == text + "题目" + words + more


def test_lines_are_left_to_stand_beside_the_picture(assets: Path, tmp_path: Path) -> None:
    """Five lines are left, and filling them would leave too little: some of it waits for its picture."""
    markup, text = numbered(4)
    shown, found = printed(
        "<p>一行</p>" * 9 + STORY.format(columns="own", text=markup), assets, tmp_path / "a.pdf"
    )
    assert shown == [False, True]
    assert found == "一行" * 9 + "题目" + text
    first = subprocess.run(
        ["pdftotext", "-l", "1", str(tmp_path / "a.pdf"), "-"], capture_output=True, check=True, text=True
    )
    assert "10号" in first.stdout


@pytest.mark.parametrize("height", ["2", "200%", "normal", "1.6"])
def test_an_owner_may_write_a_line_height_in_any_way(assets: Path, tmp_path: Path, height: str) -> None:
    """Not only lengths; lines of 20 points lie as in the test above, and nothing is lost in others."""
    markup, text = numbered(8)
    story = STORY.format(columns="own", text=markup) + f"<style>body, p {{ line-height: {height} }}</style>"
    shown, found = printed('<div style="height: 180pt"></div>' + story, assets, tmp_path / "a.pdf")
    assert shown[-1]
    assert not shown[0]
    assert found == "题目" + text
