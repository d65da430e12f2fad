"""Days, weekdays and missing years."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kexie_digest.text.calendar import infer_year, make_day, weekday_agrees, weekday_of


def test_a_weekday_is_named_and_checked() -> None:
    """周日, 星期天 and 星期日 are one; no weekday gives no answer."""
    day = date(2020, 12, 13)
    assert weekday_of(day) == "星期日"
    assert weekday_agrees(day, "周日") is True
    assert weekday_agrees(day, "星期天") is True
    assert weekday_agrees(day, "星期五") is False
    assert weekday_agrees(day, "今日八版") is None


@pytest.mark.parametrize(
    ("year", "month", "day"), [(2021, 2, 29), (2020, 13, 1), (1948, 1, 1), (0, 0, 0), (10**6, 1, 1)]
)
def test_impossible_days_are_refused(year: int, month: int, day: int) -> None:
    """None, never another day."""
    assert make_day(year, month, day) is None


@given(st.dates(date(1960, 1, 1), date(2090, 1, 1)), st.integers(-330, 7))
def test_a_day_near_the_page_gets_its_own_year(near: date, offset: int) -> None:
    """Any day within the window is found again from its month and day alone."""
    day = near + timedelta(days=offset)
    assert infer_year(day.month, day.day, near) == day
