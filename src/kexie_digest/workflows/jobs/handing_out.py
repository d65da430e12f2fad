"""What a scheduler does where workers do the work: look at the rows, and poke.

Takes the program, gives jobs for every row that wants something done and that nobody has in hand.
Drop folders are this machine's own and are emptied here; jobs that no worker serves are done here.
"""

import math
from collections.abc import Sequence
from contextlib import suppress

from kexie_digest.errors import Conflict
from kexie_digest.model import Run
from kexie_digest.model.job import Job, Queue
from kexie_digest.sources import polling
from kexie_digest.store import Transaction, deliveries, documents, events, source_state
from kexie_digest.store import editions as edition_rows
from kexie_digest.workflows.collect import Watch, collect
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.curate.learning import learn
from kexie_digest.workflows.deliver import may_mail_leave
from kexie_digest.workflows.due import due_periods
from kexie_digest.workflows.jobs import pokes
from kexie_digest.workflows.jobs.working import record, work
from kexie_digest.workflows.journal import Journal
from kexie_digest.workflows.processes import only_run
from kexie_digest.workflows.publish import finish
from kexie_digest.workflows.run import new_id
from kexie_digest.workflows.sending.crew import recover

#: Seconds a tick gives to each queue that no worker serves.
SHARE = 20.0
#: The task that is not done as a job here: an edition that failed is tried again later, not at every tick.
_PUBLISH = "publish"


def hand_out(context: Context, watch: Watch, *, is_sending: bool = True) -> Run:
    """Empty the drop folders, then reconcile jobs with rows.

    Args:
        context: The program.
        watch: What earlier ticks saw in the drop folders.
        is_sending: Whether mail leaves.

    Returns:
        What was done here; where another run is at work on this machine, folders wait for it.

    Raises:
        StoreError: The store itself failed.
    """
    journal = Journal(new_id(), context.clock)
    with suppress(Conflict), only_run(context.var):
        learn(context, journal)
        collect(context, context.config.drops, (), journal, watch)
    result = journal.result()
    record(context, result)
    reconcile(context, journal, watch, is_sending=is_sending)
    return result


def reconcile(context: Context, journal: Journal, watch: Watch, *, is_sending: bool = True) -> None:
    """Poke every row that wants something done: leases of the dead are ended, lost jobs put in again.

    What no worker serves is done here, so that a lone worker of one queue keeps nothing else back.

    Args:
        context: The program.
        journal: Told copies whose outcome nobody knows.
        watch: When editions that failed may be tried again.
        is_sending: Whether mail leaves.
    """
    due = due_periods(context)
    recover(context, journal)
    with context.store.reading() as tx:
        served = context.jobs.served(tx)
        wanted = [*_sources(tx, context), *map(pokes.composing, due), *_editions(tx)]
        if events.list_unplaced(tx, 1):
            wanted.append(pokes.grouping())
        if is_sending:
            wanted += _mail(tx, context, journal)
    with context.store.transaction() as tx:
        context.jobs.remind(tx, [job for job in wanted if job.queue in served])
    names = {job.name for job in wanted}
    watch.reached = {name: when for name, when in watch.reached.items() if name in names}
    for queue in Queue:
        if queue not in served:
            _do(
                context, [job for job in wanted if job.queue is queue and job.task != _PUBLISH], watch.reached
            )
    if Queue.RENDER not in served:
        _finish(context, watch)


def _do(context: Context, jobs: Sequence[Job], reached: dict[str, float]) -> None:
    """Do what no worker serves, for a while, and next tick first what this one did not reach.

    What keeps failing, and is slow to fail, would else take every tick's time from what stands behind it.
    """
    begun = context.clock.monotonic()
    for job in sorted(jobs, key=lambda job: reached.get(job.name, -math.inf)):
        now = context.clock.monotonic()
        if now - begun > SHARE:
            return
        reached[job.name] = now
        work(context, job.task, job.key)


def _finish(context: Context, watch: Watch) -> None:
    """Publish as a scheduler without workers does: what failed waits, and keeps no other edition back."""
    journal = Journal(new_id(), context.clock)
    finish(context, journal, watch.waiting)
    record(context, journal.result())


def _sources(tx: Transaction, context: Context) -> list[Job]:
    """Sources that are due, and those of which something was claimed and not read."""
    now = context.clock.now()
    states = source_state.list_all(tx)
    unread = documents.unfinished_sources(tx)
    polls = [
        pokes.collecting(source)
        for source in context.config.sources
        if source.key not in states or polling.is_due(states[source.key], now)
    ]
    return polls + [pokes.reading(source.key) for source in context.config.sources if source.key in unread]


def _editions(tx: Transaction) -> list[Job]:
    return [pokes.publishing(one.digest, one.total_number) for one in edition_rows.list_unfinished(tx)]


def _mail(tx: Transaction, context: Context, journal: Journal) -> list[Job]:
    lots = deliveries.list_lots(tx) if may_mail_leave(context, journal) else []
    return [pokes.preparing_mail(), *pokes.delivering(lots, context.accounts)]
