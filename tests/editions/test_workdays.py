"""Which days people work."""

from __future__ import annotations

from datetime import date

import pytest

from kexie_digest.editions.workdays import Workdays
from kexie_digest.model import OwnDays


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2026-02-14", "work"),  # Saturday, make-up for 春节
        ("2026-02-16", "off"),  # 除夕, Monday
        ("2026-02-23", "off"),
        ("2026-02-24", "work"),
        ("2026-02-28", "work"),  # Saturday, make-up
        ("2026-09-20", "work"),  # Sunday, make-up for 国庆
        ("2026-10-01", "off"),
        ("2026-10-10", "work"),
        ("2026-11-21", "off"),  # a plain Saturday
        ("2026-11-23", "work"),
    ],
)
def test_holidays_and_make_up_workdays_are_known(day: str, expected: str) -> None:
    """As the State Council announced for 2026."""
    assert ("work" if Workdays().is_workday(date.fromisoformat(day)) else "off") == expected


def test_years_not_announced_fall_back_to_weekdays() -> None:
    """And say that they are not known."""
    workdays = Workdays()
    assert workdays.is_known(2026)
    assert not workdays.is_known(2090)
    assert workdays.is_workday(date(2090, 10, 2))  # a Monday of 国庆
    assert not workdays.is_workday(date(2090, 10, 1))


def test_the_owner_has_the_last_word() -> None:
    """Their dates hold over the announced ones, and make a year known."""
    off, work = frozenset({date(2026, 11, 23)}), frozenset({date(2090, 10, 1)})
    workdays = Workdays(OwnDays(off, work))
    assert not workdays.is_workday(date(2026, 11, 23))
    assert workdays.is_workday(date(2090, 10, 1))
    assert workdays.is_known(2090)
