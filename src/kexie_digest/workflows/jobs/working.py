"""Do one job: with a journal of its own, whatever goes wrong.

Takes a job's task and key, gives a Run in the store where something happened. Nothing is raised:
a job that failed is a row that is still to be done.
"""

import logging

from kexie_digest.errors import KexieDigestError
from kexie_digest.model import Run
from kexie_digest.store import runs
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.jobs.tasks import Key, task_of
from kexie_digest.workflows.journal import Journal
from kexie_digest.workflows.run import new_id

#: Stage under which a job's failure is filed, by task.
_STAGES = {
    "collect": "collect",
    "read": "collect",
    "group": "collect",
    "compose": "compose",
    "publish": "publish",
    "mail": "deliver",
    "deliver": "deliver",
}

_log = logging.getLogger(__name__)


def work(context: Context, task: str, key: Key) -> None:
    """Do a job.

    Args:
        context: The program.
        task: What to do.
        key: For which row.
    """
    journal = Journal(new_id(), context.clock)
    try:
        try:
            task_of(task)(context, journal, key)
        except KexieDigestError as error:
            is_stale = error.code == "stale_worker"  # somebody else did it
            (journal.warn if is_stale else journal.fail)(_STAGES.get(task, "run"), error)
        record(context, journal.result())
    except KexieDigestError:  # the store itself: whoever ticks next finds the row
        _log.exception("a job could not be recorded: %s %s", task, "/".join(key))
    except Exception:  # noqa: BLE001 - a bug of ours must not end the worker
        _log.exception("a job failed: %s %s", task, "/".join(key))


def record(context: Context, run: Run) -> None:
    """Keep what happened; where nothing did, nothing is kept.

    Args:
        context: The store.
        run: What a journal gave.
    """
    if run.published or run.failures or run.warnings or any(run.counts.values()):
        with context.store.transaction() as tx:
            runs.add(tx, run)
