"""How long after a crash the work goes on: measured by the clock the program goes by, not by ours.

The scheduler ticks every ``TICK_SECONDS`` of it. A holder dies at some moment between two ticks and
at some moment since it last renewed its lease; what it held must be done within ten seconds on its
own machine, within a lease and a tick on another.
"""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kexie_digest.model import Message, PeriodState
from kexie_digest.scheduler import TICK_SECONDS, tick
from kexie_digest.store import Transaction, periods
from kexie_digest.store.deliveries import letters
from kexie_digest.workflows.collect import Watch
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.leases import RENEWALS

from desk import Desk
from fakes import FakeClock

YAML = 'digests: {weekly: {title: 周报, schedule: {every: week, on: friday, at: "09:00"}}}'
TICK = timedelta(seconds=TICK_SECONDS)
SAME_HOST = timedelta(seconds=10)
HERE = f"{socket.gethostname()}|no-such-boot|1|1"
THERE = "far-host|its-boot|1|1"
#: Between the crash and the next tick, as shares of a tick.
PHASES = (0.001, 0.5, 1.0)
#: Between the last renewal and the crash, as shares of the time between two renewals.
AGES = (0.0, 0.5, 1.0)

IsDone = Callable[[Transaction], bool]


@pytest.fixture
def clock() -> FakeClock:
    """The clock of both machines."""
    return FakeClock()


@pytest.fixture
def context(tmp_path: Path, clock: FakeClock) -> Iterator[Context]:
    """A scheduler's program that has seen its digest."""
    with Desk(tmp_path, clock=clock, public_url="https://digest.example.org").opened(YAML) as opened:
        tick(opened, Watch())
        yield opened


def _recovery(context: Context, clock: FakeClock, phase: float, is_done: IsDone) -> timedelta:
    """Tick on after a crash until what was held is done."""
    died_at = clock.now()
    clock.instant += phase * TICK
    for _ in range(1000):
        tick(context, Watch())
        with context.store.reading() as tx:
            if is_done(tx):
                return clock.now() - died_at
        clock.instant += TICK
    raise AssertionError("never")


def _hold_period(context: Context, owner: str, age: float) -> IsDone:
    """Let somebody hold a due period, whose lease was renewed some time ago."""
    until = context.lease - age * context.lease / RENEWALS
    with context.store.transaction() as tx:
        key = f"due-{tx.now.isoformat()}"
        periods.announce(tx, "weekly", [(key, tx.now)])
        (due,) = periods.list_due(tx)
        assert periods.claim(tx, due, owner, tx.now + until)
    return lambda tx: all(
        run.state is not PeriodState.DUE for run in periods.list_latest(tx, "weekly") if run.period == key
    )


def test_what_a_process_of_this_machine_held_goes_on_within_ten_seconds(
    context: Context, clock: FakeClock
) -> None:
    """Whenever it dies, however young its lease is: within one tick, which is five seconds."""
    measured = []
    for phase in PHASES:
        for age in AGES:
            is_done = _hold_period(context, HERE, age)
            measured.append(_recovery(context, clock, phase, is_done))
    assert max(measured) <= min(TICK, SAME_HOST)
    assert min(measured) < timedelta(seconds=1), "the clock is measured, not the tick"


def test_what_another_machine_held_goes_on_within_a_lease_and_a_tick(
    context: Context, clock: FakeClock
) -> None:
    """And not before its lease is over: it may still be at work."""
    measured = []
    for phase in PHASES:
        for age in AGES:
            left = context.lease - age * context.lease / RENEWALS
            is_done = _hold_period(context, THERE, age)
            took = _recovery(context, clock, phase, is_done)
            assert took >= left
            measured.append(took)
    assert max(measured) <= context.lease + TICK


def test_letters_of_a_dead_poster_go_on_within_ten_seconds(context: Context, clock: FakeClock) -> None:
    """Somebody waits for the link in one."""
    for phase in PHASES:
        with context.store.transaction() as tx:
            mail = Message("li@example.org", "a@example.org", f"<{phase}@x>", b"Subject: x\n\nx")
            letters.put(tx, "confirm", mail)
            assert letters.claim(tx, HERE)
        took = _recovery(
            context, clock, phase, lambda tx: letters.of_address(tx, "li@example.org")[-1].state == "sent"
        )
        assert took <= SAME_HOST
