"""Ask the archive for facts of everything stored.

Takes the store and a question, gives records. Each question is one snapshot of its own,
beside a run that may be writing.
"""

from collections.abc import Sequence

from kexie_digest.model import ActivityRecord, AgreementRecord, AwardRecord
from kexie_digest.store import Store, facts


def awards_of(store: Store, organisation: str, year: int | None = None) -> Sequence[AwardRecord]:
    """List the awards of an organisation or person.

    Args:
        store: The archive.
        organisation: The name as anybody would write it.
        year: Only of this year.

    Returns:
        Exact names first, then longer ones that contain it, the latest first.

    Raises:
        StoreError: There is no name to look for, or the store failed.
    """
    with store.reading() as tx:
        return facts.awards_of(tx, organisation, year)


def agreements_of(store: Store, party: str, year: int | None = None) -> Sequence[AgreementRecord]:
    """List the agreements and alliances of a party.

    Args:
        store: The archive.
        party: The name as anybody would write it.
        year: Only of this year.

    Returns:
        Exact names first, then longer ones that contain it, the latest first.

    Raises:
        StoreError: There is no name to look for, or the store failed.
    """
    with store.reading() as tx:
        return facts.agreements_of(tx, party, year)


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
