"""Give every new report the event it tells of.

Takes the reports that came in since the last time, gives them and those they bring
together event keys. A report is compared with the few that share a key with it; nothing
is grouped again. Each portion is one transaction, so a run that is killed leaves every
report placed whole or not at all, and the next one goes on where it stopped.

A report is placed once, by its text at that time. An editor's later correction of title
or text does not place it anew: what is grouped may be published already, and whoever
corrects a report sees its event and can say themselves what belongs together
(``workflows.curate.events``). Reports that come in later are compared with what was placed.
"""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from kexie_digest import events
from kexie_digest.clock import local_date
from kexie_digest.store import Transaction
from kexie_digest.store import events as shelves
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.grouping.stored_shelf import StoredShelf, read_signatures

#: How long an event may go on being reported: reports collected longer ago are not looked at.
WINDOW = timedelta(days=45)
#: Reports placed in one transaction; so long another writer waits (a report takes some 2 ms).
PORTION = 150


def group(context: Context) -> int:
    """Place the reports that came in since the last time.

    Args:
        context: Store and clock.

    Returns:
        How many reports were placed.
    """
    placed = 0
    known: dict[int, events.Signature] = {}
    while True:
        with _collector_at_rest():
            count = _portion(context, known)
        if not count:
            return placed
        placed += count


def settle(context: Context, tx: Transaction, report_ids: tuple[str, ...]) -> None:
    """Form the events of some reports anew, after an editor's ruling.

    Args:
        context: Clock and time zone.
        tx: The unit of work that keeps the ruling.
        report_ids: The reports it names.
    """
    shelf = StoredShelf(tx, _since(context, tx))
    events.settle(report_ids, shelf)
    shelf.save()


def _portion(context: Context, known: dict[int, events.Signature]) -> int:
    with context.store.reading() as tx:
        arriving = shelves.list_unplaced(tx, PORTION)
    # The slower half, while others may write.
    signatures = {number: events.sign(report) for number, report in arriving}
    if not signatures:
        return 0
    with context.store.transaction() as tx:
        placed = shelves.last_placed(tx)  # another machine may have been at it
        signatures = {number: one for number, one in signatures.items() if number > placed}
        if signatures:
            shelf = StoredShelf(tx, _since(context, tx), signatures, known)
            for number, signature in signatures.items():
                events.place(signature, shelf, shelf.asked[number])
            shelf.save()
            _forget(tx, shelf.since)
    return len(arriving)


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Hold back the search for cycles: a portion makes 30,000 keys and none.

    It took a quarter of the time of placing, walking through what the program had loaded.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _since(context: Context, tx: Transaction) -> int:
    day = local_date(context.clock.now() - WINDOW, context.config.publication.timezone)
    return shelves.first_since(tx, day.isoformat())


def _forget(tx: Transaction, since: int) -> None:
    """Take as many old reports off the shelf as come onto it, and some more."""
    old = read_signatures(tx, shelves.list_forgotten(tx, since, 2 * PORTION))
    shelves.forget(tx, {number: events.index_keys(one).filed for number, one in old.items()})
