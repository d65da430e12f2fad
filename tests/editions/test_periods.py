"""When a digest is due."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kexie_digest.editions.periods import last_due, next_due
from kexie_digest.model import Every, Schedule

ZONES = ("Asia/Shanghai", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC")

SCHEDULES = (
    Schedule(every=Every.DAY, on="", at="02:30"),
    Schedule(every=Every.WEEK, on="friday", at="09:00"),
    Schedule(every=Every.MONTH, on="1", at="00:00"),
    Schedule(every=Every.MONTH, on="last", at="23:59"),
)


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
    assert last_due(weekly, "Asia/Shanghai", datetime.fromisoformat(now)).key == expected


def test_the_last_day_of_february_is_a_last_day() -> None:
    """A digest of the last day appears on 28 or 29 February."""
    monthly = Schedule(every=Every.MONTH, on="last", at="09:00")
    leap = last_due(monthly, "Asia/Shanghai", datetime(2028, 3, 1, tzinfo=UTC))
    plain = last_due(monthly, "Asia/Shanghai", datetime(2027, 3, 1, tzinfo=UTC))
    assert (leap.key, plain.key) == ("month:2028-02-29", "month:2027-02-28")


@given(
    now=st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - bounds must be naive
    zone=st.sampled_from(ZONES),
    schedule=st.sampled_from(SCHEDULES),
)
def test_periods_neither_overlap_nor_leave_gaps(now: datetime, zone: str, schedule: Schedule) -> None:
    """The period before the next one is the last one, in every zone and across clock changes."""
    last, following = last_due(schedule, zone, now), next_due(schedule, zone, now)
    assert last.due_at <= now < following.due_at
    assert last_due(schedule, zone, following.due_at) == following
    assert last_due(schedule, zone, following.due_at - timedelta(seconds=1)) == last
