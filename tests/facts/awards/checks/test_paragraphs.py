"""What a paragraph of a roll is."""

from __future__ import annotations

import pytest

from facts.support import line
from kexie_digest.facts.awards.checks.paragraphs import heading, is_prose, label_end, own_number, table_head


@pytest.mark.parametrize(
    "text",
    [
        "闻笛　河阴师专",
        "1.高温下的水",
        "桑榆，河阴师专教授，长期从事育种",
        "先进集体：甲馆、乙园。",
        "一等奖（2件）",
        "望亭书院",
        "一等奖\t盐\t闻笛",
    ],
)
def test_rows_are_no_prose(text: str) -> None:
    """Whatever marks they hold."""
    assert not is_prose(line(text), None)


@pytest.mark.parametrize(
    "text",
    [
        "经评审，授予下列3人称号：",
        "获奖者是：闻笛、安澜。",
        "希望受表彰的单位再接再厉，取得更大成绩。",
        "会议对3名个人、4个集体予以表扬。",
        "三等奖（略）",
        "市长、局长参加了活动。",
    ],
)
def test_sentences_are_prose(text: str) -> None:
    """Announcements, wishes, what happened."""
    assert is_prose(line(text), None)


def test_a_sentence_below_rows_without_stops_is_prose() -> None:
    """However short."""
    assert is_prose(line("入选图书可使用标识。"), line("《盐》　闻笛著"))


def test_a_heading_has_words_and_perhaps_a_number() -> None:
    """A sentence that counts is none."""
    told = heading(line("一、先进学会（12个）"))
    assert told
    assert told[1]
    assert (told[0], told[1].number) == ("先进学会", 12)
    assert heading(line("【河阴好医生】")) == ("河阴好医生", None)
    assert heading(line("这次共评出优秀志愿者5名（排名不分先后）：")) is None


def test_a_label_ends_at_its_colon() -> None:
    """A colon behind a gap is a particular; the number of a label is its own."""
    assert label_end(line("一等奖（2名）：闻笛、安澜")) == 8
    assert label_end(line("甲馆　依托单位：乙厂")) == 0
    told = own_number(line("一等奖（2名）：闻笛、安澜"), 8)
    assert told
    assert told.number == 2


def test_a_table_may_have_columns_unheard_of() -> None:
    """One known column is enough between tabs."""
    assert table_head(line("姓名\t所在乡镇\t专长")) == ["姓名", "所在乡镇", "专长"]
    assert table_head(line("闻笛\t石门镇\t育种")) is None
