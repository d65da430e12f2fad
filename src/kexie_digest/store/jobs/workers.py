"""Who works: each worker's process and queues, beside Procrastinate's own row of it.

Takes and gives Working. A worker counts while it is heard of; on its own machine it is known to
be dead as soon as its process is. On SQLite there are none.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import text

from kexie_digest.model.job import Queue
from kexie_digest.store.database import Transaction
from kexie_digest.store.jobs.schema import within

#: A worker that was not heard of for so long is dead, stopped or cut off; it beats three times as often.
STALE = timedelta(seconds=30)

#: Parameters as Procrastinate's connector wants them: a worker enrols over its own connections.
ENROL = "INSERT INTO kexie_workers (worker_id, process, queues) VALUES (%(worker)s, %(process)s, %(queues)s)"
ENROLLED = "SELECT worker_id FROM kexie_workers WHERE worker_id = %(worker)s"

_PRESENT = text("SELECT to_regclass('kexie_workers') IS NOT NULL")
_HEARD_OF = text(
    "SELECT process, queues FROM kexie_workers JOIN procrastinate_workers ON id = worker_id"
    " WHERE last_heartbeat > now() - :stale ORDER BY worker_id"
)
_ALL = text("SELECT worker_id, process FROM kexie_workers")
_DEAD = text("DELETE FROM procrastinate_workers WHERE id = ANY(:workers)")


@dataclass(frozen=True, slots=True)
class Working:
    """A worker: its process, as leases name it, and the queues it serves."""

    process: str
    queues: frozenset[Queue]


def list_working(tx: Transaction, stale: timedelta = STALE) -> list[Working]:
    """List the workers that were heard of lately.

    Args:
        tx: The unit of work.
        stale: How long ago is too long.

    Returns:
        Them; none on SQLite, and where there are no tables for jobs.
    """
    if tx.dialect != "postgresql":
        return []
    connection = within(tx)
    if not connection.execute(_PRESENT).scalar_one():
        return []
    known = set(Queue)
    return [
        Working(process, frozenset(Queue(name) for name in queues.split(",") if name in known))
        for process, queues in connection.execute(_HEARD_OF, {"stale": stale})
    ]


def served(tx: Transaction, stale: timedelta = STALE) -> frozenset[Queue]:
    """Say which queues any worker serves.

    Args:
        tx: The unit of work.
        stale: How long ago is too long.

    Returns:
        Them.
    """
    return frozenset(queue for one in list_working(tx, stale) for queue in one.queues)


def bury(tx: Transaction, process_is_alive: Callable[[str], bool]) -> int:
    """Take away the rows of workers whose process is dead: what they had in hand is nobody's then.

    Args:
        tx: The unit of work, on PostgreSQL.
        process_is_alive: Whether a process still runs; true for one on another host.

    Returns:
        How many.
    """
    connection = within(tx)
    dead = [worker for worker, process in connection.execute(_ALL) if not process_is_alive(process)]
    return connection.execute(_DEAD, {"workers": dead}).rowcount if dead else 0
