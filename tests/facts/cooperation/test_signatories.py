"""The parties of one signing verb."""

from __future__ import annotations

import pytest

from facts.support import article, facts
from kexie_digest.facts.cooperation.signatories import called, implied_subject
from kexie_digest.facts.lines import read_lines


def parties(*paragraphs: str) -> list[tuple[str, ...]]:
    """The parties of each agreement of a text."""
    return [item.parties for item in facts(*paragraphs).cooperation]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲省茶学会近日走进乙县。学会与乙县农业局签署合作协议。", ("甲省茶学会", "乙县农业局")),
        ("“我们出技术。”甲省农科院院长方澄说。该院与乙县政府签订了协议。", ("甲省农科院", "乙县政府")),
        ("甲市科协主席方澄在会上同丙国工程师协会主席哈桑签署备忘录。", ("甲市科协", "丙国工程师协会")),
        ("根据甲市法院和市科协签署的合作协议，首批专家入库。", ("甲市法院", "市科协")),
        ("甲大学、乙学院21日坐在一起，联名签下《科普公约》。", ("甲大学", "乙学院")),
    ],
)
def test_parties_are_found_in_their_places(text: str, expected: tuple[str, ...]) -> None:
    """A bare noun, a post, a relative clause, an earlier clause."""
    assert parties(text) == [expected]


def test_a_bare_noun_that_stands_for_nothing_is_left_out() -> None:
    """学会 without a learned society before it names nobody."""
    (line,) = read_lines(article("学会与某地签约"))
    assert called([line], line, [(0, 2)], None) == []


def test_the_implied_subject_is_looked_for_around_the_sentence() -> None:
    """The sentence before tells who it is."""
    lines = read_lines(article("甲市科协积极服务企业。与乙市商会签约。"))
    assert implied_subject(lines, lines[1], article("")) == "甲市科协"
    lines = read_lines(article("3月，与乙市商会签约；", "5月，与丙学院签约。", "供稿：甲市科协"))
    assert implied_subject(lines, lines[1], article("")) == "甲市科协"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "甲市医学会联盟理事长、甲市医院院长张三与乙县医院院长李四签署合作协议。",
            [("甲市医学会联盟", "乙县医院")],
        ),
        ("中国工程院院士、甲理工大学校长张三与乙农场场长李四签署合作协议。", [("甲理工大学", "乙农场")]),
        ("甲市一中礼堂里，校长张三和乙省物理学会理事长李四交换了文本。", [("甲市一中", "乙省物理学会")]),
        (
            "甲市医学会糖尿病学分会走进丁山社区卫生服务中心。分会主任委员张三与中心主任李四签署了三年期的《共管协议》。",
            [("甲市医学会糖尿病学分会", "丁山社区卫生服务中心")],
        ),
        (
            "甲市老科协会长张三来到丁山茶场。茶场场长杜若与老科协签了两年的协议。",
            [("甲市老科协", "丁山茶场")],
        ),
        ("甲大学副校长张三到访丁山县，与县长李四会谈。会后，双方签署协议。", [("甲大学", "丁山县")]),
        ("张三代表甲省学会与乙农场签订合作协议。", [("甲省学会", "乙农场")]),
        ("甲省科协来到乙市科协。6个学会代表与6个县的科协代表签订协议。", []),
    ],
    ids=["two posts", "academician", "chief", "officers", "short names", "visit", "for", "many"],
)
def test_people_stand_for_their_bodies(text: str, expected: list[tuple[str, ...]]) -> None:
    """Each for one, the one that is named; six of each are nobody nearby."""
    assert parties(text) == expected
