"""A lease is held while the work goes on, and given back when it fails."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from kexie_digest.model import PeriodRun
from kexie_digest.store import periods
from kexie_digest.workflows import leases
from kexie_digest.workflows.context import Context

from desk import Desk

YAML = "digests: {weekly: {title: 周报, schedule: {every: week, on: friday}}}"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk whose clock stands still."""
    return Desk(tmp_path)


@pytest.fixture
def context(desk: Desk) -> Iterator[Context]:
    """A program with leases so short that they are renewed every tenth of a second."""
    with desk.opened(YAML) as opened:
        with opened.store.transaction() as tx:
            periods.announce(tx, "weekly", [("week:2026-03-06", desk.clock.now())])
        yield replace(opened, lease=timedelta(seconds=0.3))


def _run(context: Context) -> PeriodRun:
    with context.store.reading() as tx:
        (run,) = periods.list_latest(tx, "weekly")
    return run


def _changed(context: Context, before: PeriodRun) -> PeriodRun:
    """Wait until the row is another than it was."""
    for _ in range(6000):
        if (now := _run(context)) != before:
            return now
        time.sleep(0.01)
    raise AssertionError("the row stayed as it was")


def test_a_lease_is_renewed_while_the_work_goes_on(context: Context, desk: Desk) -> None:
    """The clock goes on, and so does the end of the lease; nobody else gets the period."""
    with leases.period(context, _run(context)) as claimed:
        assert claimed is not None
        desk.clock.instant += timedelta(seconds=0.2)
        renewed = _changed(context, claimed)
        assert renewed.lease_until == desk.clock.now() + context.lease
        with leases.period(context, claimed) as second:
            assert second is None


def test_work_that_fails_gives_its_lease_back(context: Context) -> None:
    """The next tick may try at once."""
    with pytest.raises(ZeroDivisionError), leases.period(context, _run(context)):
        raise ZeroDivisionError
    assert _run(context).lease_owner is None
    with leases.period(context, _run(context)) as claimed:
        assert claimed is not None
        assert claimed.attempts == 2


def test_a_lost_lease_is_told_once(context: Context, desk: Desk, caplog: pytest.LogCaptureFixture) -> None:
    """Somebody else has it: the keeper says so and leaves it alone."""
    caplog.set_level(logging.WARNING, "kexie_digest.workflows.leases")
    with leases.period(context, _run(context)):
        desk.clock.instant += timedelta(hours=2)
        with context.store.transaction() as tx:
            other = periods.claim(tx, _run(context), "other|boot|1|1", desk.clock.now() + context.lease)
        assert other is not None
        for _ in range(6000):
            if caplog.messages:
                break
            time.sleep(0.01)
    assert caplog.messages == ["the lease on weekly week:2026-03-06 is lost"]
    assert _run(context) == other


def test_a_settled_period_is_not_called_lost(context: Context, caplog: pytest.LogCaptureFixture) -> None:
    """What is left to do after the commit may take longer than a renewal: the keeper leaves in silence."""
    caplog.set_level(logging.WARNING, "kexie_digest.workflows.leases")
    with leases.period(context, _run(context)) as claimed:
        assert claimed is not None
        with context.store.transaction() as tx:
            periods.settle_made(tx, claimed, 7)
        (keeper,) = [thread for thread in threading.enumerate() if thread.name == "lease"]
        keeper.join(200)
        assert not keeper.is_alive()
    assert caplog.messages == []


def test_an_edition_is_held_by_its_number(context: Context) -> None:
    """Also one that no period is known of."""
    with leases.edition(context, "weekly", 7) as claimed:
        assert claimed is not None
        assert claimed.period == "manual:7"
        with leases.edition(context, "weekly", 7) as second:
            assert second is None
