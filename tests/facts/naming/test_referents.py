"""What a bare noun stands for."""

from __future__ import annotations

import pytest

from facts.support import article
from kexie_digest.facts.lines import read_lines
from kexie_digest.facts.naming.referents import completed, referent, signatures


@pytest.mark.parametrize(
    ("before", "word", "expected"),
    [
        ("甲省茶学会昨天来到乙县。", "学会", "甲省茶学会"),
        ("甲省农科院院长方澄打了个比方。", "该院", "甲省农科院"),
        ("专家走进甲市一中。", "学校", "甲市一中"),
        ("省学会的专家走进乙锅炉厂。", "这家厂", "乙锅炉厂"),
        ("学会会员很多。", "学会", None),
        ("今天下雨。", "中心", None),
        ("甲省茶学会来了。", "医院", None),
    ],
)
def test_the_last_body_of_that_kind_is_meant(before: str, word: str, expected: str | None) -> None:
    """By its ending; another kind, or a noun alone, proves nothing."""
    lines = read_lines(article(before + word + "签了协议。"))
    assert referent(lines, lines[-1], 0, word) == expected


def test_the_title_is_asked_last() -> None:
    """A body that only the title names."""
    lines = read_lines(article("学会签了协议。"))
    assert referent(lines, lines[0], 0, "学会", "甲省茶学会牵手企业") == "甲省茶学会"


def test_a_full_name_stands_for_itself() -> None:
    """Only general nouns are looked up."""
    lines = read_lines(article("甲省茶学会签了协议。"))
    assert referent(lines, lines[0], 0, "甲省茶学会") is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("我院与乙县签了协议。\n（丙农学院宣传部）", "丙农学院"),
        (
            "我院与乙县签了协议。\n丙农学院的专家昨天在会上说，往后要多来，每月一次，一直到年底，风雨无阻。",
            None,
        ),
    ],
    ids=["signature", "sentence"],
)
def test_who_speaks_of_itself_signs_below(text: str, expected: str | None) -> None:
    """我院 is told by a short line at the end, not by whoever is named there."""
    lines = read_lines(article(*text.split("\n")))
    assert referent(lines, lines[0], 0, "我院") == expected


def test_a_body_named_beside_another_is_meant_alone() -> None:
    """丙县与丁川大学: the school is the second."""
    lines = read_lines(article("丙县政府与丁川大学昨天会面。学校签了协议。"))
    assert referent(lines, lines[1], 0, "学校") == "丁川大学"


def test_a_short_name_is_the_end_of_one_told_before() -> None:
    """茶场 is the farm visited; a name that ends no other stays."""
    lines = read_lines(article("专家来到凤凰山茶场。茶场与老科协签了协议。"))
    assert completed(lines, lines[1], 0, "茶场") == "凤凰山茶场"
    assert completed(lines, lines[1], 3, "老科协") == "老科协"


def test_signatures_are_short_lines_at_the_end() -> None:
    """Without brackets and what introduces them, the last first."""
    lines = read_lines(article("学会签了协议。", "供稿：甲省茶学会", "（乙县科协）"))
    assert [line.text for line in signatures(lines)] == ["乙县科协", "甲省茶学会"]


def test_whose_page_it_is_speaks_of_itself() -> None:
    """我院 is the hospital whose account readers are asked to follow."""
    lines = read_lines(
        article("我院与省茶学会签约。", "详情请关注“甲县人民医院”微信公众号，每周一更新排班。")
    )
    assert referent(lines, lines[0], 0, "我院") == "甲县人民医院"


def test_a_park_has_many_names() -> None:
    """园区 is the 产业园 named before."""
    lines = read_lines(article("甲医疗器械产业园来了专家。园区很高兴。"))
    assert referent(lines, lines[1], 0, "园区") == "甲医疗器械产业园"
