"""Days, weekdays and the year a page leaves out.

Takes numbers and days, gives days; None where the calendar has no such day. It reads
no text but a weekday's name.
"""

from __future__ import annotations

import re
from datetime import date

#: The People's Republic's first year; older numbers in a date string are slips.
FIRST_YEAR = 1949
#: A date without a year lies this many days before or after the page it stands on.
EARLIEST, LATEST = -330, 7

#: Full-width ASCII to half-width, for ``str.translate``; keeps the length.
WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)} | {0x3000: " "}
_WEEKDAYS = "一二三四五六日"


def make_day(year: int, month: int, day: int) -> date | None:
    """Build a day, or None when the calendar has none or the year is before 1949.

    Args:
        year: Four digits.
        month: 1-12.
        day: 1-31.

    Returns:
        The day, or None.
    """
    if year < FIRST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def weekday_of(day: date) -> str:
    """Name the weekday of a day as a masthead prints it (星期五).

    Args:
        day: Any day.

    Returns:
        ``星期`` and one character.
    """
    return "星期" + _WEEKDAYS[day.weekday()]


def weekday_agrees(day: date, printed: str) -> bool | None:
    """Check a printed weekday against the calendar.

    Args:
        day: The day as printed.
        printed: 星期五, 周五, 星期天.

    Returns:
        Whether they agree; None when ``printed`` names no weekday.
    """
    match = re.search(r"(?:星期|礼拜|禮拜|周|週)([一二三四五六日天])", printed)
    return match[1].replace("天", "日") == _WEEKDAYS[day.weekday()] if match else None


def infer_year(month: int, day: int, near: date) -> date | None:
    """Give a day without a year the one year that puts it near a page's date.

    Args:
        month: 1-12.
        day: 1-31.
        near: The day of the page.

    Returns:
        The day within -330 and +7 days of ``near``, or None.
    """
    for year in (near.year, near.year - 1, near.year + 1):
        found = make_day(year, month, day)
        if found and EARLIEST <= (found - near).days <= LATEST:
            return found
    return None
