"""Honours told before their recipients."""

from __future__ import annotations

import pytest

from facts.support import facts, line
from kexie_digest.facts.awards.sentences.inverted import list_in


def recipients(*paragraphs: str) -> list[str]:
    """Everyone honoured in a text."""
    return [name for award in facts(*paragraphs).awards for name in award.recipients]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲杯大赛落幕，冠军是方澄，亚军由荀慧夺得。", ["方澄", "荀慧"]),
        (
            "甲省光学奖揭晓，两位得主都已年过九旬。一位是设计师宣鹤年，一位是教授姬怀玉。",
            ["宣鹤年", "姬怀玉"],
        ),
        ("市长质量奖昨天颁发，获奖企业为甲轴承公司、乙化纤集团。", ["甲轴承公司", "乙化纤集团"]),
        (
            "二等奖由甲公司和乙学院获得，三等奖的两个名额归了丙馆和丁社。",
            ["甲公司", "乙学院", "丙馆", "丁社"],
        ),
        ("和他一起被省农技协授予“乡土院士”称号的，还有养蜂人蓝田、菜农古月明。", ["蓝田", "古月明"]),
        ("省里评出“最美教师”，我市共有两人：方澄、荀慧。", ["方澄", "荀慧"]),
    ],
)
def test_the_order_may_be_turned(text: str, expected: list[str]) -> None:
    """Placings, holders, one by one, names after 还有, counted lists."""
    assert sorted(recipients(text)) == sorted(expected)


@pytest.mark.parametrize("text", ["“金帆奖”得主没有到场，由同事代领。", "“金帆奖”得主今年没有参赛。"])
def test_what_holders_did_not_do_is_nobody(text: str) -> None:
    """没有 behind 得主 is no 有 that names anybody."""
    assert recipients(text) == []


def test_a_list_ends_where_something_else_is_told() -> None:
    """The clause that opens with 其中 is another statement."""
    found = line("方澄、荀慧，其中一人来自甲县")
    assert list_in([found], found, 0, len(found.text)).names == ["方澄", "荀慧"]
