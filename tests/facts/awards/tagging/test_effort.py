"""The tagger's work grows no faster than the text."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pytest

from effort import calls_of
from facts.support import facts

if TYPE_CHECKING:
    from collections.abc import Callable

SURNAMES, GIVEN = "周陈吴林何木李王赵孙", "远山小禾千帆一川田青"


def names(count: int) -> list[str]:
    """So many persons, all different."""
    return [SURNAMES[at % 10] + GIVEN[at // 10 % 10] + GIVEN[(at // 100 + 3) % 10] for at in range(count)]


def sentence(count: int) -> tuple[str, ...]:
    """A sentence that names so many winners."""
    return ("、".join(names(count)) + "获青禾科技奖。",)


def roll(count: int) -> tuple[str, ...]:
    """A roll of so many rows."""
    return "青禾科技奖获奖名单如下：", *(f"{name} 北川大学 一等奖" for name in names(count))


@pytest.mark.parametrize("text", [sentence, roll])
def test_ten_times_the_names_take_about_ten_times_the_work(text: Callable[[int], tuple[str, ...]]) -> None:
    """No name is asked about every other one, and no sentence about every other sentence."""
    facts(*text(2))
    few, many = (calls_of(partial(facts, *text(count))) for count in (10, 100))
    assert many < 12 * few
