"""``kexie-digest worker`` on SIGTERM, as systemd sends it: finished, or given back."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

import counting_sink
from kexie_digest.clock import SystemClock
from kexie_digest.model import Delivery, DeliveryState
from kexie_digest.store import Store, deliveries, jobs
from kexie_digest.workflows.jobs import pokes
from mail_room import queue_copies

from desk import Desk

pytestmark = pytest.mark.slow

#: Seconds: what is waited for comes soon, on a busy machine later.
PATIENCE = 100


def _queue_two(store: Store) -> None:
    """Two readers at one provider, and the job for it."""
    jobs.prepare(store)
    with store.transaction() as tx:
        queue_copies(tx, ["li@one.example.org", "wang@one.example.org"])
    with store.transaction() as tx:
        assert jobs.defer(tx, pokes.delivering(deliveries.list_lots(tx), ())) == 1


def _ledger(store: Store) -> list[Delivery]:
    with store.reading() as tx:
        return deliveries.list_of_edition(tx, "weekly", 131)


def test_what_cannot_be_finished_is_given_back(tmp_path: Path, postgresql_url: str) -> None:
    """A server that takes ten minutes for its answer does not hold up the end of a worker.

    The letter past its final dot is in doubt, the one that was only claimed is free again.
    """
    desk = Desk(tmp_path)
    with (
        Store.open(postgresql_url, clock=SystemClock()) as store,
        counting_sink.running(tmp_path / "got", 600) as port,
    ):
        _queue_two(store)
        environment = desk.environment(
            KEXIE_DATABASE_URL=postgresql_url,
            KEXIE_SMTP_URL=f"smtp://127.0.0.1:{port}?connections=1",
            KEXIE_PUBLIC_URL="https://digest.example.org",
        )
        command = [sys.executable, "-m", "kexie_digest", "worker", "--queues", "deliver"]
        with subprocess.Popen(command, cwd=tmp_path, env=environment, stderr=subprocess.PIPE) as worker:
            try:
                deadline = time.monotonic() + PATIENCE
                while DeliveryState.ARMED not in {copy.state for copy in _ledger(store)}:
                    assert time.monotonic() < deadline, "nothing was sent"
                    time.sleep(0.1)
                worker.terminate()
                assert worker.wait(PATIENCE) == 0
            finally:
                worker.kill()
        states = sorted(copy.state for copy in _ledger(store))
        with store.reading() as tx:
            left = tx.session.connection().exec_driver_sql(
                "SELECT count(*) FROM kexie_jobs.procrastinate_jobs"
            )
            assert left.scalar_one() == 0
            assert [lot.bucket for lot in deliveries.list_lots(tx)] == ["one.example.org"]
    assert states == [DeliveryState.QUEUED, DeliveryState.UNCERTAIN]


def test_sqlite_has_no_workers(tmp_path: Path) -> None:
    """It says so, with what to do instead, and exits as for any wrong setting."""
    said = Desk(tmp_path).command("worker", KEXIE_DATABASE_URL=f"sqlite:///{tmp_path / 'kexie.db'}")
    assert said.returncode == 2
    assert "PostgreSQL" in said.stderr
    wrong = Desk(tmp_path).command("worker", "--queues", "collect,paint")
    assert wrong.returncode == 2
    assert "paint" in wrong.stderr
