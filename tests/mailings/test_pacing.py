"""When a deferred copy is tried again."""

from __future__ import annotations

from datetime import timedelta

from kexie_digest.mailings.pacing import LAST_ATTEMPT, retry_wait


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
