"""When a digest is due."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kexie_digest.editions.periods import due_between, last_due, upcoming
from kexie_digest.editions.workdays import Workdays
from kexie_digest.model import Cron, Every, OnHoliday, OwnDays, Schedule
from kexie_digest.model.schedule import WEEKDAYS

ZONES = (
    "Asia/Shanghai", "Asia/Urumqi", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Beirut",
    "America/Sao_Paulo", "Africa/Casablanca", "America/Scoresbysund", "Pacific/Chatham", "UTC",
)  # fmt: skip


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ("2026-03-06T00:59:59+00:00", "week:2026-02-27"),  # Friday 08:59:59 in Shanghai
        ("2026-03-06T01:00:00+00:00", "week:2026-03-06"),  # 09:00 sharp
        ("2026-03-12T23:00:00+00:00", "week:2026-03-06"),
    ],
)
def test_a_weekly_digest_is_due_at_its_local_hour(now: str, expected: str) -> None:
    """Friday 09:00 means Friday 09:00 in Shanghai, to the second."""
    weekly = Schedule(every=Every.WEEK, on="friday", at="09:00")
    due = last_due(weekly, "Asia/Shanghai", datetime.fromisoformat(now))
    assert due is not None
    assert due.key == expected


def test_the_last_day_of_february_is_a_last_day() -> None:
    """A digest of the last day appears on 28 or 29 February."""
    monthly = Schedule(every=Every.MONTH, on="last", at="09:00")
    leap = last_due(monthly, "Asia/Shanghai", datetime(2028, 3, 1, tzinfo=UTC))
    plain = last_due(monthly, "Asia/Shanghai", datetime(2027, 3, 1, tzinfo=UTC))
    assert leap is not None
    assert plain is not None
    assert (leap.key, plain.key) == ("month:2028-02-29", "month:2027-02-28")


def _schedules() -> st.SearchStrategy[Schedule]:
    """Any schedule: days, hours, days off, cron lines."""
    at = st.times().map(lambda time: f"{time:%H:%M}")
    day = st.integers(1, 28).map(str) | st.just("last")

    def month_day(months: int) -> st.SearchStrategy[str]:
        return st.tuples(st.integers(1, months), day).map(lambda pair: f"{pair[0]}-{pair[1]}")

    hours, minutes = st.integers(0, 23), st.integers(0, 59)
    lines = st.sampled_from(("* * *", "last * *", "1-7/2 * *", "* * mon-fri", "29 feb *", "* * sun#last"))
    crons = st.builds(lambda *fields: Cron.read("{} {} {}".format(*fields)), minutes, hours, lines)
    holidays = st.sampled_from(OnHoliday)
    return st.one_of(
        st.builds(Schedule, st.just(Every.DAY), st.just(""), at, holidays),
        st.builds(Schedule, st.just(Every.WEEK), st.sampled_from(WEEKDAYS), at, holidays),
        st.builds(Schedule, st.just(Every.MONTH), day, at, holidays),
        st.builds(Schedule, st.just(Every.QUARTER), month_day(3), at, holidays),
        st.builds(Schedule, st.just(Every.YEAR), month_day(12), at, holidays),
        st.builds(Schedule, st.just(Every.CRON), st.just(""), st.just(""), holidays, crons),
    )


@settings(max_examples=40, deadline=None)
@given(
    now=st.datetimes(datetime(1975, 1, 1), datetime(2085, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - bounds must be naive
    zone=st.sampled_from(ZONES),
    schedule=_schedules(),
)
def test_periods_neither_overlap_nor_leave_gaps(now: datetime, zone: str, schedule: Schedule) -> None:
    """The period before the next one is the last one, with one key, however one comes to look at it."""
    last, ahead = last_due(schedule, zone, now), upcoming(schedule, zone, now, 5)
    if last is None or not ahead:  # always on a day off, for nine years
        assert schedule.holidays is OnHoliday.SKIP
        return
    following = ahead[0]
    assert last.due_at <= now < following.due_at
    assert last_due(schedule, zone, following.due_at) == following
    assert last_due(schedule, zone, following.due_at - timedelta(seconds=1)) == last
    assert upcoming(schedule, zone, now, 1) == (following,)
    assert len({period.key for period in ahead}) == len({period.due_at for period in ahead}) == len(ahead)
    assert sorted(ahead, key=lambda period: period.due_at) == list(ahead)


@settings(max_examples=40, deadline=None)
@given(
    first=st.dates(date(1975, 1, 1), date(2085, 1, 1)),
    zone=st.sampled_from((*ZONES, "Pacific/Apia")),
    minute=st.integers(0, 1439),
)
def test_every_local_day_has_one_period(first: date, zone: str, minute: int) -> None:
    """Thirty days of a daily digest: thirty keys, one a calendar day, none twice."""
    daily = Schedule(Every.DAY, "", f"{minute // 60:02}:{minute % 60:02}")
    start = datetime.combine(first, datetime.min.time(), ZoneInfo(zone)) - timedelta(minutes=1)
    keys = [period.key for period in upcoming(daily, zone, start, 30)]
    days = [first + timedelta(days=ahead) for ahead in range(-1, 32)]
    wanted = [f"day:{day}" for day in days if _exists(day, zone)]
    assert keys == wanted[wanted.index(keys[0]) :][:30]


def _exists(day: date, zone: str) -> bool:
    """Whether a day is in a zone's calendar: Samoa had no 30 December 2011."""
    noon = datetime.combine(day, time(12), ZoneInfo(zone))
    return noon.astimezone(UTC).astimezone(ZoneInfo(zone)).date() == day


@pytest.mark.parametrize(
    ("schedule", "zone", "now", "expected"),
    [
        # 清明, 劳动节, 国庆: weekly on Friday, moved to the working day before
        (
            Schedule(Every.WEEK, "friday", "09:00", OnHoliday.BEFORE),
            "Asia/Shanghai",
            "2026-09-21",
            [
                "week:2026-09-25 → 09-24 09:00",
                "week:2026-10-02 → 09-30 09:00",
                "week:2026-10-09 → 10-09 09:00",
            ],
        ),
        (
            Schedule(Every.WEEK, "friday", "09:00", OnHoliday.AFTER),
            "Asia/Shanghai",
            "2026-09-21",
            [
                "week:2026-09-25 → 09-28 09:00",
                "week:2026-10-02 → 10-08 09:00",
                "week:2026-10-09 → 10-09 09:00",
            ],
        ),
        (
            Schedule(Every.WEEK, "friday", "09:00", OnHoliday.SKIP),
            "Asia/Shanghai",
            "2026-09-21",
            ["week:2026-10-09 → 10-09 09:00", "week:2026-10-16 → 10-16 09:00"],
        ),
        # each working day round 春节 2026: Saturday 14th and 28th are worked
        (
            Schedule(Every.DAY, "", "08:00", OnHoliday.SKIP),
            "Asia/Shanghai",
            "2026-02-12T12",
            [
                "day:2026-02-13 → 02-13 08:00",
                "day:2026-02-14 → 02-14 08:00",
                "day:2026-02-24 → 02-24 08:00",
            ],
        ),
        # in 2025 both 1 and 8 October were days off: moved onto one day they are one appearance
        (
            Schedule(Every.WEEK, "wednesday", "09:00", OnHoliday.AFTER),
            "Asia/Shanghai",
            "2025-09-25",
            ["week:2025-10-01 → 10-09 09:00", "week:2025-10-15 → 10-15 09:00"],
        ),
        # the last working day of the month and the first of the quarter
        (
            Schedule(Every.MONTH, "last", "17:00", OnHoliday.BEFORE),
            "Asia/Shanghai",
            "2026-01-20",
            [
                "month:2026-01-31 → 01-30 17:00",
                "month:2026-02-28 → 02-28 17:00",
                "month:2026-03-31 → 03-31 17:00",
            ],
        ),
        (
            Schedule(Every.QUARTER, "1-1", "09:00", OnHoliday.AFTER),
            "Asia/Shanghai",
            "2025-12-30",
            ["quarter:2026-01-01 → 01-04 09:00", "quarter:2026-04-01 → 04-01 09:00"],
        ),
        (
            Schedule(Every.QUARTER, "3-15", "09:00"),
            "Asia/Shanghai",
            "2026-03-16",
            ["quarter:2026-06-15 → 06-15 09:00", "quarter:2026-09-15 → 09-15 09:00"],
        ),
        (
            Schedule(Every.QUARTER, "last", "09:00"),
            "Asia/Shanghai",
            "2026-03-16",
            ["quarter:2026-03-31 → 03-31 09:00", "quarter:2026-06-30 → 06-30 09:00"],
        ),
        # year end and leap day
        (
            Schedule(Every.YEAR, "last", "23:59"),
            "Asia/Shanghai",
            "2026-11-22",
            ["year:2026-12-31 → 12-31 23:59", "year:2027-12-31 → 12-31 23:59"],
        ),
        (
            Schedule(Every.CRON, "", "", cron=Cron.read("0 9 29 feb *")),
            "Asia/Shanghai",
            "2097-01-01",
            ["cron:2104-02-29T09:00 → 02-29 09:00"],
        ),
        # 01:30 comes twice on the autumn day and 02:30 never on the spring day
        (
            Schedule(Every.CRON, "", "", cron=Cron.read("30 1 * * *")),
            "America/New_York",
            "2026-10-31T12",
            ["cron:2026-11-01T01:30 → 11-01 01:30", "cron:2026-11-02T01:30 → 11-02 01:30"],
        ),
        (
            Schedule(Every.CRON, "", "", cron=Cron.read("30 2,3 * * *")),
            "America/New_York",
            "2026-03-07T12",
            ["cron:2026-03-08T02:30 → 03-08 03:30", "cron:2026-03-09T02:30 → 03-09 02:30"],
        ),
        # a midnight that clocks jump over, and a day that an island skipped
        (
            Schedule(Every.DAY, "", "00:30"),
            "Asia/Beirut",
            "2026-03-28T12",
            ["day:2026-03-29 → 03-29 01:30", "day:2026-03-30 → 03-30 00:30"],
        ),
        (
            Schedule(Every.DAY, "", "09:00"),
            "Pacific/Apia",
            "2011-12-29T20",
            ["day:2011-12-30 → 12-31 09:00", "day:2012-01-01 → 01-01 09:00"],
        ),
    ],
)  # fmt: skip
def test_the_next_dates(schedule: Schedule, zone: str, now: str, expected: list[str]) -> None:
    """Key and local time of the next appearances: days off, quarters, years, changes of the clocks."""
    start = datetime.fromisoformat(now).replace(tzinfo=UTC)
    found = upcoming(schedule, zone, start, len(expected))
    local = [period.due_at.astimezone(ZoneInfo(zone)) for period in found]
    told = [f"{period.key} → {at:%m-%d %H:%M}" for period, at in zip(found, local, strict=True)]
    assert told == expected


@settings(max_examples=40, deadline=None)
@given(
    start=st.datetimes(datetime(1975, 1, 1), datetime(2085, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - bounds must be naive
    steps=st.lists(st.integers(0, 40 * 24), min_size=1, max_size=6),
    zone=st.sampled_from(ZONES),
    schedule=_schedules(),
)
def test_however_often_one_looks_the_same_comes_due(
    start: datetime, steps: list[int], zone: str, schedule: Schedule
) -> None:
    """Looks at any moments find together what one look at the end finds: no key twice, none left out."""
    moments = [start]
    for hours in steps:
        moments.append(moments[-1] + timedelta(hours=hours))
    looks = [due_between(schedule, zone, *pair) for pair in pairwise(moments)]
    whole = due_between(schedule, zone, start, moments[-1])
    assert [period for look in looks for period in look] == list(whole)
    assert len({period.key for period in whole}) == len(whole)
    latest = last_due(schedule, zone, moments[-1])
    assert whole == () or latest == whole[-1]


@pytest.mark.parametrize(
    ("schedule", "zone", "after", "until", "keys"),
    [
        # an autumn night in Berlin: 02:30 comes twice, once counts; in spring it comes at 03:30
        ("30 1-3 * * *", "Europe/Berlin", "2026-10-24T22", "2026-10-25T04",
         ["cron:2026-10-25T01:30", "cron:2026-10-25T02:30", "cron:2026-10-25T03:30"]),
        ("30 1-3 * * *", "Europe/Berlin", "2026-03-28T22", "2026-03-29T03",
         ["cron:2026-03-29T01:30", "cron:2026-03-29T02:30"]),
        # over the year's end, and over a leap day
        ("0 0 * * *", "Asia/Shanghai", "2027-12-30T20", "2028-01-01T20",
         ["cron:2028-01-01T00:00", "cron:2028-01-02T00:00"]),
        ("0 9 last feb *", "Asia/Shanghai", "2023-01-01", "2028-12-31",
         [f"cron:{day}T09:00" for day in
          ("2023-02-28", "2024-02-29", "2025-02-28", "2026-02-28", "2027-02-28", "2028-02-29")]),
        # a gap of ten years is looked at for nine
        ("0 9 1 1 *", "Asia/Shanghai", "2010-06-01", "2026-06-01",
         [f"cron:{year}-01-01T09:00" for year in range(2018, 2027)]),
    ],
)  # fmt: skip
def test_what_came_due_in_a_gap(schedule: str, zone: str, after: str, until: str, keys: list[str]) -> None:
    """Changes of the clocks, a year's end, leap days, and a gap that is too long."""
    line = Schedule(Every.CRON, "", "", cron=Cron.read(schedule))
    start, end = (datetime.fromisoformat(text).replace(tzinfo=UTC) for text in (after, until))
    assert [period.key for period in due_between(line, zone, start, end)] == keys


def test_what_came_due_round_the_spring_festival() -> None:
    """Each working day of February 2026: 春节 is left out, two Saturdays are made up for it."""
    daily = Schedule(Every.DAY, "", "08:00", OnHoliday.SKIP)
    start, end = datetime(2026, 2, 8, tzinfo=UTC), datetime(2026, 2, 28, 12, tzinfo=UTC)
    days = [period.planned_on.day for period in due_between(daily, "Asia/Shanghai", start, end)]
    assert days == [9, 10, 11, 12, 13, 14, 24, 25, 26, 27, 28]


def test_supposed_days_off_are_told() -> None:
    """Only where days off matter and only of years nobody announced."""
    start = datetime(2090, 8, 28, tzinfo=UTC)
    weekly = Schedule(Every.WEEK, "friday", "09:00", OnHoliday.BEFORE)
    assert upcoming(weekly, "Asia/Shanghai", start, 1)[0].is_supposed
    assert not upcoming(replace(weekly, holidays=OnHoliday.KEEP), "Asia/Shanghai", start, 1)[0].is_supposed
    known = Workdays(OwnDays(frozenset({date(2090, 9, 1)})))
    (first,) = upcoming(weekly, "Asia/Shanghai", start, 1, known)
    assert not first.is_supposed
    assert (first.planned_on, first.due_at) == (date(2090, 9, 1), datetime(2090, 8, 31, 1, tzinfo=UTC))


def test_a_digest_that_never_appears_is_no_endless_search() -> None:
    """New Year's Day is always off: left out each year, nothing is promised."""
    never = Schedule(Every.YEAR, "1-1", "09:00", OnHoliday.SKIP)
    start = datetime(2015, 6, 1, tzinfo=UTC)
    assert upcoming(never, "Asia/Shanghai", start, 10) == ()
    assert last_due(never, "Asia/Shanghai", start) is None
