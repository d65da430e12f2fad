"""What a digest owes is entered once, and opened again after a wrong clock."""

from __future__ import annotations

from datetime import timedelta

from kexie_digest.model import EditionState, PeriodState, WaiveReason
from kexie_digest.store import Store, editions, periods

from factories import make_edition
from fakes import FakeClock

HOUR = timedelta(hours=1)


def test_a_period_is_entered_once(store: Store, clock: FakeClock) -> None:
    """The first entry counts, the second changes nothing, other digests are untouched."""
    with store.transaction() as tx:
        assert not periods.is_known(tx, "weekly")
        assert periods.announce(tx, "weekly", [("week:2026-03-06", clock.now())]) == 1
        again = [("week:2026-03-06", clock.now()), ("week:2026-03-13", clock.now() + HOUR)]
        assert periods.announce(tx, "weekly", again, WaiveReason.EMPTY) == 1
    with store.reading() as tx:
        assert periods.is_known(tx, "weekly")
        assert not periods.is_known(tx, "monthly")
        assert [run.period for run in periods.list_due(tx)] == ["week:2026-03-06"]
        assert periods.latest_due_at(tx, "weekly") == clock.now()
        assert [run.reason for run in periods.list_latest(tx, "weekly")] == [WaiveReason.EMPTY, None]


def test_a_manual_edition_promises_nothing(store: Store) -> None:
    """It is on record with its number, and does not make its digest known to the calendar."""
    with store.transaction() as tx:
        periods.announce_manual(tx, "weekly", 131)
        assert not periods.is_known(tx, "weekly")
        assert periods.latest_due_at(tx, "weekly") is None
        assert periods.due_at_of(tx, "weekly", 131) is not None
        assert [run.period for run in periods.list_latest(tx, "weekly")] == ["manual:131"]


def test_what_a_clock_ahead_settled_is_open_again(store: Store, clock: FakeClock) -> None:
    """An hour in 2099 must not silence a digest until then; a small difference is none."""
    due_at, now = clock.now() + 48 * HOUR, clock.now()
    with store.transaction() as tx:
        clock.instant = now.replace(year=2099)
        periods.announce(tx, "weekly", [("early", due_at)], WaiveReason.COVERED)
        clock.instant = due_at + HOUR / 2
        periods.announce(tx, "weekly", [("fair", due_at)], WaiveReason.EMPTY)
        clock.instant = now
        assert periods.reopen_untimely(tx, HOUR) == 0, "not due yet"
        clock.instant = due_at
        assert periods.reopen_untimely(tx, HOUR) == 1
        assert [run.period for run in periods.list_due(tx)] == ["early"]


def test_a_withdrawn_edition_leaves_its_reason(store: Store, clock: FakeClock) -> None:
    """A scheduled one is waived, a manual one gone; both numbers are free again."""
    edition = make_edition(total_number=1, number=1)
    with store.transaction() as tx:
        periods.announce(tx, "weekly", [("week:1", clock.now())])
        claimed = periods.claim(tx, periods.list_due(tx)[0], "a|b|1|2", clock.now() + HOUR)
        assert claimed is not None
        editions.add(tx, edition, [], state=EditionState.DRAFTING)
        periods.settle_made(tx, claimed, 1)
        editions.withdraw(tx, "weekly", 1, expected=1)
        editions.add(tx, edition, [], state=EditionState.DRAFTING)
        periods.announce_manual(tx, "weekly", 1)
        editions.withdraw(tx, "weekly", 1, expected=1)
        (left,) = periods.list_latest(tx, "weekly")
    assert (left.state, left.reason, left.total_number) == (PeriodState.WAIVED, WaiveReason.WITHDRAWN, None)


def test_open_periods_before_another_are_waived(store: Store, clock: FakeClock) -> None:
    """Those that nobody works on; one that is leased goes on."""
    with store.transaction() as tx:
        early = [(f"week:{number}", clock.now() - number * HOUR) for number in (3, 2, 1)]
        periods.announce(tx, "weekly", early)
        assert periods.claim(tx, periods.list_due(tx)[0], "a|b|1|2", clock.now() + HOUR)
        assert periods.waive_open(tx, "weekly", clock.now() - HOUR, WaiveReason.COVERED) == 1
        assert [run.period for run in periods.list_due(tx)] == ["week:3", "week:1"]
