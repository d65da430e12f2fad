"""The lunar check."""

from __future__ import annotations

from datetime import date

import pytest

from kexie_digest.text.lunar import lunar_agrees, lunar_of


@pytest.mark.parametrize(
    ("printed", "agrees"),
    [
        ("农历己亥年四月廿八", True),
        ("農曆己亥年四月二十八", True),
        ("四月廿八", True),
        ("农历己亥年五月廿八", False),
        ("农历戊戌年四月廿八", False),
        ("星期五", None),
    ],
)
def test_a_printed_lunar_date_is_checked(printed: str, agrees: bool | None) -> None:  # noqa: FBT001 - a table's column
    """The month, the day and, where printed, the year must fit."""
    assert lunar_agrees(date(2019, 6, 1), printed) is agrees


@pytest.mark.parametrize(
    ("day", "lunar"),
    [
        (date(2023, 4, 1), "癸卯年闰二月十一"),
        (date(2021, 1, 10), "庚子年冬月廿七"),
        (date(2021, 2, 11), "庚子年腊月三十"),
    ],
)
def test_a_day_has_its_lunar_date(day: date, lunar: str) -> None:
    """Leap months and the last two months have names of their own, and agree with themselves."""
    assert lunar_of(day) == lunar
    assert lunar_agrees(day, lunar) is True


def test_eleventh_and_winter_month_are_one() -> None:
    """十一月 is printed for 冬月, 二十 for the twentieth."""
    assert lunar_agrees(date(2021, 1, 10), "十一月廿七") is True
    assert lunar_agrees(date(2021, 1, 3), "十一月二十") is True
