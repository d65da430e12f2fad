"""Put jobs in, and clear what dead workers left.

Takes Jobs within a unit of work: they are there when it is committed, and never were when it is
rolled back.
"""

from collections.abc import Callable, Collection, Iterable
from datetime import timedelta
from typing import Any

from sqlalchemy import bindparam, event, text
from sqlmodel import Session

from kexie_digest.model.job import Job
from kexie_digest.store.database import Transaction
from kexie_digest.store.engines import failures
from kexie_digest.store.jobs import workers
from kexie_digest.store.jobs.schema import SCHEMA, within
from kexie_digest.store.jobs.workers import STALE

_NAMES = "SELECT queueing_lock FROM procrastinate_jobs WHERE queueing_lock IN :names AND status "
_WAITING = text(_NAMES + "= 'todo'").bindparams(bindparam("names", expanding=True))
_OPEN = text(_NAMES + "IN ('todo', 'doing')").bindparams(bindparam("names", expanding=True))
_STALLED = text(
    "DELETE FROM procrastinate_jobs AS job WHERE job.status <> 'todo' AND NOT EXISTS ("
    "SELECT 1 FROM procrastinate_workers AS worker"
    " WHERE worker.id = job.worker_id AND worker.last_heartbeat > now() - :stale)"
)
_DEAD = text("DELETE FROM procrastinate_workers WHERE last_heartbeat <= now() - :stale")
_GIVEN_BACK = text("DELETE FROM procrastinate_jobs WHERE worker_id IN :workers").bindparams(
    bindparam("workers", expanding=True)
)


def _believed(_: str) -> bool:
    return True


def defer(tx: Transaction, jobs: Iterable[Job], *, is_reminder: bool = False) -> int:
    """Put jobs in; one that waits for the same row already is enough.

    Args:
        tx: The unit of work that they belong to, on PostgreSQL.
        jobs: The jobs.
        is_reminder: Nothing new is to be done: leave out what a worker has in hand, too.

    Returns:
        How many were new.

    Raises:
        StoreError: The database went away.
    """
    from procrastinate.exceptions import ConnectorException  # noqa: PLC0415 - installed on PostgreSQL only
    from procrastinate.jobs import Job as Carried  # noqa: PLC0415 - the extra [postgresql]
    from procrastinate.manager import JobManager  # noqa: PLC0415 - the extra [postgresql]
    from procrastinate.sync_psycopg_connector import SyncPsycopgConnector  # noqa: PLC0415 - the extra [postgresql]

    named = {job.name: job for job in jobs}
    if not named:
        return 0
    connection = within(tx)
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
        try:
            JobManager(SyncPsycopgConnector()).batch_defer_jobs(new, connection=driver)
        except ConnectorException as error:  # past SQLAlchemy, which else tells it in our words
            raise failures.from_database(error.__cause__ or error, SCHEMA) from error
    return len(new)


def clear_stalled(
    tx: Transaction, stale: timedelta = STALE, process_is_alive: Callable[[str], bool] = _believed
) -> int:
    """Take away the jobs that dead, stopped or cut off workers have in hand, with their locks.

    Args:
        tx: The unit of work.
        stale: After how long without a sign of life.
        process_is_alive: Whether a worker's process still runs; true for one on another host.

    Returns:
        How many; their rows say themselves whether there is anything left to do.
    """
    workers.bury(tx, process_is_alive)
    connection = within(tx)
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
    return within(tx).execute(_GIVEN_BACK, {"workers": list(workers)}).rowcount if workers else 0


def after_commit(tx: Transaction, act: Callable[[], object]) -> None:
    """Do something as soon as a unit of work is committed; never when it is rolled back.

    Args:
        tx: The unit of work, of either engine.
        act: What to do; it must not use the unit of work.
    """

    def then(_: Session) -> None:
        act()

    event.listen(tx.session, "after_commit", then, once=True)
