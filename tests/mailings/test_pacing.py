"""When a deferred copy is tried again, and how fast mail goes to a provider."""

from __future__ import annotations

import datetime as dt
from datetime import timedelta

import pytest

from kexie_digest.mailings import pacing
from kexie_digest.mailings.pacing import LAST_ATTEMPT, retry_wait
from kexie_digest.model import Pace

NOW = dt.datetime(2026, 3, 6, 1, 0, tzinfo=dt.UTC)


def test_waits_grow_and_stay_under_four_hours() -> None:
    """1, 2, 5, 15, 30, 60 minutes, then 2 and 4 hours, never more."""
    waits = [retry_wait(attempt) for attempt in range(1, LAST_ATTEMPT)]
    minutes = [wait / timedelta(minutes=1) for wait in waits if wait is not None]
    assert minutes[:9] == [1, 2, 5, 15, 30, 60, 120, 240, 240]
    assert set(minutes[9:]) == {240}


def test_a_copy_is_given_up_after_three_days() -> None:
    """The waits add up to three days, then there is none."""
    waits = [retry_wait(attempt) for attempt in range(1, LAST_ATTEMPT)]
    total = sum((wait for wait in waits if wait is not None), timedelta())
    assert timedelta(days=2, hours=20) < total <= timedelta(days=3)
    assert retry_wait(LAST_ATTEMPT) is None


def test_copies_that_were_deferred_together_come_back_apart() -> None:
    """A fifth earlier to a fifth later."""
    waits = [retry_wait(4, chance) for chance in (0.0, 0.5, 1.0)]
    assert waits == [timedelta(minutes=12), timedelta(minutes=15), timedelta(minutes=18)]


@pytest.mark.parametrize(
    ("address", "bucket"),
    [("a@foxmail.com", "qq"), ("a@YEAH.net", "netease"), ("a@hailan.example.org", "hailan.example.org")],
)
def test_domains_of_one_provider_share_a_pace(address: str, bucket: str) -> None:
    """Whoever is no provider keeps a pace of its own."""
    assert pacing.bucket_of(address) == bucket


def test_a_complaint_halves_and_leaves_something() -> None:
    """However often it comes, mail goes on."""
    pace = Pace(3, 120, 20)
    assert pacing.slower(pace, NOW) == Pace(3, 60, 20, changed_at=NOW)
    assert pacing.narrower(pace, NOW) == Pace(1, 120, 20, changed_at=NOW)
    assert pacing.shorter(pace, NOW) == Pace(3, 120, 10, changed_at=NOW)
    for _ in range(20):
        pace = pacing.shorter(pacing.narrower(pacing.slower(pace, NOW), NOW), NOW)
    assert pace == Pace(1, 6, 5, changed_at=NOW)


def test_of_two_closings_the_later_end_holds() -> None:
    """A second complaint does not open earlier."""
    late, early = NOW + timedelta(hours=2), NOW + timedelta(minutes=5)
    pace = pacing.closed(pacing.closed(Pace(3), late, NOW), early, NOW)
    assert pace.closed_until == late


def test_a_quiet_provider_grows_back_and_no_further() -> None:
    """A tenth of its first rate for ten minutes; after a day all of it."""
    pace = Pace(1, 6, 5, changed_at=NOW)
    assert pacing.rested(pace, "qq", NOW + timedelta(minutes=9)) == pace
    later = NOW + timedelta(minutes=10)
    assert pacing.rested(pace, "qq", later) == Pace(2, 18, 10, changed_at=later)
    assert replace_times(pacing.rested(pace, "qq", NOW + timedelta(days=1))) == pacing.beginning("qq")


def test_quiet_is_counted_from_the_end_of_a_closing() -> None:
    """While nothing was sent nobody could complain."""
    pace = Pace(1, 6, 5, closed_until=NOW + timedelta(hours=1), changed_at=NOW)
    assert pacing.rested(pace, "qq", NOW + timedelta(minutes=65)) == pace


def test_the_breaker_waits_for_a_fifth_of_a_hundred() -> None:
    """More than ten dead addresses among the first two hundred."""
    assert not pacing.is_broken(10, 10)
    assert pacing.is_broken(11, 40)
    assert pacing.is_broken(11, 200)
    assert not pacing.is_broken(50, 201)


@pytest.mark.parametrize(
    ("window", "hour", "is_open"),
    [(None, 3, True), ((8, 20), 8, True), ((8, 20), 21, False), ((22, 6), 23, True), ((22, 6), 12, False)],
)
def test_a_window_may_go_over_midnight(window: tuple[int, int] | None, hour: int, *, is_open: bool) -> None:
    """It then ends the next morning."""
    times = None if window is None else (dt.time(window[0]), dt.time(window[1]))
    assert pacing.is_open(times, dt.time(hour)) is is_open


def replace_times(pace: Pace) -> Pace:
    """A pace without the time of its change."""
    return Pace(pace.connections, pace.per_minute, pace.per_connection)
