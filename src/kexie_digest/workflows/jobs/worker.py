"""A worker: a process that does jobs of some queues until it is told to stop.

Takes the program and queues. When it must stop it begins nothing more, finishes what is in hand,
and gives back what takes too long: leases end, jobs are put in again by the next tick.
"""

import logging
import threading
from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from functools import partial

from kexie_digest.errors import ConfigError, StoreError
from kexie_digest.model.job import Queue
from kexie_digest.store import deliveries, periods
from kexie_digest.store import jobs as rows
from kexie_digest.store.jobs.workers import STALE
from kexie_digest.workflows import processes
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.jobs.posted import PostedJobs
from kexie_digest.workflows.jobs.tasks import TASKS
from kexie_digest.workflows.jobs.working import work
from kexie_digest.workflows.watching import readiness

#: Seconds that jobs in hand have when a worker must stop; then they are given back.
PATIENCE = 8.0

#: Jobs of one process at a time: most wait for a network.
SIDE_BY_SIDE = 4

_log = logging.getLogger(__name__)


class Worker:
    """One worker process."""

    def __init__(
        self,
        context: Context,
        queues: Collection[Queue],
        *,
        side_by_side: int = SIDE_BY_SIDE,
        stale: timedelta = STALE,
    ) -> None:
        """Make ready.

        Args:
            context: The program, on PostgreSQL.
            queues: Which kinds of work.
            side_by_side: The most jobs at a time.
            stale: After how long without a sign of life this worker counts as dead.

        Raises:
            ConfigError: The database is a file: workers of other machines could not see it.
        """
        if context.store.is_file:
            raise ConfigError(
                "SQLite 上不能用 worker (workers need PostgreSQL)",
                subject="KEXIE_DATABASE_URL",
                code="needs_postgresql",
                advice="单机请用 kexie-digest serve；多机请改用 postgresql+psycopg://… 的数据库。",
            )
        # Here: where there is no PostgreSQL, its engine need not be installed.
        from kexie_digest.store.jobs.carrying import Carrier  # noqa: PLC0415 - needs the extra [postgresql]

        rows.prepare(context.store)
        self._is_over = threading.Event()
        self._context = replace(context, jobs=PostedJobs(stale), is_stopping=self._is_over.is_set)
        calls = {name: partial(work, self._context, name) for name in TASKS}
        self._carrier = Carrier(
            context.store,
            calls,
            queues,
            process=processes.own_name(),
            side_by_side=side_by_side,
            stale=stale.total_seconds(),
        )

    @property
    def is_ready(self) -> bool:
        """Whether jobs can come in and be done: database, schema, disks."""
        if self._is_over.is_set() or not self._carrier.is_connected:
            return False  # a database that is cut off would be waited for
        found = readiness.check(self._context)
        return all(check.is_ok for check in found if check.name != readiness.WORKERS)

    def run(self, patience: float = PATIENCE) -> bool:
        """Work until stopped.

        Args:
            patience: Seconds that jobs in hand have then.

        Returns:
            Whether all were finished; else they are given back, and the process must end at once.
        """
        if self._carrier.run(patience):
            return True
        try:
            self._give_back()
        except StoreError as error:  # cut off: leases run out by themselves
            _log.warning("what was not finished could not be given back: %s", error)
        return False

    def stop(self) -> None:
        """Begin nothing more; from any thread or a signal handler."""
        self._is_over.set()
        self._carrier.stop()

    def _give_back(self) -> None:
        """End this process's leases: of what was past the point of no return nobody knows the outcome."""
        own = processes.own_name()
        with self._context.store.transaction() as tx:
            periods.release_lost(tx, lambda owner: owner != own)
            deliveries.recover(tx, lambda owner: owner != own)
            if self._carrier.number is not None:
                rows.give_back(tx, [self._carrier.number])
