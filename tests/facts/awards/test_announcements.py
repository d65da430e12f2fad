"""Rolls below an announcement, and the numbers titles tell."""

from __future__ import annotations

import pytest

from facts.support import article, facts
from kexie_digest.facts import find
from kexie_digest.facts.awards.announcements import announced_rolls, told_by_title
from kexie_digest.facts.lines import read_lines
from kexie_digest.model import FlagKind, Page


def test_rows_below_an_announcement_are_its_winners() -> None:
    """The title names the honour where the sentence does not."""
    lines = read_lines(article("评审结束，现将获奖人员名单公布如下：", "闻笛", "安澜"))
    found = list(announced_rolls(lines, "第五届河阴科技新星奖名单"))
    assert [(honour.name, honour.names) for honour in found] == [("第五届河阴科技新星奖", ["闻笛", "安澜"])]


def test_rows_below_other_news_are_nobody() -> None:
    """A list of speakers is no roll."""
    assert facts("报告人名单如下：", "闻笛", "安澜").awards == ()


@pytest.mark.parametrize(
    ("title", "number"),
    [("五名科技工作者获表彰", 5), ("第5名", None), ("3家单位获奖，2人入选", None), (None, None)],
)
def test_a_title_tells_how_many(title: str | None, number: int | None) -> None:
    """One number before a verb of receiving, or none."""
    assert told_by_title(title) == number


def test_a_title_that_counts_otherwise_is_flagged() -> None:
    """Five in the title, four in the roll."""
    text = "市科协授予闻笛、安澜、方圆、甘霖“最美科技工作者”称号。"
    _, found = find(article(text, title="五名科技工作者获表彰"), Page())
    assert [flag.flag for flag in found] == [FlagKind.COUNT_MISMATCH]
