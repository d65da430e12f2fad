"""Who does what, as ``doctor`` and ``/readyz`` say it (kexie_digest.workflows.watching.serving)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kexie_digest.store import Store, jobs
from kexie_digest.store.jobs.schema import SCHEMA
from kexie_digest.store.watching import heartbeats
from kexie_digest.workflows.watching import serving

from fakes import FakeClock


@pytest.fixture
def store(postgresql_url: str) -> Iterator[Store]:
    """A store on PostgreSQL with the tables of jobs."""
    with Store.open(postgresql_url, clock=FakeClock()) as store:
        jobs.prepare(store)
        yield store


def _enrol(store: Store, number: int, queues: str) -> None:
    with store.transaction() as tx:
        connection = tx.session.connection()
        connection.exec_driver_sql(f"SET LOCAL search_path TO {SCHEMA}")
        connection.exec_driver_sql("INSERT INTO procrastinate_workers DEFAULT VALUES")
        connection.exec_driver_sql(
            "INSERT INTO kexie_workers VALUES (%s, %s, %s)", (f"far|b|{number}|1", queues, number)
        )


def _said(store: Store) -> tuple[bool, str, str] | None:
    with store.reading() as tx:
        return serving.look(tx)


def test_what_nobody_serves_is_named(store: Store) -> None:
    """No workers: nothing to say; without a scheduler they get no work; then the rest is the scheduler's."""
    assert _said(store) is None
    _enrol(store, 1, "render")
    alone = _said(store)
    assert alone is not None
    assert (alone[0], "没有定时程序" in alone[1]) == (False, True)
    with store.transaction() as tx:
        heartbeats.beat(tx, "scheduler@a")
    partly = _said(store)
    assert partly is not None
    assert (partly[0], "发信 deliver" in partly[1], "出刊" in partly[1]) == (True, True, False)
    assert partly[2].endswith("--queues collect,parse,deliver")
    _enrol(store, 2, "collect,parse,deliver")
    whole = _said(store)
    assert whole is not None
    assert (whole[0], whole[2]) == (True, "")
