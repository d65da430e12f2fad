"""When a digest appears: what an owner writes of its calendar.

Values alone: which days a schedule names, and how its cron line is read. Turning them into
instants is ``editions.periods``.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CHINESE = {
    prefix + day: WEEKDAYS[index]
    for prefix in ("周", "星期", "礼拜")
    for index, days in enumerate(("一", "二", "三", "四", "五", "六", "日天"))
    for day in days
}
_PART = re.compile(r"(?P<first>[^\s,/#-]+)(?:-(?P<last>[^\s,/#-]+))?(?:/(?P<step>[1-9][0-9]?))?")
_NTH = re.compile(r"(?P<day>[^\s,/#-]+)#(?P<which>[1-5]|last)")
#: minute hour day month weekday
_FIELDS = 5


class Every(StrEnum):
    """How often a digest appears; ``cron`` says it in a line of its own."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    CRON = "cron"


class OnHoliday(StrEnum):
    """逢休息日: what becomes of an appearance on a day nobody works (weekends included).

    ``before`` and ``after`` move it to the nearest working day, make-up workdays included.
    """

    KEEP = "keep"
    SKIP = "skip"
    BEFORE = "before"
    AFTER = "after"


def weekday(text: str) -> str | None:
    """Read a weekday's name, English or Chinese, long or short.

    Args:
        text: Such as ``friday``, ``Fri``, ``周五`` or ``星期五``.

    Returns:
        The long English name in lower case, or None.
    """
    name = _CHINESE.get(text.strip(), text.strip().casefold())
    return next((day for day in WEEKDAYS if name in {day, day[:3]}), None)


@dataclass(frozen=True, slots=True)
class Cron:
    """A line of five fields, read: one minute, hours, days of the month, months, weekdays.

    ``nth`` holds weekdays of one week of the month: (0 = Monday, 1…5 or 0 for the last).
    """

    text: str
    minute: int
    hours: tuple[int, ...]
    days: frozenset[int]
    is_last_day: bool
    months: frozenset[int]
    weekdays: frozenset[int]
    nth: frozenset[tuple[int, int]] = frozenset()

    @classmethod
    def read(cls, text: str) -> Cron:
        """Read ``minute hour day month weekday``.

        Weekdays are names: cron programs disagree which day is 1. Where both a day and a
        weekday are limited they also disagree (either or both), so that one must be ``*``.

        Args:
            text: Such as ``0 9 * * mon-fri`` or ``30 8 last * *``.

        Returns:
            The line.

        Raises:
            ValueError: It cannot be read, or no day fits; the message is Chinese, then English.
        """
        fields = text.split()
        if len(fields) != _FIELDS:
            raise ValueError(_say("要有五项：分 时 日 月 星期", "five fields: minute hour day month weekday"))
        minute, hours = _numbers(fields[0], range(60)), _numbers(fields[1], range(24))
        if len(minute) > 1:
            raise ValueError(_say("分钟只能写一个数", "one minute only"))
        days, is_last = _days(fields[2])
        weekdays, nth = _weekdays(fields[4])
        if fields[2] != "*" and fields[4] != "*":
            raise ValueError(_say("日和星期只能限定一个", "limit the day or the weekday, not both"))
        months = frozenset(_numbers(fields[3], range(1, 13), _MONTHS))
        read = cls(text, minute[0], tuple(hours), days, is_last, months, weekdays, nth)
        if not any(map(read.names, _all_days(months))):
            raise ValueError(_say("没有这样的日子", "no such day"))
        return read

    def names(self, day: date) -> bool:
        """Tell whether a day is one of the line's."""
        last = calendar.monthrange(day.year, day.month)[1]
        if day.month not in self.months:
            return False
        if not (day.day in self.days or (self.is_last_day and day.day == last)):
            return False
        week, is_last_week = (day.day + 6) // 7, day.day + 7 > last
        return (
            day.weekday() in self.weekdays
            or (day.weekday(), week) in self.nth
            or (is_last_week and (day.weekday(), 0) in self.nth)
        )


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a digest appears; ``at`` is local time ``HH:MM``.

    ``on`` is a weekday (week), 1…28 or ``last`` (month), ``month-day`` or ``last`` (quarter,
    its months counted 1…3; year). A ``cron`` line says everything itself.
    """

    every: Every = Every.WEEK
    on: str = "friday"
    at: str = "09:00"
    holidays: OnHoliday = OnHoliday.KEEP
    cron: Cron | None = None


@dataclass(frozen=True, slots=True)
class OwnDays:
    """What an owner knows of days off and make-up workdays beyond the announced ones."""

    off: frozenset[date] = frozenset()
    workdays: frozenset[date] = frozenset()


def _say(chinese: str, english: str) -> str:
    return f"{chinese} ({english})"


def _all_days(months: frozenset[int]) -> Iterator[date]:
    """Give the days of 28 years: after them dates fall on the same weekdays again."""
    for year in range(2000, 2028):
        for month in sorted(months):
            for day in range(1, calendar.monthrange(year, month)[1] + 1):
                yield date(year, month, day)


def _numbers(field: str, allowed: range, names: tuple[str, ...] = ()) -> list[int]:
    """Read ``*``, numbers, names, ``a-b`` and ``/step``, separated by commas."""
    found: set[int] = set()
    for part in field.split(","):
        match = _PART.fullmatch(part)
        if match is None:
            raise ValueError(_say(f"“{part}”读不懂", f"cannot read “{part}”"))
        step = int(match["step"] or 1)
        if match["first"] == "*":
            found.update(allowed[::step])
            continue
        first = _number(match["first"], allowed, names)
        last = _number(match["last"], allowed, names) if match["last"] else first
        if match["step"] and not match["last"]:
            last = allowed[-1]
        if last < first:
            raise ValueError(_say(f"“{part}”首尾颠倒", f"“{part}” runs backwards"))
        found.update(range(first, last + 1, step))
    return sorted(found)


def _number(text: str, allowed: range, names: tuple[str, ...]) -> int:
    if text.casefold() in names:
        return names.index(text.casefold()) + allowed[0]
    if not (text.isascii() and text.isdigit() and int(text) in allowed):
        limits = f"{allowed[0]}–{allowed[-1]}"
        raise ValueError(_say(f"“{text}”不在 {limits} 之内", f"“{text}” is not within {limits}"))
    return int(text)


def _days(field: str) -> tuple[frozenset[int], bool]:
    parts = field.split(",")
    rest = [part for part in parts if part != "last"]
    days = _numbers(",".join(rest), range(1, 32)) if rest else []
    return frozenset(days), len(rest) < len(parts)


def _weekdays(field: str) -> tuple[frozenset[int], frozenset[tuple[int, int]]]:
    if field == "*":
        return frozenset(range(7)), frozenset()
    plain: set[int] = set()
    nth: set[tuple[int, int]] = set()
    for part in field.split(","):
        one = _NTH.fullmatch(part)
        if one is not None:
            nth.add((_weekday(one["day"]), 0 if one["which"] == "last" else int(one["which"])))
            continue
        first, _, last = part.partition("-")
        begin, end = _weekday(first), _weekday(last or first)
        plain.update((begin + ahead) % 7 for ahead in range((end - begin) % 7 + 1))
    return frozenset(plain), frozenset(nth)


def _weekday(text: str) -> int:
    name = weekday(text)
    if name is None:
        raise ValueError(
            _say(f"星期要写名称，如 fri 或 周五，不能是“{text}”", f"weekdays are names, not “{text}”")
        )
    return WEEKDAYS.index(name)
