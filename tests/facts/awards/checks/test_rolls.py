"""Numbers told far from the only roll."""

from __future__ import annotations

import pytest

from facts.support import line
from kexie_digest.facts.awards.checks.rolls import far_told, told_by_title
from kexie_digest.facts.awards.honours import Honour


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("五名科技工作者获表彰", 5),
        ("学会新增三名会士", 3),
        ("第5名", None),
        ("3家单位获奖，2人入选", None),
        (None, None),
    ],
)
def test_a_title_tells_how_many(title: str | None, number: int | None) -> None:
    """One number beside a verb of receiving, or none."""
    told = told_by_title(title)
    assert (told.number if told else None) == number


def test_the_title_is_asked_of_the_only_roll() -> None:
    """What is printed must agree with what was read."""
    text = line("市科协确定甲馆、乙园、丙站为示范点。")
    read = Honour("示范点", text, 0, ["甲馆", "乙园", "丙站"])
    found = list(far_told([text], "四家单位获评示范点", [read], []))
    assert [(pairing.told.number, set(pairing.entries.readings)) for pairing in found] == [(4, {3})]
    unread = Honour("示范点", text, 0, ["甲馆", "丙站"])
    assert list(far_told([text], "四家单位获评示范点", [unread], [])) == []
