"""Jobs in this process: after the commit, once for a row, never after a rollback."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from kexie_digest.clock import SystemClock
from kexie_digest.model.job import Job, Queue
from kexie_digest.store import Store
from kexie_digest.workflows.jobs import inline

POST = Job("mail", (), Queue.DELIVER)
SECONDS = 60


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store on SQLite: jobs in the process are for it."""
    with Store.open(f"sqlite:///{tmp_path / 'kexie.db'}", clock=SystemClock()) as store:
        yield store


def _break_off(store: Store, jobs: inline.InlineJobs) -> None:
    with store.transaction() as tx:
        jobs.defer(tx, [POST])
        raise ZeroDivisionError


def test_a_job_is_done_when_its_transaction_is_committed(store: Store) -> None:
    """Not before, and not when it is rolled back."""
    done = threading.Event()
    with inline.opened(SystemClock()) as jobs:
        jobs.call = lambda _: done.set()
        with pytest.raises(ZeroDivisionError):
            _break_off(store, jobs)
        assert not done.is_set()
        with store.transaction() as tx:
            jobs.defer(tx, [POST])
            assert not done.is_set()
        assert done.wait(SECONDS)


def test_one_job_waits_for_a_row_while_others_are_at_work(store: Store) -> None:
    """Both threads are busy: what is asked for five times waits once."""
    go_on, begun, names = threading.Event(), threading.Semaphore(0), list[str]()

    def call(job: Job) -> None:
        names.append(job.name)
        begun.release()
        assert go_on.wait(SECONDS)

    with inline.opened(SystemClock()) as jobs:
        jobs.call = call
        with store.transaction() as tx:
            jobs.defer(tx, [Job("read", (str(number),), Queue.PARSE) for number in range(inline.THREADS)])
        for _ in range(inline.THREADS):
            assert begun.acquire(timeout=SECONDS)
        for _ in range(5):
            with store.transaction() as tx:
                jobs.defer(tx, [POST])
        go_on.set()
        assert begun.acquire(timeout=SECONDS)
    assert names.count("mail:") == 1


def test_a_job_for_later_is_done_later_or_dropped_at_the_end(store: Store) -> None:
    """Its time comes within the process, or the row waits for the next start."""
    clock, done = SystemClock(), threading.Event()
    with inline.opened(clock) as jobs:
        jobs.call = lambda _: done.set()
        with store.transaction() as tx:
            jobs.defer(tx, [Job("mail", (), Queue.DELIVER, run_at=clock.now() + timedelta(seconds=0.05))])
        assert done.wait(SECONDS)
        done.clear()
        with store.transaction() as tx:
            jobs.defer(tx, [Job("mail", (), Queue.DELIVER, run_at=clock.now() + timedelta(hours=1))])
    assert not done.is_set()
