"""Names counted by the number behind them."""

from __future__ import annotations

import pytest

from effort import calls_of
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
    found = [(pairing.told.number, sorted(pairing.entries.readings)) for pairing in enumerated(line(text))]
    assert found == ([told] if told else [])


def test_a_list_that_breaks_off_is_open() -> None:
    """等 before the number."""
    (pairing,) = enumerated(line("闻笛、安澜、方圆、甘霖等3名同志荣获“园丁奖”。"))
    assert pairing.entries.is_open
    assert len(pairing.entries.names) == 4


def test_the_effort_grows_no_faster_than_the_numbers() -> None:
    """Ten times as many numbers in one sentence."""

    def effort(times: int) -> int:
        sentence = line("闻笛、安澜、方圆三位教师获奖，" * times)
        return calls_of(lambda: list(enumerated(sentence)))

    assert effort(400) < 15 * effort(40)
