"""Jobs in the caller's transaction: there when it commits, never when it does not."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest

from kexie_digest.errors import StoreError
from kexie_digest.model.job import Job, Queue
from kexie_digest.store import Store, Transaction, jobs
from kexie_digest.store.jobs.schema import SCHEMA

from fakes import FakeClock

POLL = Job("collect", ("city",), Queue.COLLECT, "host:example.org")
READ = Job("read", ("city",), Queue.PARSE, "read:city")
LONG_AGO = timedelta(seconds=30)


@pytest.fixture
def store(postgresql_url: str) -> Iterator[Store]:
    """A store on PostgreSQL with the tables of jobs."""
    with Store.open(postgresql_url, clock=FakeClock()) as store:
        jobs.prepare(store)
        yield store


def _sql(store: Store, statement: str) -> None:
    with store.transaction() as tx:
        tx.session.connection().exec_driver_sql(f"SET LOCAL search_path TO {SCHEMA}")
        tx.session.connection().exec_driver_sql(statement)


def _waiting(store: Store) -> dict[str, int]:
    with store.reading() as tx:
        waiting = tx.session.connection().exec_driver_sql(
            f"SELECT queue_name FROM {SCHEMA}.procrastinate_jobs WHERE status = 'todo'"  # noqa: S608 - our own
        )
        return Counter(waiting.scalars())


def _defer(store: Store, *wanted: Job, is_reminder: bool = False) -> int:
    with store.transaction() as tx:
        return jobs.defer(tx, wanted, is_reminder=is_reminder)


def _broken_off(store: Store, act: Callable[[Transaction], object]) -> None:
    with store.transaction() as tx:
        act(tx)
        raise ZeroDivisionError


def test_a_rolled_back_transaction_leaves_no_job_and_a_committed_one_its_job(store: Store) -> None:
    """Defer is atomic with the data it is about."""
    with pytest.raises(ZeroDivisionError):
        _broken_off(store, lambda tx: jobs.defer(tx, [POLL]))
    assert _waiting(store) == {}
    assert _defer(store, POLL) == 1
    assert _waiting(store) == {"collect": 1}


def test_one_job_waits_for_a_row(store: Store) -> None:
    """Asked for twice, also in one breath, it waits once; others come in beside it."""
    assert _defer(store, POLL, POLL) == 1
    assert _defer(store, POLL, READ) == 1
    assert _waiting(store) == {"collect": 1, "parse": 1}


def test_a_reminder_leaves_out_what_is_in_hand_and_a_change_does_not(store: Store) -> None:
    """What came in while a job runs may have been overlooked by it; a look at the rows says nothing new."""
    _sql(store, "INSERT INTO procrastinate_workers DEFAULT VALUES")
    _defer(store, POLL)
    _sql(store, "UPDATE procrastinate_jobs SET status = 'doing', worker_id = 1")
    assert _defer(store, POLL, is_reminder=True) == 0
    assert _defer(store, POLL) == 1


def test_dead_workers_lose_their_jobs_and_the_living_keep_theirs(store: Store) -> None:
    """A worker that was not heard of for half a minute is dead, and so is one nobody knows."""
    _sql(store, "INSERT INTO procrastinate_workers DEFAULT VALUES")
    _sql(store, "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '31 seconds')")
    for number, worker in enumerate(("1", "2", "NULL")):
        _defer(store, Job("read", (str(number),), Queue.PARSE))
        changed = (
            f"UPDATE procrastinate_jobs SET status = 'doing', worker_id = {worker} WHERE status = 'todo'"  # noqa: S608 - constants
        )
        _sql(store, changed)
    _defer(store, READ)
    with store.transaction() as tx:
        assert jobs.clear_stalled(tx, LONG_AGO) == 2
        assert jobs.clear_stalled(tx, LONG_AGO) == 0
        assert jobs.give_back(tx, [1]) == 1
    assert _waiting(store) == {"parse": 1}


def _enrol(store: Store, number: int, process: str, queues: str) -> None:
    _sql(store, "INSERT INTO procrastinate_workers DEFAULT VALUES")
    _sql(store, f"INSERT INTO kexie_workers VALUES ('{process}', '{queues}', {number})")  # noqa: S608 - constants


def test_without_a_worker_nobody_serves(store: Store, postgresql_url: str) -> None:
    """Tables alone do no work; neither do none."""
    with store.reading() as tx:
        assert not jobs.served(tx)
    _sql(store, f"DROP SCHEMA {SCHEMA} CASCADE")
    with Store.open(postgresql_url, clock=FakeClock()) as other, other.reading() as tx:
        assert not jobs.served(tx)


def test_a_worker_serves_its_queues_while_it_is_heard_of(store: Store) -> None:
    """And no others; a newer program's queue is none of ours."""
    _enrol(store, 1, "a|b|1|1", "render,paint")
    _enrol(store, 2, "a|b|2|2", "collect")
    _sql(store, "UPDATE procrastinate_workers SET last_heartbeat = now() - interval '31 s' WHERE id = 2")
    with store.reading() as tx:
        assert jobs.list_working(tx) == [jobs.Working("a|b|1|1", frozenset({Queue.RENDER}))]
        assert jobs.served(tx) == {Queue.RENDER}


def test_what_a_dead_process_had_in_hand_is_free_before_it_is_missed(store: Store) -> None:
    """Its machine knows at once: its lock keeps nobody back for half a minute. The living keep theirs."""
    for number in (1, 2):
        _enrol(store, number, f"a|b|{number}|1", "collect")
        _defer(store, Job("collect", (str(number),), Queue.COLLECT))
        taken = f"UPDATE procrastinate_jobs SET status = 'doing', worker_id = {number}"  # noqa: S608 - constants
        _sql(store, f"{taken} WHERE status = 'todo'")
    with store.transaction() as tx:
        assert jobs.clear_stalled(tx, LONG_AGO, lambda process: process != "a|b|1|1") == 1
        assert [one.process for one in jobs.list_working(tx)] == ["a|b|2|1"]


def test_what_procrastinate_complains_of_is_told_in_our_words(store: Store) -> None:
    """Its own errors do not leave the store: a page answers 503 while a database restarts."""
    _sql(store, "DROP FUNCTION procrastinate_defer_jobs_v1")
    with pytest.raises(StoreError) as caught:
        _defer(store, POLL)
    assert caught.value.code == "store_failed"


def test_another_version_gets_fresh_tables_and_the_same_keeps_them(store: Store) -> None:
    """What waited is put in again by the next tick, so nothing has to be moved."""
    _defer(store, POLL)
    jobs.prepare(store)
    assert _waiting(store) == {"collect": 1}
    _sql(store, f"COMMENT ON SCHEMA {SCHEMA} IS 'procrastinate 0.1'")
    jobs.prepare(store)
    assert _waiting(store) == {}


def test_an_act_after_the_commit_is_not_done_after_a_rollback(store: Store) -> None:
    """And once, however often the unit of work commits afterwards."""
    done: list[str] = []
    with pytest.raises(ZeroDivisionError):
        _broken_off(store, lambda tx: jobs.after_commit(tx, lambda: done.append("rolled back")))
    with store.transaction() as tx:
        jobs.after_commit(tx, lambda: done.append("committed"))
        assert done == []
    assert done == ["committed"]
