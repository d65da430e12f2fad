"""Whom an item points back to."""

from __future__ import annotations

from facts.support import article
from kexie_digest.facts.awards.items.referring import referred, spoken_of
from kexie_digest.facts.lines import read_lines


def test_a_noun_points_to_the_name_that_ends_so() -> None:
    """该论坛 is the forum named before."""
    lines = read_lines(article("“青桐论坛”昨日开幕。该论坛入选名录。"))
    assert referred(lines, lines[1], 0, "论坛") == ["青桐论坛"]


def test_we_are_nobody_without_a_speaker() -> None:
    """我们 alone proves no name."""
    lines = read_lines(article("我们获得一等奖。"))
    assert spoken_of(lines, lines[0], "我们") == []
