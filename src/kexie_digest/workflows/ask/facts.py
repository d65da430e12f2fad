"""Ask the archive for facts of everything stored.

Takes the store and a question, gives records. Each question is one snapshot of its own,
beside a run that may be writing.
"""

from collections.abc import Callable, Sequence
from typing import TypeVar

from kexie_digest.model import ActivityRecord
from kexie_digest.store import Store, Transaction, facts

Record = TypeVar("Record")


def _about(
    question: Callable[[Transaction, str, int | None], Sequence[Record]],
) -> Callable[[Store, str, int | None], Sequence[Record]]:
    """Make a question about a name, of some year or of all, one that is asked of the archive."""

    def ask(store: Store, name: str, year: int | None) -> Sequence[Record]:
        with store.reading() as tx:
            return question(tx, name, year)

    return ask


#: The awards of an organisation or person, as ``store.facts`` gives them.
awards_of = _about(facts.awards_of)
#: The agreements and alliances of a party, likewise.
agreements_of = _about(facts.agreements_of)


def activities_between(store: Store, first_day: str, last_day: str) -> Sequence[ActivityRecord]:
    """List the activities of some days.

    Args:
        store: The archive.
        first_day: ISO day, month or year.
        last_day: ISO day, month or year, included.

    Returns:
        In order of their days.

    Raises:
        StoreError: It is no range of days, or the store failed.
    """
    with store.reading() as tx:
        return facts.activities_between(tx, first_day, last_day)
