"""Rolls below an announcement."""

from __future__ import annotations

from facts.support import article, facts, flags
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


def test_an_announcement_tells_how_many_rows_follow() -> None:
    """Four announced, three named; the praise is the honour where no other is."""
    text = ("经研究，决定对下列4家单位予以通报表扬，它们是", "河阴市林学会；", "河阴县科协；", "河阴师专。")
    (award,) = facts(*text).awards
    assert (award.award, award.count) == ("通报表扬", 4)
    assert award.recipients == ("河阴市林学会", "河阴县科协", "河阴师专")
    assert len(flags(*text)) == 1
