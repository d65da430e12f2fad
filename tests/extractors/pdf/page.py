"""A printed page for tests: two articles in four columns, drawn in either order.

Layout programs draw a page article by article, or row by row across the columns; the
reader sees the same page, and must read the same text.
"""

from __future__ import annotations

import html
from dataclasses import dataclass

import weasyprint

SENTENCES = (
    "青梧市科协在市科技馆举办讲师培训班，六十名志愿讲师带着自己写的讲稿来到现场。",
    "每人先讲十分钟，再由三位评委当面指出哪里听不懂。",
    "海岚省植物学会理事长叶知舟说，把一片叶子讲清楚，比背出二十个名词难得多。",
    "下午的课移到馆外，学员们在湖边认了十四种水草，又量了水温和透明度。",
    "培训班每季度办一期，结业的讲师要在半年内走进五所乡村小学。",
    "馆里为每位讲师备了一只工具箱，装着放大镜、试纸和一本空白的观察手册。",
    "有人问箱子能不能留下，馆长答应讲满五场就不用还。",
)
COLUMNS, WIDTH, GUTTER, SIZE, LEADING = 4, 182.0, 16.0, 10.5, 16.0
TOP, LEFT = 60.0, 32.0
CHARACTERS = int(WIDTH // SIZE)


@dataclass(frozen=True)
class Line:
    """One line as drawn, in points."""

    text: str
    left: float
    top: float
    size: float = SIZE


def body(paragraphs: int, first: int) -> list[str]:
    """Give some paragraphs, different for different ``first``."""
    return [
        "".join(SENTENCES[(first + start + step) % len(SENTENCES)] for step in range(3))
        for start in range(paragraphs)
    ]


def article(title: str, paragraphs: list[str], top: float) -> tuple[list[list[Line]], float]:
    """Set an article in columns below its title; give the columns and where it ends."""
    rows: list[str] = []
    for paragraph in paragraphs:
        text = "\u3000\u3000" + paragraph
        rows += [text[start : start + CHARACTERS] for start in range(0, len(text), CHARACTERS)]
    height = -(-len(rows) // COLUMNS)
    columns = []
    for number in range(COLUMNS):
        left = LEFT + number * (WIDTH + GUTTER)
        part = rows[number * height : (number + 1) * height]
        columns.append([Line(row, left, top + 50 + place * LEADING) for place, row in enumerate(part)])
    return [[Line(title, LEFT, top, 28.0)], *columns], top + 50 + height * LEADING + 24


def draw(lines: list[Line]) -> bytes:
    """Draw lines in the order given."""
    boxes = "".join(
        f'<p style="left:{line.left}pt;top:{line.top}pt;font-size:{line.size}pt">{html.escape(line.text)}</p>'
        for line in lines
    )
    style = (
        "@page{size:842pt 1191pt;margin:0}p{position:absolute;margin:0;white-space:pre;line-height:1.2;"
        "font-family:'Noto Serif CJK SC'}"
    )
    return weasyprint.HTML(string=f"<style>{style}</style>{boxes}").write_pdf() or b""


def page(*, by_rows: bool) -> tuple[bytes, list[str]]:
    """Give a page as PDF, and the text a reader reads, a paragraph an entry."""
    expected: list[str] = []
    drawn: list[Line] = []
    top = TOP
    for title, first in (("六十名讲师湖边上课", 0), ("一只工具箱走进五所学校", 3)):
        paragraphs = body(9, first)
        columns, top = article(title, paragraphs, top)
        expected += [title, *paragraphs]
        drawn += [line for column in columns for line in column]
    if by_rows:
        drawn.sort(key=lambda line: (line.top, line.left))
    return draw(drawn), expected
