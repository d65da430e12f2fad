"""Names counted by the number behind them."""

from __future__ import annotations

import pytest

from facts.support import line
from kexie_digest.facts.awards.checks.enumerated import enumerated


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("闻笛、安澜、方圆四位教师荣获“园丁奖”。", (4, [3])),
        ("市科协授予闻笛、安澜、方圆4名同志“园丁奖”。", (4, [3])),
        ("甲校闻笛、安澜，乙校方圆、甘霖、石磊四人获奖。", (4, [3, 5])),
        ("来自农业、教育、卫生的4名教师获奖。", None),
        ("农业、教育、卫生三个学科获奖。", None),
        ("闻笛、安澜、方圆四位教师到会。", None),
    ],
)
def test_a_number_counts_the_names_before_it(text: str, told: tuple[int, list[int]] | None) -> None:
    """Not places of origin, not what won nothing."""
    found = [(tie.told.number, sorted(tie.entries.readings)) for tie in enumerated(line(text))]
    assert found == ([told] if told else [])


def test_a_list_that_breaks_off_is_open() -> None:
    """等 before the number."""
    (tie,) = enumerated(line("闻笛、安澜、方圆、甘霖等3名同志荣获“园丁奖”。"))
    assert tie.entries.is_open
    assert len(tie.entries.names) == 4
