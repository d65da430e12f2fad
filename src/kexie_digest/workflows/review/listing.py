"""The list of editions: what a line says of each.

Takes a digest, gives lines with standings. An edition is 60 KB and more; what its line says is read
once for each version.
"""

from dataclasses import dataclass

from kexie_digest.model import EditionState, Standing
from kexie_digest.store import Transaction
from kexie_digest.store import editions as edition_rows
from kexie_digest.workflows.cache import Cache
from kexie_digest.workflows.context import Context

#: Lines kept in memory; one is some hundred bytes.
_KEPT = 1000
_WAITING = (EditionState.DRAFTING, EditionState.REVIEWING)


@dataclass(frozen=True, slots=True)
class Listed:
    """An edition as one line; ``lead`` is the title of its first item, empty without items."""

    standing: Standing
    title: str
    number: int
    published_on: str
    lead: str
    item_count: int


class Listing:
    """The editions of a program."""

    def __init__(self, context: Context) -> None:
        """Begin with nothing read.

        Args:
            context: The program.
        """
        self._context = context
        self._kept: Cache[Listed] = Cache(_KEPT)

    def latest(self, digest: str | None = None, limit: int = 50) -> list[Listed]:
        """List the latest editions, those that wait for people first.

        Args:
            digest: Only of this digest; None for all.
            limit: The most to give.

        Returns:
            A line for each.
        """
        with self._context.store.reading() as tx:
            standings = edition_rows.list_places(tx, digest, limit=limit)
            found = [self._line(tx, standing) for standing in standings]
        return sorted(found, key=lambda listed: listed.standing.state not in _WAITING)

    def _line(self, tx: Transaction, standing: Standing) -> Listed:
        return self._kept.get(standing, lambda: _read(tx, standing))


def _read(tx: Transaction, standing: Standing) -> Listed:
    edition = edition_rows.get(tx, standing.digest, standing.total_number)
    items = edition.items
    lead = items[0].title if items else ""
    return Listed(standing, edition.title, edition.number, edition.published_on, lead, len(items))
