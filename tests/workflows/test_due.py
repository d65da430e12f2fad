"""Which digests are due, and when they appear next."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, event

from kexie_digest.store import periods
from kexie_digest.workflows import review
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.due import coming, due_periods, warning
from kexie_digest.workflows.run import run, scope_of

from desk import Desk, sample_pages
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
        assert due_periods(context) == (), "a digest seen for the first time owes nothing"
        desk.clock.instant = BETWEEN
        assert _told(context) == ["east day:2015-03-06"]
        desk.clock.instant = AFTER
        assert _told(context) == ["east day:2015-03-06", "west day:2015-03-06"]


def _told(context: Context) -> list[str]:
    return [f"{run.digest} {run.period}" for run in due_periods(context)]


@pytest.mark.parametrize(
    ("policy", "owed", "reasons"),
    [
        ("one", ["day:2015-03-10"], ["covered", "covered", "covered", "first"]),
        ("each", ["day:2015-03-07", "day:2015-03-08", "day:2015-03-09", "day:2015-03-10"], ["first"]),
        ("skip", [], ["skipped", "skipped", "skipped", "skipped", "first"]),
    ],
)
def test_what_came_due_in_downtime_follows_the_policy(
    tmp_path: Path, policy: str, owed: list[str], reasons: list[str]
) -> None:
    """Down from Friday to Tuesday noon: each of four days has its edition to come, or a reason."""
    desk = Desk(tmp_path, clock=FakeClock(AFTER))
    yaml = f"digests: {{d: {{title: 日报, catch_up: {policy}, schedule: {{every: day, at: '09:00'}}}}}}"
    with desk.opened(yaml) as context:
        assert due_periods(context) == ()
        desk.clock.instant += timedelta(days=4)
        assert [run.period for run in due_periods(context)] == owed
        assert [run.period for run in due_periods(context)] == owed, "looking again changes nothing"
        with context.store.reading() as tx:
            runs = periods.list_latest(tx, "d")
        assert [run.reason.value for run in runs if run.reason] == reasons
        desk.clock.instant += timedelta(days=1) - timedelta(hours=3)
        assert _told(context)[-1:] == ["d day:2015-03-11"], "whatever was missed, what is in time appears"


def test_a_later_edition_covers_one_that_could_not_be_made(tmp_path: Path) -> None:
    """Yesterday's is still open when today's comes due: one edition for both."""
    desk = Desk(tmp_path, clock=FakeClock(BEFORE))
    yaml = "digests: {d: {title: 日报, schedule: {every: day, at: '09:00'}}}"
    with desk.opened(yaml) as context:
        due_periods(context)
        for day in ("day:2015-03-06", "day:2015-03-07"):
            desk.clock.instant += timedelta(days=1)
            assert [run.period for run in due_periods(context)] == [day]


def test_a_clock_that_ran_ahead_silences_nobody(tmp_path: Path) -> None:
    """A minute in 2099 settles 84 years of days; back again, tomorrow's edition is due tomorrow."""
    desk = Desk(tmp_path, clock=FakeClock(BETWEEN))
    yaml = "digests: {d: {title: 日报, schedule: {every: day, at: '09:00'}}}"
    with desk.opened(yaml) as context:
        due_periods(context)
        desk.clock.instant = BETWEEN.replace(year=2099)
        assert _told(context) == ["d day:2099-03-06"]
        desk.clock.instant = BETWEEN.replace(year=1975)
        assert _told(context) == [], "and a clock without a battery changes nothing"
        desk.clock.instant = BETWEEN + timedelta(days=1)
        assert _told(context) == ["d day:2015-03-07"]


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


def test_an_edition_is_dated_in_its_digests_zone(tmp_path: Path) -> None:
    """Composed and approved on the local day of its readers, not of the office."""
    desk = Desk(tmp_path, clock=FakeClock(datetime(2026, 3, 6, 1, tzinfo=UTC)))
    desk.drop(sample_pages()[1])
    digest = "{title: 远方, timezone: America/Anchorage, review: [审]}"
    yaml = f"drops: {{inbox: {{path: drops}}}}\ndigests: {{far: {digest}}}"
    with desk.opened(yaml) as context:
        run(context, scope_of(context))
        hand = review.Hand("far", 1, "editor", 1, may_publish=True)
        assert review.look(context, "far", 1).edition.published_on == "2026-03-05"
        queries = [proof.query.id for proof in review.proofs(context, "far", 1)]
        review.tick(context, hand, queries)
        desk.clock.instant += timedelta(days=1)
        standing = review.submit(context, hand, "")
        review.approve(context, replace(hand, expected=standing.version), "")
        assert review.look(context, "far", 1).edition.published_on == "2026-03-06"


def test_a_look_that_finds_nothing_new_waits_for_no_writer(tmp_path: Path) -> None:
    """Every five seconds, beside workers: it takes the writers' lock only where it has to write."""
    desk = Desk(tmp_path, clock=FakeClock(BEFORE))
    with desk.opened(YAML) as context:
        due_periods(context)
        desk.clock.instant = BETWEEN
        owed = due_periods(context)
        with context.store.transaction():
            assert due_periods(context) == owed


def test_a_look_asks_one_question_for_each_schedule(tmp_path: Path) -> None:
    """There may be hundreds of digests, and a look every five seconds: what is known is asked once."""
    asked: list[str] = []

    def note(*details: object) -> None:
        asked.append(str(details[2]))

    desk = Desk(tmp_path, clock=FakeClock(BEFORE))
    with desk.opened(YAML) as context:
        due_periods(context)
        event.listen(Engine, "before_cursor_execute", note)
        try:
            due_periods(context)
        finally:
            event.remove(Engine, "before_cursor_execute", note)
    of_one = sum("WHERE period_runs.digest = " in statement for statement in asked)
    assert of_one == 3 + 1, "of the one that is never due, also whether it was ever seen"
