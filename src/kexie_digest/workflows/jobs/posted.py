"""Jobs for workers on any machine: rows beside ours, in the caller's transaction."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from kexie_digest.model.job import Job, Queue
from kexie_digest.store import Transaction
from kexie_digest.store import jobs as rows
from kexie_digest.store.jobs.workers import STALE
from kexie_digest.workflows import processes


@dataclass(frozen=True, slots=True)
class PostedJobs:
    """On PostgreSQL; ``stale`` is after how long without a sign a worker counts as dead.

    Jobs of the queues ``held`` are not put in.
    """

    stale: timedelta = STALE
    held: frozenset[Queue] = frozenset()

    def defer(self, tx: Transaction, jobs: Iterable[Job]) -> None:
        """Put them in; one that waits for the same row is enough."""
        rows.defer(tx, (job for job in jobs if job.queue not in self.held))

    def remind(self, tx: Transaction, jobs: Iterable[Job]) -> None:
        """Clear what stalled, then put in what nobody has in hand."""
        rows.clear_stalled(tx, self.stale, processes.is_alive)
        rows.defer(tx, (job for job in jobs if job.queue not in self.held), is_reminder=True)

    def served(self, tx: Transaction) -> frozenset[Queue]:
        """Those of workers that were heard of lately, and of this machine that live."""
        living = (one for one in rows.list_working(tx, self.stale) if processes.is_alive(one.process))
        return frozenset(queue for one in living for queue in one.queues)
