"""Marks and spaces for setting."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kexie_digest.renderers.pdf import typography


@pytest.mark.parametrize(
    ("raw", "wanted"),
    [
        ("会上,专家说:“好!”", "会上，专家说：“好！”"),
        ("中心组(扩大)学习会", "中心组（扩大）学习会"),
        ("世界卫生组织(WHO)说", "世界卫生组织（WHO）说"),
        ("价格1,000元,时间9:30", "价格1,000元，时间9:30"),
        ("read (and write), please", "read (and write), please"),
        ("见 https://example.org/a 。", "见 https://example.org/a 。"),
        ("甲 , 乙", "甲 ， 乙"),
        ("(一)总则;(二)分则", "（一）总则；（二）分则"),
    ],
)
def test_full_width_in_chinese_only(raw: str, wanted: str) -> None:
    """OCR's half-width marks become full-width in Chinese, numbers and English keep theirs."""
    assert typography.full_width(raw) == wanted


@given(st.text(alphabet="中文报,;:!?()“”ab1 。，\n", max_size=40))
def test_full_width_keeps_length_and_letters(text: str) -> None:
    """Only marks change, one for one."""
    wide = typography.full_width(text)
    assert len(wide) == len(text)
    assert re.sub(r"\W", "", wide) == re.sub(r"\W", "", text)


@given(st.text(alphabet="中文报纸A1b <&\"'“。longwords", max_size=60))
def test_set_text_is_escaped_and_adds_no_character(text: str) -> None:
    """The markup holds the same characters, safely."""
    markup = typography.set_text(text)
    assert markup.striptags() == re.sub(r"\s+", " ", typography.full_width(text)).strip()
    assert not re.search(r"<(?!/?(?:i|span)\b)", markup)


def test_space_between_chinese_and_latin() -> None:
    """An empty element stands between Chinese and Latin or digits, none beside a typed space."""
    gap = '<i class="gap"></i>'
    assert typography.set_text("共20个A级学会") == f"共{gap}20{gap}个{gap}A{gap}级学会"
    assert typography.set_text("共 20 个") == "共 20 个"


def test_long_latin_words_are_marked_english() -> None:
    """Words long enough to be divided carry their language."""
    assert typography.set_text("additive") == '<span lang="en">additive</span>'
    assert typography.set_text("app") == "app"


@pytest.mark.parametrize(("text", "first"), [("“今天", '<span class="halt">“</span>今天'), ("今天", "今天")])
def test_opening_mark_of_a_paragraph_is_half_width(text: str, first: str) -> None:
    """The indent of two characters is not made two and a half by a quote."""
    assert typography.set_paragraph(text) == first


def test_set_paragraph_of_nothing() -> None:
    """An empty paragraph is empty."""
    assert typography.set_paragraph("") == ""


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("十个字以内的标题", "十个字以内的标题"), ("一二三四五六七八九十一", "一二三四五六七八九…")],
)
def test_shortened(text: str, wanted: str) -> None:
    """A text that fits is left alone; a longer one ends in an ellipsis within its room."""
    assert typography.shortened(text, 10) == wanted
