"""Give every new report the event it tells of.

Takes the reports that came in since the last time, gives them and those they bring
together event keys. A report is compared with the few that share a key with it; nothing
is grouped again. Each portion is one transaction, so a run that is killed leaves every
report placed whole or not at all, and the next one goes on where it stopped.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from kexie_digest import events
from kexie_digest.clock import local_date
from kexie_digest.events import IndexKeys, Signature
from kexie_digest.model import Ruling, Tie
from kexie_digest.store import Transaction, articles
from kexie_digest.store import events as shelves
from kexie_digest.workflows.context import Context

#: How long an event may go on being reported: reports collected longer ago are not looked at.
WINDOW = timedelta(days=45)
#: Reports placed in one transaction; so long another writer waits (a report takes some 3 ms).
PORTION = 100


class StoredShelf:
    """The reports placed before, as the store has them; see ``events.Shelf``."""

    def __init__(self, tx: Transaction, since: int) -> None:
        """Open the shelf within a unit of work.

        Args:
            tx: The unit of work.
            since: The least number that is not forgotten.
        """
        self._tx = tx
        self.since = since

    def holders(self, keys: IndexKeys) -> Mapping[int, Sequence[int]]:
        """Look the keys up."""
        return shelves.holders(self._tx, tuple(keys.kinds), keys.span, self.since)

    def signatures(self, numbers: Sequence[int]) -> list[Signature]:
        """Read signatures back."""
        found = shelves.traits(self._tx, numbers)
        return [events.from_traits(found[number]) for number in numbers if number in found]

    def add(self, signature: Signature, filed: Sequence[tuple[int, int]], ties: Sequence[Tie]) -> None:
        """File a report."""
        shelves.add(self._tx, signature.id, events.to_traits(signature), filed)
        if ties:
            shelves.add_ties(self._tx, ties)

    def ties(self, report_ids: Sequence[str]) -> list[Tie]:
        """Ask for ties."""
        return shelves.ties_of(self._tx, report_ids)

    def rulings(self, report_ids: Sequence[str]) -> list[Ruling]:
        """Ask for rulings in force."""
        return shelves.rulings_of(self._tx, report_ids)

    def events(self, report_ids: Sequence[str]) -> dict[str, str | None]:
        """Ask for present events."""
        return shelves.keys_of(self._tx, report_ids)

    def is_used(self, key: str) -> bool:
        """Ask for a key."""
        return shelves.is_used(self._tx, key)

    def assign(self, changed: Mapping[str, str]) -> None:
        """Keep what changed."""
        articles.set_events(self._tx, changed)


def shelf_of(context: Context, tx: Transaction) -> StoredShelf:
    """Open the shelf with what is recent today.

    Args:
        context: Clock and time zone.
        tx: The unit of work.

    Returns:
        The shelf.
    """
    day = local_date(context.clock.now() - WINDOW, context.config.publication.timezone)
    return StoredShelf(tx, shelves.first_since(tx, day.isoformat()))


def group(context: Context) -> int:
    """Place the reports that came in since the last time.

    Args:
        context: Store and clock.

    Returns:
        How many reports were placed.
    """
    placed = 0
    while count := _portion(context):
        placed += count
    return placed


def _portion(context: Context) -> int:
    with context.store.reading() as tx:
        reports = shelves.list_unplaced(tx, PORTION)
    signatures = [events.sign(report) for report in reports]  # the slower half, while others may write
    if not signatures:
        return 0
    with context.store.transaction() as tx:
        shelf = shelf_of(context, tx)
        for signature in signatures:
            events.place(signature, shelf)
        _forget(tx, shelf)
    return len(signatures)


def _forget(tx: Transaction, shelf: StoredShelf) -> None:
    """Take as many old reports off the shelf as come onto it, and some more."""
    for old in shelves.list_forgotten(tx, shelf.since, 2 * PORTION):
        shelves.forget(tx, old.number, events.index_keys(events.from_traits(old.traits)).filed)
