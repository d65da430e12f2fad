"""Cron lines as owners write them."""

from __future__ import annotations

from datetime import date

import pytest

from kexie_digest.model import Cron


@pytest.mark.parametrize(
    ("line", "year", "month", "days"),
    [
        ("0 9 * * mon,thu", 2026, 11, [2, 5, 9, 12, 16, 19, 23, 26, 30]),
        ("0 9 * * 周五-周一", 2026, 11, [1, 2, 6, 7, 8, 9, 13, 14, 15, 16, 20, 21, 22, 23, 27, 28, 29, 30]),
        ("0 9 1,last * *", 2028, 2, [1, 29]),
        ("0 9 last feb *", 2027, 2, [28]),
        ("0 9 */10 * *", 2026, 11, [1, 11, 21]),
        ("0 9 5/10 * *", 2026, 11, [5, 15, 25]),
        ("0 9 10-12 jan-mar *", 2026, 4, []),
        ("0 9 * * mon#1", 2026, 11, [2]),
        ("0 9 * * fri#last,Friday#1", 2026, 11, [6, 27]),
        ("0 9 * * mon#5", 2026, 10, []),
    ],
)
def test_a_line_names_its_days(line: str, year: int, month: int, days: list[int]) -> None:
    """Names, lists, ranges round the week, steps, last days, nth weekdays."""
    read = Cron.read(line)
    month_days = (date.fromordinal(date(year, month, 1).toordinal() + ahead) for ahead in range(31))
    assert [day.day for day in month_days if day.month == month and read.names(day)] == days


def test_a_line_may_name_several_hours() -> None:
    """One minute, any hours."""
    read = Cron.read("30 8-18/5,20 * * *")
    assert (read.minute, read.hours) == (30, (8, 13, 18, 20))


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("0 9 * *", "五项"),
        ("*/5 9 * * *", "分钟只能写一个数"),
        ("0 24 * * *", "0–23"),
        ("0 9 0 * *", "1–31"),
        ("0 9 1 13 *", "1–12"),
        ("0 9 * * 5", "星期要写名称"),
        ("0 9 * * mon#6", "星期要写名称"),
        ("0 9 13 * fri", "只能限定一个"),
        ("0 9 30 feb *", "没有这样的日子"),
        ("0 9 12-3 * *", "首尾颠倒"),
        ("0 9 1,,2 * *", "读不懂"),
        ("0 ９ * * *", "不在"),
    ],
)
def test_what_programs_disagree_about_is_refused(line: str, told: str) -> None:
    """Numbers of weekdays, day and weekday together, days that never come: told, not guessed."""
    with pytest.raises(ValueError, match=r"\(.+\)$") as caught:
        Cron.read(line)
    assert told in str(caught.value)
