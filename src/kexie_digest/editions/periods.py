"""When a digest is due: pure calendar arithmetic in the publication's time zone.

Takes a Schedule and an instant, gives periods. Local wall time is what editors mean, so
days are counted on the calendar and only then turned into instants: 09:00 stays 09:00
across a change of the clocks. A wall time that a change skips is read with the offset
before it (PEP 495, fold=0).
"""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kexie_digest.model import Every, Schedule

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

#: Days searched for the last or next appearance: every month has one within this many.
_HORIZON = 62


@dataclass(frozen=True, slots=True)
class Period:
    """One appearance a schedule promises: an opaque key and its aware UTC instant."""

    key: str
    due_at: datetime


def last_due(schedule: Schedule, timezone: str, now: datetime) -> Period:
    """Find the latest appearance that is due.

    Args:
        schedule: When the digest appears.
        timezone: IANA name of the publication's zone.
        now: An aware instant.

    Returns:
        The latest period with ``due_at <= now``.
    """
    today = now.astimezone(ZoneInfo(timezone)).date()
    days = (today - timedelta(days=back) for back in range(_HORIZON))
    return next(period for period in _periods(schedule, timezone, days) if period.due_at <= now)


def next_due(schedule: Schedule, timezone: str, now: datetime) -> Period:
    """Find the next appearance.

    Args:
        schedule: When the digest appears.
        timezone: IANA name of the publication's zone.
        now: An aware instant.

    Returns:
        The earliest period with ``due_at > now``.
    """
    today = now.astimezone(ZoneInfo(timezone)).date()
    days = (today + timedelta(days=ahead) for ahead in range(_HORIZON))
    return next(period for period in _periods(schedule, timezone, days) if period.due_at > now)


def _periods(schedule: Schedule, timezone: str, days: Iterator[date]) -> Iterator[Period]:
    hour, minute = (int(part) for part in schedule.at.split(":"))
    for day in days:
        if _appears_on(schedule, day):
            local = datetime.combine(day, time(hour, minute), ZoneInfo(timezone))
            yield Period(f"{schedule.every}:{day.isoformat()}", local.astimezone(UTC))


def _appears_on(schedule: Schedule, day: date) -> bool:
    if schedule.every is Every.DAY:
        return True
    if schedule.every is Every.WEEK:
        return _WEEKDAYS[day.weekday()] == schedule.on
    last = calendar.monthrange(day.year, day.month)[1]
    wanted = last if schedule.on == "last" else min(int(schedule.on), last)
    return day.day == wanted
