"""What a reader gets: subscriptions to digests, places on lists.

Takes reader ids and Subscriptions, gives nothing but whether something changed.
"""

from sqlalchemy import func
from sqlmodel import col, delete, select, update

from kexie_digest.model import Subscription
from kexie_digest.store.database import Transaction
from kexie_digest.store.tables import ListMemberRow, SubscriptionRow


def subscribe(tx: Transaction, reader_id: int, wish: Subscription) -> None:
    """Subscribe a reader to a digest, or change the wish they have.

    Args:
        tx: The unit of work.
        reader_id: The reader.
        wish: Digest, themes, frequency.
    """
    values = {"themes": list(wish.themes), "frequency": wish.frequency.value}
    row = {"recipient_id": reader_id, "digest": wish.digest, "last_on": None, "since": tx.now, **values}
    if not tx.insert_new(SubscriptionRow, [row]):
        mine = (col(SubscriptionRow.recipient_id) == reader_id) & (col(SubscriptionRow.digest) == wish.digest)
        tx.change(update(SubscriptionRow).where(mine).values(**values))


def unsubscribe(tx: Transaction, reader_id: int, digest: str) -> bool:
    """End a subscription.

    Args:
        tx: The unit of work.
        reader_id: The reader.
        digest: Which.

    Returns:
        Whether there was one.
    """
    mine = (col(SubscriptionRow.recipient_id) == reader_id) & (col(SubscriptionRow.digest) == digest)
    return tx.change(delete(SubscriptionRow).where(mine)) == 1


def join_list(tx: Transaction, reader_id: int, list_name: str) -> bool:
    """Put a reader on a list.

    Args:
        tx: The unit of work.
        reader_id: The reader.
        list_name: The list; it begins to exist with its first member.

    Returns:
        Whether they were not on it.
    """
    return tx.insert_new(ListMemberRow, [{"list_name": list_name, "recipient_id": reader_id}]) == 1


def leave_list(tx: Transaction, reader_id: int, list_name: str) -> bool:
    """Take a reader off a list.

    Args:
        tx: The unit of work.
        reader_id: The reader.
        list_name: The list.

    Returns:
        Whether they were on it.
    """
    mine = (col(ListMemberRow.recipient_id) == reader_id) & (col(ListMemberRow.list_name) == list_name)
    return tx.change(delete(ListMemberRow).where(mine)) == 1


def list_names(tx: Transaction) -> dict[str, int]:
    """Count the members of every list.

    Args:
        tx: The unit of work.

    Returns:
        List → members.
    """
    query = select(ListMemberRow.list_name, func.count()).group_by(col(ListMemberRow.list_name))
    return dict(tx.session.exec(query.order_by(col(ListMemberRow.list_name))).all())
