"""Lots: an edition's copies to one provider, the portion of mail that one worker sends at a time."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlmodel import col, select

from kexie_digest.model import DeliveryState
from kexie_digest.store.database import Transaction
from kexie_digest.store.deliveries.campaigns import is_held
from kexie_digest.store.tables import DeliveryRow


class Lot(NamedTuple):
    """Digest, 总第N期, provider."""

    digest: str
    total_number: int
    bucket: str


def list_lots(tx: Transaction) -> Sequence[Lot]:
    """List the lots with copies that are due and that no sender has leased.

    Args:
        tx: The unit of work.

    Returns:
        Them, by edition.
    """
    state = col(DeliveryRow.state)
    later = (state == DeliveryState.DEFERRED) & (col(DeliveryRow.not_before) <= tx.now)
    due = (state == DeliveryState.QUEUED) | later
    lots = select(DeliveryRow.digest, DeliveryRow.total_number, DeliveryRow.bucket)
    query = lots.where(due, col(DeliveryRow.lease_owner).is_(None), ~is_held()).distinct()
    ordered = query.order_by(col(DeliveryRow.digest), col(DeliveryRow.total_number), col(DeliveryRow.bucket))
    return [Lot(*row) for row in tx.session.exec(ordered)]
