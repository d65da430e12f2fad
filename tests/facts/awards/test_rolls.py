"""Rolls behind their announcement."""

from __future__ import annotations

from facts.support import article, line
from kexie_digest.facts.awards.rolls import announced
from kexie_digest.facts.lines import read_lines


def test_a_roll_after_an_announcement() -> None:
    """分别是 opens it."""
    found = line("3家单位入选，分别是甲馆、乙园、丙站。")
    assert announced([found], found, found.text.index("，")).names == ["甲馆", "乙园", "丙站"]


def test_a_roll_divided_by_commas_ends_where_something_else_begins() -> None:
    """The clause of another prize is no name."""
    found = line("名单如下：甲县石门村，乙县鹰嘴村，活动由省里主办。")
    assert announced([found], found, 0).names == ["甲县石门村", "乙县鹰嘴村"]


def test_a_roll_may_stand_in_rows_below() -> None:
    """One name a paragraph, up to the next sentence."""
    lines = read_lines(
        article(
            "公布名单，3家入选，名单如下：",
            "1.甲馆",
            "2.乙园",
            "3.丙站",
            "评选由市科协、市教育局主办，每年一次。",
        )
    )
    assert announced(lines, lines[0], 4).names == ["甲馆", "乙园", "丙站"]


def test_nothing_follows_a_plain_sentence() -> None:
    """The next sentence is no roll unless it says so."""
    lines = read_lines(article("公布了名单。甲馆很高兴。"))
    assert announced(lines, lines[0], 5).names == []


def test_a_roll_that_says_it_is_partial_is_open() -> None:
    """等 at its end, 部分名单 behind it: the number may be higher."""
    for text in ("10人获奖，他们是：方澄、荀慧、安澜等。", "10人获奖，部分名单如下：方澄、荀慧、安澜。"):
        found = line(text)
        assert announced([found], found, found.text.index("，")).is_open, text
