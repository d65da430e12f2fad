"""Dates of facts as days that can be compared.

Takes the ISO dates of facts (a year, a month, a day, or a range of these with a
slash), gives their first and last day. Nothing is guessed: what is no date has no days.
"""

import calendar
import re
from datetime import date

_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def span(iso: str | None) -> tuple[str, str] | None:
    """Give the days a date covers.

    Args:
        iso: Such as ``2026``, ``2026-03``, ``2026-03-05`` or ``2026-03-05/2026-03-07``.

    Returns:
        The first and the last day, ISO 8601; None when it is no date.
    """
    begin, _, end = (iso or "").partition("/")
    first, last = _days(begin), _days(end or begin)
    if first is None or last is None or first[0] > last[1]:
        return None
    return first[0].isoformat(), last[1].isoformat()


def _days(text: str) -> tuple[date, date] | None:
    parts = _DATE.fullmatch(text)
    if parts is None:
        return None
    year, month, day = (int(part) if part else None for part in parts.groups())
    try:
        first = date(year or 0, month or 1, day or 1)
        if day:
            return first, first
        last_month = month or 12
        return first, date(first.year, last_month, calendar.monthrange(first.year, last_month)[1])
    except ValueError:  # a 30th of February, a year 0
        return None
