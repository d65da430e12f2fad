"""Numbers told of those honoured."""

from __future__ import annotations

import pytest

from facts.support import line
from kexie_digest.facts.awards.checks.told import numbers, plain


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("评出一等奖3名、二等奖5名。", [3, 5]),
        ("评出一等奖3队、二等奖4队。", [3, 4]),
        ("九名教师入选。", [9]),
        ("第3名和2025年12月获奖的30余人。", []),
        ("设5个奖项，8个县参赛。", []),
        ("先进学会（12个）", [12]),
        ("省科协等7部门联合发文。", []),
    ],
)
def test_numbers_of_winners_are_read(text: str, told: list[int]) -> None:
    """Not dates, ranks, rough numbers, prizes, places."""
    assert [one.number for one in numbers(line(text))] == told


def test_what_was_entered_is_no_honour() -> None:
    """Papers received, papers chosen; a chain of levels is told by its verb."""
    found = list(numbers(line("共收到论文103篇，评出优秀论文6篇、一般论文2篇。")))
    assert [(one.is_honour, one.is_entered) for one in found] == [(False, True), (True, False), (True, False)]


def test_a_number_knows_its_words_and_its_clause() -> None:
    """They tie it to a list, and tell the editor."""
    (told,) = numbers(line("经评审，认定“科普之家”5个，现予公布。"))
    assert (told.before, told.quote) == ("认定科普之家", "认定“科普之家”5个")


def test_a_label_is_stripped_to_the_honour() -> None:
    """Numbering, year, marks and remarks go."""
    assert plain("一、2025年度“优秀学会”名单(3个)") == "优秀学会"


def test_a_sentence_read_again_tells_of_itself() -> None:
    """What is remembered of its words does not bring back the sentence of another reading."""
    one, again = (line("共有三家学会获评优秀组织单位。") for _ in range(2))
    assert next(numbers(one)).line is one
    assert next(numbers(again)).line is again
