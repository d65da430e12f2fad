"""Workers and a scheduler on one PostgreSQL: killed, stopped past their leases, cut off, told to end."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from fleet import ENTRIES, Fleet, Sizes, check_whole, opened_fleet, owe_editions, ready, told_to_end
from wire import laid

from postgres import Server

pytestmark = pytest.mark.slow


def _knob(name: str, default: int) -> int:
    return int(os.environ.get(name, default))  # noqa: TID251 - a test's own knob


#: `make prove` sets 1,000 sources, 200 editions and 100,000 messages.
SIZES = Sizes(_knob("PROVE_SOURCES", 6), _knob("PROVE_EDITIONS", 3), _knob("PROVE_JOB_MESSAGES", 300))
#: Connections that may be cut short: of the stopped and of the cut-off worker, each at four lots at a time.
CUT_SHORT = 2 * 4 * 4


@pytest.fixture
def fleet(tmp_path: Path, postgresql_url: str) -> Iterator[Fleet]:
    """A fleet on a fresh database."""
    with opened_fleet(tmp_path, postgresql_url, SIZES) as fleet:
        yield fleet


@pytest.mark.timeout(SIZES.patience * 5)
def test_killed_stopped_and_cut_off_workers_lose_and_double_nothing(
    fleet: Fleet, postgresql_url: str, postgresql_server: Server
) -> None:
    """Every source is read, every period has one edition, every reader one copy or is named as in doubt.

    The one that is cut off from the database goes on with its mail: what it had in hand others
    take over meanwhile, and what it tells when it is back is refused or fits.
    """
    with fleet.telling(), laid(postgresql_server.folder) as wire:
        over_wire = postgresql_url.replace(str(postgresql_server.folder), str(wire.folder))
        killed, stopped, steady = (fleet.start("worker") for _ in range(3))
        cut_off = fleet.start("worker", over_wire)
        ready(killed, stopped, steady, cut_off)
        scheduler = fleet.start("scheduler")

        fleet.wait("documents WHERE state = 'done'", 1)
        killed.kill()
        fleet.wait("documents WHERE state = 'done'", SIZES.sources * ENTRIES)
        fleet.wait("period_runs", SIZES.editions)  # each digest was seen once

        owe_editions(postgresql_url, range(SIZES.editions))
        fleet.wait("period_runs WHERE total_number IS NOT NULL", 1)
        stopped.send_signal(signal.SIGSTOP)
        theirs = f"lease_owner LIKE '%|{cut_off.pid}@%'"
        fleet.wait(f"deliveries WHERE {theirs} OR state = 'sent'", 1)
        wire.cut()
        fleet.wait("editions WHERE state = 'published'", SIZES.editions)
        fleet.wait("deliveries WHERE state IN ('sent', 'uncertain')", SIZES.messages)
        stopped.send_signal(signal.SIGCONT)
        wire.mend()
        told_to_end(scheduler, stopped, steady, cut_off)
        check_whole(fleet, CUT_SHORT)
