"""Rows of the ledger: conditions that several steps share, and the value of a row."""

from sqlalchemy import ColumnElement
from sqlmodel import col

from kexie_digest.errors import NotFound
from kexie_digest.model import Delivery, DeliveryState
from kexie_digest.store.tables import DeliveryRow

UNSENT = (DeliveryState.QUEUED, DeliveryState.DEFERRED)
#: The columns of a lease, as they are when there is none.
FREE = {"lease_owner": None, "lease_until": None}


def of_edition(digest: str, total_number: int) -> ColumnElement[bool]:
    """Say which copies belong to an edition."""
    return (col(DeliveryRow.digest) == digest) & (col(DeliveryRow.total_number) == total_number)


def leased_by(delivery_id: int, lease_owner: str) -> ColumnElement[bool]:
    """Say that one copy is leased by one process."""
    return (col(DeliveryRow.id) == delivery_id) & (col(DeliveryRow.lease_owner) == lease_owner)


def delivery_of(row: DeliveryRow) -> Delivery:
    """Turn a row into its value."""
    if row.id is None:
        raise NotFound(subject=row.recipient)
    return Delivery(
        id=row.id,
        digest=row.digest,
        total_number=row.total_number,
        recipient=row.recipient,
        message_id=row.message_id,
        state=DeliveryState(row.state),
        attempts=row.attempts,
        not_before=row.not_before,
        lease_owner=row.lease_owner,
        lease_until=row.lease_until,
        last_code=row.last_code,
        last_text=row.last_text,
        name=row.name,
        token=row.token,
        themes=row.themes,
        bucket=row.bucket,
        queued_at=row.queued_at,
    )
