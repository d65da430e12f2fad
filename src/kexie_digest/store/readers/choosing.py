"""Who gets an edition of a digest: subscribers and members of its lists, page by page.

Takes a digest, the names of its lists and the id the page begins behind, gives readers
with their wishes; those who must not be mailed are left out. Whether a weekly reader's
turn has come is decided elsewhere.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import col, select, update

from kexie_digest.model import Frequency, Recipient
from kexie_digest.store.database import Transaction
from kexie_digest.store.tables import ListMemberRow, RecipientRow, SubscriptionRow, SuppressionRow


@dataclass(frozen=True, slots=True)
class Chosen:
    """A reader an edition may go to; ``last_on`` is the ISO day of the last one they were sent."""

    id: int
    recipient: Recipient
    themes: tuple[str, ...] = ()
    frequency: Frequency = Frequency.EACH
    last_on: str | None = None


def choose(
    tx: Transaction, digest: str, lists: Sequence[str], *, after: int = 0, limit: int = 5000
) -> list[Chosen]:
    """Give a page of readers.

    Args:
        tx: The unit of work.
        digest: The digest's key.
        lists: The lists its owner named.
        after: The reader's id the page begins behind.
        limit: The most to give; fewer mean that this was the last page.

    Returns:
        Readers by id.
    """
    wish = (col(SubscriptionRow.recipient_id) == col(RecipientRow.id)) & (
        col(SubscriptionRow.digest) == digest
    )
    members = select(ListMemberRow.recipient_id).where(
        col(ListMemberRow.recipient_id) == col(RecipientRow.id), col(ListMemberRow.list_name).in_(lists)
    )
    closed = select(SuppressionRow.mark).where(
        col(SuppressionRow.mark) == col(RecipientRow.mark), col(SuppressionRow.digest).in_(["", digest])
    )
    query = (
        select(
            col(RecipientRow.id),
            col(RecipientRow.address),
            col(RecipientRow.name),
            col(RecipientRow.language),
        )
        .add_columns(
            col(SubscriptionRow.themes), col(SubscriptionRow.frequency), col(SubscriptionRow.last_on)
        )
        .join(SubscriptionRow, wish, isouter=True)
        .where(
            col(RecipientRow.id) > after,
            col(SubscriptionRow.recipient_id).is_not(None) | members.exists(),
            ~closed.exists(),
        )
        .order_by(col(RecipientRow.id))
        .limit(limit)
    )
    return [
        Chosen(
            reader_id,
            Recipient(address, name, language),
            tuple(themes or ()),
            Frequency(frequency or Frequency.EACH),
            last_on,
        )
        for reader_id, address, name, language, themes, frequency, last_on in tx.session.connection().execute(
            query
        )
    ]


def note_last(tx: Transaction, digest: str, reader_ids: Sequence[int], published_on: str) -> None:
    """Remember that weekly or monthly readers have had their edition.

    Args:
        tx: The unit of work.
        digest: The digest's key.
        reader_ids: Who was queued.
        published_on: The edition's ISO day.
    """
    if reader_ids:
        mine = (col(SubscriptionRow.digest) == digest) & col(SubscriptionRow.recipient_id).in_(reader_ids)
        tx.change(update(SubscriptionRow).where(mine).values(last_on=published_on))
