"""Jobs in this process: a few threads that do, right after the commit, what was asked for.

One that waits for the same row is enough. Jobs end with the process: what is undone stands in
the rows, for the next tick.
"""

import logging
import threading
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from kexie_digest.clock import Clock
from kexie_digest.model.job import Job, Queue
from kexie_digest.store import Transaction
from kexie_digest.store import jobs as rows

#: Jobs at a time: pokes are few, and SQLite has one writer.
THREADS = 2

_log = logging.getLogger(__name__)


class InlineJobs:
    """A pool of threads; open it by :func:`opened`."""

    def __init__(self, clock: Clock, pool: ThreadPoolExecutor, held: Collection[Queue] = ()) -> None:
        """Wait for jobs.

        Args:
            clock: For jobs that are not to be done at once.
            pool: Does them.
            held: Queues whose jobs are dropped.
        """
        self._clock, self._pool, self._held = clock, pool, held
        self._lock = threading.Lock()
        self._waiting: set[str] = set()
        self._timers: set[threading.Timer] = set()
        #: What is done for a job; set once the program is put together.
        self.call: Callable[[Job], None] = _log_only

    def defer(self, tx: Transaction, jobs: Iterable[Job]) -> None:
        """Do them when the unit of work is committed."""
        wanted = tuple(job for job in jobs if job.queue not in self._held)
        rows.after_commit(tx, lambda: self._take_all(wanted))

    def remind(self, tx: Transaction, jobs: Iterable[Job]) -> None:
        """Do them, too: nobody else does."""
        self.defer(tx, jobs)

    def served(self, tx: Transaction) -> frozenset[Queue]:  # noqa: ARG002 - the contract's parameter
        """None: this process is on its own."""
        return frozenset()

    def close(self) -> None:
        """Drop what is to be done later."""
        with self._lock:
            for timer in self._timers:
                timer.cancel()

    def _take_all(self, jobs: Iterable[Job]) -> None:
        for job in jobs:
            self._take(job)

    def _take(self, job: Job) -> None:
        with self._lock:
            if job.name in self._waiting:
                return
            self._waiting.add(job.name)
            wait = (job.run_at - self._clock.now()).total_seconds() if job.run_at else 0.0
            if wait > 0:
                timer = threading.Timer(wait, self._begin, (job,))
                timer.daemon = True
                self._timers.add(timer)
                timer.start()
                return
        self._begin(job)

    def _begin(self, job: Job) -> None:
        try:
            self._pool.submit(self._do, job)
        except RuntimeError:  # the program ends: the row waits for the next start
            _log.info("%s waits for the next start", job.name)

    def _do(self, job: Job) -> None:
        with self._lock:
            self._waiting.discard(job.name)  # what comes in from now on is new
        self.call(job)


@contextmanager
def opened(clock: Clock, held: Collection[Queue] = ()) -> Iterator[InlineJobs]:
    """Open a pool; at the end jobs at work are finished, others dropped.

    Args:
        clock: For jobs that are not to be done at once.
        held: Queues whose jobs are dropped.

    Yields:
        It; set its ``call``.
    """
    pool = ThreadPoolExecutor(THREADS, thread_name_prefix="job")
    jobs = InlineJobs(clock, pool, held)
    try:
        yield jobs
    finally:
        jobs.close()
        pool.shutdown(wait=True, cancel_futures=True)


def _log_only(job: Job) -> None:
    _log.warning("nobody does %s", job.name)
