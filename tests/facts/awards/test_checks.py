"""Numbers told beside a roll."""

from __future__ import annotations

import pytest

from facts.support import article
from kexie_digest.facts import find
from kexie_digest.facts.awards.checks import told_by_title
from kexie_digest.model import FlagKind, Page


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
