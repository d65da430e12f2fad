"""Which digests are due, and when they appear next."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

from kexie_digest.workflows.due import coming, due_periods, warning

from desk import Desk
from fakes import FakeClock

YAML = """
digests:
  east: {title: 东部, schedule: {every: day, at: "09:00"}}
  west: {title: 西部, timezone: Asia/Kathmandu, schedule: {every: day, at: "09:00"}}
  rest: {title: 假日, schedule: {every: year, on: 1-1, holidays: skip}}
  extra: {title: 专刊}
"""
BEFORE, BETWEEN, AFTER = (datetime(2015, 3, 6, hour, 30, tzinfo=UTC) for hour in (0, 2, 4))


def test_each_digest_is_due_in_its_own_zone(tmp_path: Path) -> None:
    """09:00 comes in Shanghai before it comes in Kathmandu; what never comes is never due."""
    desk = Desk(tmp_path, clock=FakeClock(BEFORE))
    with desk.opened(YAML) as context:
        assert due_periods(context) == {}, "a digest seen for the first time owes nothing"
        desk.clock.instant = BETWEEN
        assert due_periods(context) == {"east": "day:2015-03-06"}
        desk.clock.instant = AFTER
        assert due_periods(context) == {"east": "day:2015-03-06", "west": "day:2015-03-06"}


def test_the_next_dates_are_local(tmp_path: Path) -> None:
    """In the digest's zone, with the day they were planned for; none where none is promised."""
    config = Desk(tmp_path).configuration(YAML)
    _, west, rest, extra = config.digests
    (first,) = coming(config, west, BETWEEN, 1)
    assert first.at.isoformat() == "2015-03-06T09:00:00+05:45"
    assert (first.planned_on, first.is_moved, first.is_supposed) == (date(2015, 3, 6), False, False)
    assert coming(config, extra, BETWEEN) == ()
    assert coming(config, rest, BETWEEN) == ()


def test_supposed_years_are_named(tmp_path: Path) -> None:
    """Only those, and with the next step."""
    yaml = "digests:\n  w: {title: 周报, schedule: {every: year, on: 10-1, holidays: after}}\n"
    config = Desk(tmp_path).configuration(yaml)
    told = warning(coming(config, config.digests[0], datetime(2090, 1, 1, tzinfo=UTC), 2))
    assert told.startswith("2090、2091 年")
    assert "calendar" in told
    assert warning(coming(config, config.digests[0], BETWEEN, 2)) == ""
