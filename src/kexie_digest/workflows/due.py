"""Which digests are due: the calendar says when, the store what was settled before."""

from kexie_digest.editions.periods import last_due
from kexie_digest.store import periods
from kexie_digest.workflows.context import Context


def due_periods(context: Context) -> dict[str, str]:
    """Find the digests whose latest period is not settled.

    A digest seen for the first time owes nothing for the time before: its latest
    period is settled unpublished.

    Args:
        context: Configuration, clock and store.

    Returns:
        Digest key → key of the period that is due.
    """
    now, timezone = context.clock.now(), context.config.publication.timezone
    due: dict[str, str] = {}
    for digest in context.config.digests:
        if digest.schedule is None:
            continue
        key = last_due(digest.schedule, timezone, now).key
        with context.store.transaction() as tx:
            if not periods.is_known(tx, digest.key):
                periods.settle(tx, digest.key, key)
            elif not periods.is_settled(tx, digest.key, key):
                due[digest.key] = key
    return due
