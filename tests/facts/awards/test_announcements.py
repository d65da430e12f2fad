"""Rolls below an announcement."""

from __future__ import annotations

from facts.support import article, facts
from kexie_digest.facts.awards.announcements import announced_rolls
from kexie_digest.facts.lines import read_lines


def test_rows_below_an_announcement_are_its_winners() -> None:
    """The title names the honour where the sentence does not."""
    lines = read_lines(article("评审结束，现将获奖人员名单公布如下：", "闻笛", "安澜"))
    found = list(announced_rolls(lines, "第五届河阴科技新星奖名单"))
    assert [(honour.name, honour.names) for honour in found] == [("第五届河阴科技新星奖", ["闻笛", "安澜"])]


def test_rows_below_other_news_are_nobody() -> None:
    """A list of speakers is no roll."""
    assert facts("报告人名单如下：", "闻笛", "安澜").awards == ()
