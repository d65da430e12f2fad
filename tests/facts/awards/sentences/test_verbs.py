"""What stands before a verb."""

from __future__ import annotations

import pytest

from facts.support import line
from kexie_digest.facts.awards.sentences.verbs import bodies_before, is_done, is_on_notice


@pytest.mark.parametrize(
    ("text", "expected"),
    [("市科协授予", True), ("市科协计划授予", False), ("他曾经获", False), ("往届获", False)],
)
def test_plans_and_old_honours_are_not_done(text: str, *, expected: bool) -> None:
    """计划 has not happened, 往届 is no news."""
    found = line(text)
    assert is_done([found], found, len(text)) is expected


def test_whoever_confers_stands_before_the_verb() -> None:
    """Two bodies act together."""
    found = line("甲市科协、甲市教育局联合授予乙中学“示范校”称号。")
    assert bodies_before(found, 12) == ["甲市科协", "甲市教育局"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [("现将拟获奖名单予以公示。", True), ("候选人名单予以公示。", False), ("计划授予。", False)],
)
def test_a_roll_on_notice_is_announced(text: str, *, expected: bool) -> None:
    """The jury has chosen; candidates are not chosen yet."""
    found = line(text)
    assert is_on_notice([found], found) is expected
