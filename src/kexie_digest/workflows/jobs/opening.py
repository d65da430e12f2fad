"""Choose who does jobs: workers over PostgreSQL, or this process.

Takes a program that is put together, gives it with its ``jobs``.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib.util import find_spec

from kexie_digest.model.job import Queue
from kexie_digest.store import jobs as rows
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.jobs import inline
from kexie_digest.workflows.jobs.posted import PostedJobs
from kexie_digest.workflows.jobs.working import work


@contextmanager
def with_jobs(context: Context, *, is_sending: bool = True) -> Iterator[Context]:
    """Let jobs be done, for a program that stays.

    Args:
        context: The program.
        is_sending: Whether mail leaves.

    Yields:
        It, with jobs for workers where the database is PostgreSQL, else done by threads.
    """
    held = frozenset() if is_sending else frozenset({Queue.DELIVER})
    if not context.store.is_file and find_spec("procrastinate") is not None:
        rows.prepare(context.store)
        yield replace(context, jobs=PostedJobs(held=held))
        return
    with inline.opened(context.clock, held) as jobs:
        ready = replace(context, jobs=jobs)
        jobs.call = lambda job: work(ready, job.task, job.key)
        yield ready
