"""Put jobs in, clear what dead workers left, say whether anybody works.

Takes Jobs within a unit of work: they are there when it is committed, and never were when it is
rolled back. On SQLite there are none: whoever asks is told that nobody works.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, event, text
from sqlmodel import Session

from kexie_digest.model.job import Job
from kexie_digest.store.database import Transaction
from kexie_digest.store.jobs.schema import SCHEMA

#: A worker that was not heard of for so long is dead, stopped or cut off; it beats three times as often.
STALE = timedelta(seconds=30)

_WITHIN = f"SELECT set_config('search_path', current_setting('search_path') || ', {SCHEMA}', true)"
_PRESENT = text("SELECT to_regclass('procrastinate_workers') IS NOT NULL")
_WORKING = text("SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - :stale")
_NAMES = "SELECT queueing_lock FROM procrastinate_jobs WHERE queueing_lock IN :names AND status "
_WAITING = text(_NAMES + "= 'todo'").bindparams(bindparam("names", expanding=True))
_OPEN = text(_NAMES + "IN ('todo', 'doing')").bindparams(bindparam("names", expanding=True))
_COUNTED = text(
    "SELECT queue_name, count(*) FROM procrastinate_jobs WHERE status = 'todo' GROUP BY queue_name"
)
_STALLED = text(
    "DELETE FROM procrastinate_jobs AS job WHERE job.status <> 'todo' AND NOT EXISTS ("
    "SELECT 1 FROM procrastinate_workers AS worker"
    " WHERE worker.id = job.worker_id AND worker.last_heartbeat > now() - :stale)"
)
_DEAD = text("DELETE FROM procrastinate_workers WHERE last_heartbeat <= now() - :stale")
_GIVEN_BACK = text("DELETE FROM procrastinate_jobs WHERE worker_id IN :workers").bindparams(
    bindparam("workers", expanding=True)
)


def defer(tx: Transaction, jobs: Iterable[Job], *, is_reminder: bool = False) -> int:
    """Put jobs in; one that waits for the same row already is enough.

    Args:
        tx: The unit of work that they belong to, on PostgreSQL.
        jobs: The jobs.
        is_reminder: Nothing new is to be done: leave out what a worker has in hand, too.

    Returns:
        How many were new.
    """
    from procrastinate.jobs import Job as Carried  # noqa: PLC0415 - installed on PostgreSQL only
    from procrastinate.manager import JobManager  # noqa: PLC0415
    from procrastinate.sync_psycopg_connector import SyncPsycopgConnector  # noqa: PLC0415

    named = {job.name: job for job in jobs}
    if not named:
        return 0
    connection = _within(tx)
    known = connection.execute(_OPEN if is_reminder else _WAITING, {"names": list(named)}).scalars().all()
    new = [
        Carried(
            queue=job.queue.value,
            lock=job.lock or None,
            queueing_lock=name,
            task_name=job.task,
            task_kwargs={"key": list(job.key)},
            scheduled_at=job.run_at,
        )
        for name, job in named.items()
        if name not in set(known)
    ]
    if new:
        driver: Any = connection.connection.driver_connection
        JobManager(SyncPsycopgConnector()).batch_defer_jobs(new, connection=driver)
    return len(new)


def is_served(tx: Transaction, stale: timedelta = STALE) -> bool:
    """Say whether any worker was heard of lately.

    Args:
        tx: The unit of work.
        stale: How long ago is too long.

    Returns:
        False on SQLite, and where there are no tables for jobs.
    """
    if tx.dialect != "postgresql":
        return False
    connection = _within(tx)
    if not connection.execute(_PRESENT).scalar_one():
        return False
    return bool(connection.execute(_WORKING, {"stale": stale}).scalar_one())


def clear_stalled(tx: Transaction, stale: timedelta = STALE) -> int:
    """Take away the jobs that dead, stopped or cut off workers have in hand, with their locks.

    Args:
        tx: The unit of work.
        stale: After how long without a sign of life.

    Returns:
        How many; their rows say themselves whether there is anything left to do.
    """
    connection = _within(tx)
    cleared = connection.execute(_STALLED, {"stale": stale}).rowcount
    connection.execute(_DEAD, {"stale": stale})
    return cleared


def give_back(tx: Transaction, workers: Collection[int]) -> int:
    """Take away the jobs that workers had in hand which end before they are done.

    Args:
        tx: The unit of work.
        workers: Their numbers.

    Returns:
        How many jobs.
    """
    return _within(tx).execute(_GIVEN_BACK, {"workers": list(workers)}).rowcount if workers else 0


def count_waiting(tx: Transaction) -> dict[str, int]:
    """Count the jobs that wait.

    Args:
        tx: The unit of work.

    Returns:
        Queue → how many.
    """
    return {queue: count for queue, count in _within(tx).execute(_COUNTED)}  # noqa: C416 - rows are no pairs to mypy


def after_commit(tx: Transaction, act: Callable[[], object]) -> None:
    """Do something as soon as a unit of work is committed; never when it is rolled back.

    Args:
        tx: The unit of work, of either engine.
        act: What to do; it must not use the unit of work.
    """

    def then(_: Session) -> None:
        act()

    event.listen(tx.session, "after_commit", then, once=True)


def _within(tx: Transaction) -> Connection:
    """Give the connection, with the tables of jobs in reach: their triggers name them without schema."""
    connection = tx.session.connection()
    connection.exec_driver_sql(_WITHIN)
    return connection
