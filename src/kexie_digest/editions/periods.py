"""When a digest is due: pure calendar arithmetic in the digest's time zone.

Takes a Schedule and an instant, gives periods. Local wall time is what editors mean, so
days are counted on the calendar and only then turned into instants: 09:00 stays 09:00
across a change of the clocks. A wall time that a change skips is read with the offset
before it, one that comes twice is its first (PEP 495, fold=0). Two appearances that fall
on one instant are one.
"""

import calendar
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from kexie_digest.editions.workdays import Workdays
from kexie_digest.model import Every, OnHoliday, Schedule
from kexie_digest.model.schedule import WEEKDAYS

_DAY = timedelta(days=1)
#: Days looked at, first a few: the last is nine years, for a 29 February across 2100.
_WINDOWS = (2, 70, 800, 3300)
#: How far a day off may move an appearance; no row of days off is as long.
_REACH = 31
_QUARTER = 3


@dataclass(frozen=True, slots=True)
class Period:
    """One appearance a schedule promises: an opaque key and its aware UTC instant.

    ``planned_on`` is the day the schedule names, before days off moved it; ``is_supposed``
    tells that the days off of its year are not known and weekdays stood for them.
    """

    key: str
    due_at: datetime
    planned_on: date
    is_supposed: bool = False


def last_due(
    schedule: Schedule, timezone: str, now: datetime, workdays: Workdays | None = None
) -> Period | None:
    """Find the latest appearance that is due.

    Args:
        schedule: When the digest appears.
        timezone: IANA name of the digest's zone.
        now: An aware instant.
        workdays: Which days are off; default: as announced.

    Returns:
        The latest period with ``due_at <= now``; None when there was none for nine years.
    """
    today = now.astimezone(ZoneInfo(timezone)).date()
    for days in _WINDOWS:
        first = today - days * _DAY
        found = _between(schedule, timezone, first, today + _DAY, workdays or Workdays())
        due = [period for period in found if period.due_at <= now]
        if due:
            return due[-1]
    return None


def upcoming(
    schedule: Schedule, timezone: str, now: datetime, count: int, workdays: Workdays | None = None
) -> tuple[Period, ...]:
    """Find the next appearances.

    Args:
        schedule: When the digest appears.
        timezone: IANA name of the digest's zone.
        now: An aware instant.
        count: How many.
        workdays: Which days are off; default: as announced.

    Returns:
        The earliest periods with ``due_at > now``, in order; fewer when nine years, or those
        it takes to find one, hold no more.
    """
    today = now.astimezone(ZoneInfo(timezone)).date()
    coming: list[Period] = []
    for days in (*_WINDOWS, _WINDOWS[-1] * count):
        last = today + min(days * _DAY, date.max - today - (_REACH + 2) * _DAY)
        found = _between(schedule, timezone, today - _DAY, last, workdays or Workdays())
        coming = [period for period in found if period.due_at > now]
        if len(coming) >= count or (not coming and days == _WINDOWS[-1]):
            break
    return tuple(coming[:count])


def due_between(
    schedule: Schedule, timezone: str, after: datetime, now: datetime, workdays: Workdays | None = None
) -> tuple[Period, ...]:
    """List the appearances that came due since an instant.

    Args:
        schedule: When the digest appears.
        timezone: IANA name of the digest's zone.
        after: An aware instant; looked at from nine years ago at most.
        now: An aware instant.
        workdays: Which days are off; default: as announced.

    Returns:
        The periods with ``after < due_at <= now``, in order.
    """
    zone = ZoneInfo(timezone)
    last = now.astimezone(zone).date()
    first = max(after.astimezone(zone).date(), last - _WINDOWS[-1] * _DAY)
    found = _between(schedule, timezone, first - _DAY, last + _DAY, workdays or Workdays())
    return tuple(period for period in found if after < period.due_at <= now)


def _between(schedule: Schedule, timezone: str, first: date, last: date, workdays: Workdays) -> list[Period]:
    """List the appearances of some days, in order, one an instant.

    The days around are looked at too: a day off or a change of the clocks may bring their
    appearances here, and of two that meet the first gives the key, however far one looks.
    """
    zone = ZoneInfo(timezone)
    reach = 1 if schedule.holidays is OnHoliday.KEEP else _REACH
    periods: dict[datetime, Period] = {}
    for ahead in range(-reach, (last - first).days + reach + 1):
        planned = first + ahead * _DAY
        day = _moved(schedule.holidays, planned, workdays) if _names(schedule, planned) else None
        if day is None:
            continue
        for at in _times(schedule):
            period = _period(schedule, planned, datetime.combine(day, at, zone), workdays)
            if first <= period.due_at.astimezone(zone).date() <= last:
                periods.setdefault(period.due_at, period)
    return sorted(periods.values(), key=lambda period: period.due_at)


def _period(schedule: Schedule, planned: date, local: datetime, workdays: Workdays) -> Period:
    hour = f"T{local:%H:%M}" if schedule.every is Every.CRON else ""
    is_supposed = schedule.holidays is not OnHoliday.KEEP and not workdays.is_known(planned.year)
    return Period(
        f"{schedule.every}:{planned.isoformat()}{hour}", local.astimezone(UTC), planned, is_supposed
    )


def _moved(holidays: OnHoliday, planned: date, workdays: Workdays) -> date | None:
    """Say on which day an appearance really is; None when it is left out."""
    if holidays is OnHoliday.KEEP or workdays.is_workday(planned):
        return planned
    if holidays is OnHoliday.SKIP:
        return None
    step = _DAY if holidays is OnHoliday.AFTER else -_DAY
    days = (planned + step * count for count in range(1, _REACH + 1))
    return next((day for day in days if workdays.is_workday(day)), planned)


def _times(schedule: Schedule) -> list[time]:
    if schedule.cron is not None:
        return [time(hour, schedule.cron.minute) for hour in schedule.cron.hours]
    return [time.fromisoformat(schedule.at)]


def _names(schedule: Schedule, day: date) -> bool:
    """Tell whether a schedule names a day, before days off are looked at."""
    if schedule.cron is not None:
        return schedule.cron.names(day)
    match schedule.every:
        case Every.WEEK:
            return WEEKDAYS[day.weekday()] == schedule.on
        case Every.MONTH:
            return day.day == _day_of(schedule.on, day)
        case Every.QUARTER:
            return _is_named(schedule.on, (day.month - 1) % _QUARTER + 1, _QUARTER, day)
        case Every.YEAR:
            return _is_named(schedule.on, day.month, 12, day)
        case _:
            return True


def _is_named(on: str, month: int, last_month: int, day: date) -> bool:
    """Compare with ``month-day`` or ``last``, months counted within the quarter or year."""
    wanted, _, number = on.partition("-")
    if on == "last":
        wanted, number = str(last_month), "last"
    return month == int(wanted) and day.day == _day_of(number, day)


def _day_of(number: str, day: date) -> int:
    """Give the day of the month that is meant: 30 is the last of February."""
    last = calendar.monthrange(day.year, day.month)[1]
    return last if number == "last" else min(int(number), last)
