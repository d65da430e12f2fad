"""Replacements that save time save no byte: the file is the same as the engine's own way."""

from __future__ import annotations

import io
import math
from pathlib import Path

import pydyf
import pytest
from weasyprint.formatting_structure import boxes
from weasyprint.layout import block, column, inline, percent
from weasyprint.text import fonts, line_break

from kexie_digest.renderers.pdf import engine, justify
from kexie_digest.renderers.pdf.justify import quotes
from kexie_digest.renderers.pdf.justify.quick import breaking

SENTENCES = (
    "领队叶知舟说：“先猜后量，错了也不要紧。”孩子们（二十三名）齐声答应，《海岚观察》记者在场。",
    "大篷车装有GPS气象仪12.5台，electroencephalography设备1,000套，网址 https://digest.invalid/a/b 可查。",
    "“‘风’从哪里来？”——“东！”……共3.5%、8:30出发，𠮷田站㐂寿亭，全程12345678901234567890米。",
    "Only the captain of the lorry, an engineer, measured 23 kilometres of wind along the river bank.",
)
PAGE = (
    '<html lang="zh-CN"><head><title>试</title><style>'
    "html {{ font: 9pt/14.4pt 'Noto Serif CJK SC'; text-align: justify }} p {{ margin: 0; text-indent: 2em }}"
    ".c {{ columns: 3; column-gap: 15pt }} b {{ font-family: 'Noto Sans CJK SC' }} span {{ hyphens: auto }}"
    "i {{ display: inline-block; width: .18em }}"
    "p:nth-child(7n) i {{ padding: 1pt; width: 1em; height: 2pt }}"
    "p:nth-child(5n) {{ width: 33.3%; letter-spacing: 1pt; text-decoration: underline }}"
    "</style></head><body>{}</body></html>"
)


@pytest.fixture(scope="module")
def page() -> str:
    """Chinese, mixed and English paragraphs that begin and end at every place of a sentence."""
    words = "".join(SENTENCES)
    cut = [words[start : start + 40 + 7 * start % 160] for start in range(0, len(words), 3)]
    text = "".join(f"<p><b>{part[:2]}</b><i></i>{part[2:]}<i></i>{part}</p>" for part in cut)
    return PAGE.format(f'<div class="c">{text}</div>{text}<span lang="en">{SENTENCES[3]}</span>')


@pytest.mark.render
def test_the_file_is_the_same_as_the_slow_one(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not a byte differs when every one of them steps aside."""
    quick = engine.print_html(page, Path()).content
    monkeypatch.setattr(inline, "split_first_line", quotes.dividing(line_break.split_first_line))
    monkeypatch.setattr(line_break, "get_font_description", fonts.get_font_description)
    for owner, name in (
        (inline, "inline_block_box_layout"),
        (inline, "can_break_text"),
        (inline, "strut"),
        (inline, "resolve_percentages"),
        (block, "resolve_percentages"),
        (column, "resolve_percentages"),
        (line_break, "first_line_metrics"),
        (line_break.Layout, "setup"),
        (percent, "resolve_one_percentage"),
        (boxes.Box, "is_in_normal_flow"),
        (pydyf, "_to_bytes"),
        (pydyf.PDF, "write"),
    ):
        monkeypatch.setattr(owner, name, getattr(owner, name).__wrapped__)
    assert engine.print_html(page, Path()).content == quick


def test_two_lines_are_shown_only_where_more_is_left() -> None:
    """A short text, an endless width and preformatted text are taken whole."""
    style = {"font_size": 9.0, "white_space": "normal"}
    assert len(breaking._beginning("风" * 90, 162.0, style)) == 39
    assert breaking._beginning("风" * 39, 162.0, style) == ""
    assert breaking._beginning("风" * 90, math.inf, style) == ""
    assert breaking._beginning("风" * 90, None, style) == ""
    assert breaking._beginning("风" * 90, 162.0, style | {"white_space": "pre"}) == ""


@pytest.mark.parametrize(
    ("second", "is_settled"),
    [("风从哪里来？", True), ("风从哪", False), ("electroencephalography", False), ("a，b，c，d", False)],
)
def test_a_break_is_settled_by_two_chinese_characters_behind_it(second: str, is_settled: bool) -> None:  # noqa: FBT001 - a case
    """A long word, or too little text behind the end of the line, wants the whole text."""
    assert breaking._is_settled("第一行" + second, len("第一行".encode())) is is_settled


def test_a_text_that_fits_is_not_settled() -> None:
    """Two lines' worth of text in one line: the whole text may hold more."""
    assert not breaking._is_settled("风从哪里来？", None)


def test_streams_are_compressed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Writing asks for each stream twice, for the file and for its hash."""
    justify.install()
    stream = pydyf.Stream([b"0 g"], compress=True)
    pdf = pydyf.PDF()
    pdf.add_object(stream)
    counted: list[object] = []
    original = pydyf.zlib.compressobj
    monkeypatch.setattr(pydyf.zlib, "compressobj", lambda **words: counted.append(words) or original(**words))
    pdf.write(io.BytesIO(), identifier=True)
    assert len(counted) == 1


def test_pages_are_named_anew_when_there_is_another() -> None:
    """Kept names never miss a page."""
    assert justify.install()
    pdf = pydyf.PDF()
    pdf.add_page(pydyf.Dictionary({"Type": "/Page"}))
    first = pdf.page_references
    assert pdf.page_references is first
    pdf.add_page(pydyf.Dictionary({"Type": "/Page"}))
    assert len(pdf.page_references) == len(first) + 1
    assert pdf.page_references[: len(first)] == first
