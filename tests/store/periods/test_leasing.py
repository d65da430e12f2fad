"""One worker at a time, and none that comes back late."""

from __future__ import annotations

from datetime import timedelta

import pytest

from kexie_digest.errors import Conflict
from kexie_digest.model import PeriodRun, PeriodState, WaiveReason
from kexie_digest.store import Store, periods

from fakes import FakeClock

MINUTE = timedelta(minutes=1)


@pytest.fixture
def run(store: Store, clock: FakeClock) -> PeriodRun:
    """A period that is due."""
    with store.transaction() as tx:
        periods.announce(tx, "weekly", [("week:2026-03-06", clock.now())])
        return periods.list_due(tx)[0]


def test_only_one_claims(store: Store, run: PeriodRun, clock: FakeClock) -> None:
    """The second finds it taken until the lease is over; each claim counts."""
    with store.transaction() as tx:
        first = periods.claim(tx, run, "one", clock.now() + MINUTE)
        assert first is not None
        assert (first.lease_owner, first.attempts) == ("one", 1)
        assert periods.claim(tx, run, "two", clock.now() + MINUTE) is None
    clock.instant += MINUTE
    with store.transaction() as tx:
        second = periods.claim(tx, run, "two", clock.now() + MINUTE)
        assert second is not None
        assert second.attempts == 2


@pytest.mark.parametrize("is_same_process", [False, True])
def test_a_stale_worker_is_refused(
    store: Store, run: PeriodRun, clock: FakeClock, *, is_same_process: bool
) -> None:
    """Past its lease, another has it: whatever the first wants to commit is refused, by its fence."""
    owner = "one" if is_same_process else "two"
    with store.transaction() as tx:
        stale = periods.claim(tx, run, "one", clock.now() + MINUTE)
        assert stale is not None
        clock.instant += MINUTE
        fresh = periods.claim(tx, run, owner, clock.now() + MINUTE)
        assert fresh is not None
        assert not periods.renew(tx, stale, clock.now() + 2 * MINUTE)
        periods.let_go(tx, stale)
    for refused in (
        lambda tx: periods.settle_made(tx, stale, 1),
        lambda tx: periods.settle_waived(tx, stale, WaiveReason.EMPTY),
        lambda tx: periods.require(tx, stale, clock.now() + MINUTE),
        lambda tx: periods.finish(tx, stale),
    ):
        with pytest.raises(Conflict) as caught, store.transaction() as tx:
            refused(tx)
        assert caught.value.code == "stale_worker"
    with store.transaction() as tx:
        periods.settle_waived(tx, fresh, WaiveReason.EMPTY)
        (left,) = periods.list_latest(tx, "weekly")
    assert (left.state, left.reason, left.lease_owner) == (PeriodState.WAIVED, WaiveReason.EMPTY, None)


def test_the_dead_hold_nothing(store: Store, run: PeriodRun, clock: FakeClock) -> None:
    """A dead process's lease is free at once, a living one's and another host's when it is over."""
    others = [(f"week:{number}", clock.now() - MINUTE) for number in range(2)]
    with store.transaction() as tx:
        periods.announce(tx, "weekly", others)
        for one, owner in zip(periods.list_due(tx), ("dead", "alive", "elsewhere"), strict=True):
            assert periods.claim(tx, one, owner, clock.now() + MINUTE)
        assert periods.release_lost(tx, lambda owner: owner != "dead") == 1
        assert periods.release_lost(tx, lambda owner: owner != "dead") == 0
        clock.instant += MINUTE
        assert periods.release_lost(tx, lambda _owner: True) == 2
        assert periods.claim(tx, run, "me", clock.now() + MINUTE)


def test_a_clock_set_back_does_not_prolong_a_lease(store: Store, run: PeriodRun, clock: FakeClock) -> None:
    """A lease that would last a day was given by a clock a day ahead: it is over."""
    with store.transaction() as tx:
        assert periods.claim(tx, run, "one", clock.now() + timedelta(days=1))
        assert periods.claim(tx, run, "two", clock.now() + MINUTE)


def test_an_edition_is_published_by_one(store: Store, clock: FakeClock) -> None:
    """Made before runs were kept, it gets a record; a second worker has to wait."""
    with store.transaction() as tx:
        first = periods.claim_edition(tx, "weekly", 131, "one", clock.now() + MINUTE)
        assert first is not None
        assert periods.claim_edition(tx, "weekly", 131, "two", clock.now() + MINUTE) is None
        periods.finish(tx, first)
        again = periods.claim_edition(tx, "weekly", 131, "two", clock.now() + MINUTE)
        assert again is not None
        assert (again.period, again.attempts) == ("manual:131", 2)


def test_a_settled_period_is_claimed_by_nobody(store: Store, run: PeriodRun, clock: FakeClock) -> None:
    """Nor one that is not due yet."""
    with store.transaction() as tx:
        claimed = periods.claim(tx, run, "one", clock.now() + MINUTE)
        assert claimed is not None
        periods.settle_made(tx, claimed, 1)
        assert periods.claim(tx, run, "one", clock.now() + MINUTE) is None
        periods.announce(tx, "weekly", [("later", clock.now() + MINUTE)])
        assert periods.claim(tx, PeriodRun("weekly", "later", clock.now()), "one", clock.now()) is None
