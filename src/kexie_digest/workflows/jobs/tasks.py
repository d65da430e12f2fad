"""The tasks that jobs call: plain functions of the program, a journal and a row's key.

Each looks at its row first and does nothing where there is nothing left to do, so any of them may
be called twice, late, or by two workers at once.
"""

from collections.abc import Callable, Mapping
from datetime import timedelta

from kexie_digest.errors import NotFound
from kexie_digest.store import deliveries, periods
from kexie_digest.store import editions as edition_rows
from kexie_digest.workflows import leases
from kexie_digest.workflows.collect import Watch, collect, read_unfinished
from kexie_digest.workflows.compose import compose
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.deliver import configured, deliver_lot, prepare_mail
from kexie_digest.workflows.grouping import group
from kexie_digest.workflows.jobs import pokes
from kexie_digest.workflows.journal import Journal
from kexie_digest.workflows.publish import attempt
from kexie_digest.workflows.sending.gate import Gate

#: After how long an edition that could not be published is tried again.
AGAIN = timedelta(minutes=10)

Key = tuple[str, ...]
Task = Callable[[Context, Journal, Key], None]


def _collect(context: Context, journal: Journal, key: Key) -> None:
    found = [source for source in context.config.sources if source.key == key[0]]
    collect(context, (), found, journal, Watch(is_reading_left=True))


def _read(context: Context, journal: Journal, key: Key) -> None:
    found = [source for source in context.config.sources if source.key == key[0]]
    for source in found:
        read_unfinished(context, source, journal)
    with context.store.transaction() as tx:
        context.jobs.defer(tx, [pokes.grouping()])


def _group(context: Context, journal: Journal, _: Key) -> None:
    journal.count("grouped", group(context))


def _compose(context: Context, journal: Journal, key: Key) -> None:
    digest = configured(context, key[0])
    with context.store.reading() as tx:
        due = [run for run in periods.list_due(tx, digest.key) if run.period == key[1]]
    for run in due:
        group(context)  # what was read a moment ago
        with leases.period(context, run) as claimed:
            edition = compose(context, digest, journal, run=claimed) if claimed else None
        if edition is not None and not digest.review:
            with context.store.transaction() as tx:
                context.jobs.defer(tx, [pokes.publishing(edition.digest, edition.total_number)])


def _publish(context: Context, journal: Journal, key: Key) -> None:
    with context.store.reading() as tx:
        unfinished = [
            one for one in edition_rows.list_unfinished(tx) if (one.digest, str(one.total_number)) == key
        ]
    for edition in unfinished:
        if not attempt(context, edition, journal):
            again = context.clock.now() + AGAIN
            with context.store.transaction() as tx:
                context.jobs.defer(tx, [pokes.publishing(edition.digest, edition.total_number, again)])


def _mail(context: Context, journal: Journal, _: Key) -> None:
    Gate(context, journal)  # letters of a restored backup are not posted
    prepare_mail(context, journal)


def _deliver(context: Context, journal: Journal, key: Key) -> None:
    deliver_lot(context, journal, deliveries.Lot(key[0], int(key[1]), key[2]))


#: What a job's task names.
TASKS: Mapping[str, Task] = {
    "collect": _collect,
    "read": _read,
    "group": _group,
    "compose": _compose,
    "publish": _publish,
    "mail": _mail,
    "deliver": _deliver,
}


def task_of(name: str) -> Task:
    """Give a task.

    Args:
        name: From a job, perhaps put in by a newer program.

    Returns:
        The function.

    Raises:
        NotFound: There is none of this name.
    """
    if name not in TASKS:
        raise NotFound("没有这种作业 (no such task)", subject=name, advice="请让各台机器运行同一版本。")
    return TASKS[name]
