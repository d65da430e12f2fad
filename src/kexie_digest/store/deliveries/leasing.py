"""Lease copies to senders, let one pass the point of no return, and end lost leases.

Takes lease owners and times, gives Deliveries. Every step is one conditional UPDATE
whose row count is the answer.
"""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, func
from sqlmodel import col, select, update

from kexie_digest.model import Delivery, DeliveryState, Reply
from kexie_digest.store.database import Transaction
from kexie_digest.store.deliveries._rows import FREE, UNSENT, delivery_of, leased_by, of_edition
from kexie_digest.store.deliveries.campaigns import is_held
from kexie_digest.store.deliveries.lots import Lot
from kexie_digest.store.deliveries.outcomes import settle_all
from kexie_digest.store.tables import DeliveryRow

#: Ids per IN list: well below SQLite's limit of variables.
_CHUNK = 1000
_LOST = "发送程序中途停止，无法确认对方是否收到 (the sender stopped before the reply)"


class Recovered(NamedTuple):
    """What the leases of dead senders came to."""

    released: int
    uncertain: int


def claim(
    tx: Transaction,
    limit: int,
    lease_owner: str,
    lease_until: datetime,
    *,
    edition: tuple[str, int] | Lot | None = None,
    closed: Collection[str] = (),
) -> list[Delivery]:
    """Lease copies that are due, so that no other sender takes them.

    Args:
        tx: The unit of work; commit it before sending.
        limit: The most to lease, usually 200 to 500.
        lease_owner: Which process this is.
        lease_until: When others may take them; longer than the longest wait for a reply.
        edition: Only of this digest and total number, or only of this lot.
        closed: Not those to these providers.

    Returns:
        The copies, oldest first, each with its attempt counted.
    """
    ids: list[int | None] = []
    for due in _due(tx.now):
        query = select(col(DeliveryRow.id)).where(due, col(DeliveryRow.lease_owner).is_(None), ~is_held())
        if closed:
            query = query.where(col(DeliveryRow.bucket).not_in(closed))
        if edition is not None:
            query = query.where(of_edition(*edition[:2]))
        if isinstance(edition, Lot):
            query = query.where(col(DeliveryRow.bucket) == edition.bucket)
        # Ordered as the index is, so that the limit ends the walk.
        oldest = query.order_by(col(DeliveryRow.not_before), col(DeliveryRow.id))
        # A copy that another sender is just taking is passed over, where several may write at once.
        ids += tx.session.exec(oldest.limit(limit - len(ids)).with_for_update(skip_locked=True))
    # Asked again: another sender may have had one and settled it between the two statements.
    free = (
        col(DeliveryRow.id).in_(ids)
        & col(DeliveryRow.lease_owner).is_(None)
        & col(DeliveryRow.state).in_(UNSENT)
    )
    lease = {"lease_owner": lease_owner, "lease_until": lease_until}
    tx.change(update(DeliveryRow).where(free).values(**lease, attempts=col(DeliveryRow.attempts) + 1))
    mine = select(DeliveryRow).where(
        col(DeliveryRow.id).in_(ids), col(DeliveryRow.lease_owner) == lease_owner
    )
    return [delivery_of(row) for row in tx.session.exec(mine.order_by(col(DeliveryRow.id)))]


def arm(
    tx: Transaction,
    delivery_id: int,
    lease_owner: str,
    *,
    attempts: int | None = None,
    lease_until: datetime | None = None,
) -> bool:
    """Pass the point of no return for one copy; commit, then send the final dot.

    Args:
        tx: The unit of work.
        delivery_id: The copy.
        lease_owner: Which process this is.
        attempts: The claim's count; a later claim, even by the same process, refuses it.
        lease_until: Renews the lease for the wait that now begins.

    Returns:
        False when the lease is lost, the copy was cancelled or its campaign is held
        up: then close the connection without the dot.
    """
    condition = leased_by(delivery_id, lease_owner) & col(DeliveryRow.state).in_(UNSENT) & ~is_held()
    if attempts is not None:
        condition &= col(DeliveryRow.attempts) == attempts
    renewed = {} if lease_until is None else {"lease_until": lease_until}
    values = {"state": DeliveryState.ARMED, **renewed}
    return tx.change(update(DeliveryRow).where(condition).values(**values)) == 1


def recover(tx: Transaction, owner_is_alive: Callable[[str], bool]) -> Recovered:
    """End the leases of senders that are dead or took too long; at start and every minute.

    Args:
        tx: The unit of work.
        owner_is_alive: Whether a lease owner still runs; true for one on another host.

    Returns:
        How many copies are free again, and how many are uncertain.
    """
    leased = select(DeliveryRow.id, DeliveryRow.lease_owner, DeliveryRow.lease_until)
    rows = tx.session.exec(leased.where(_leased())).all()
    dead = {owner for owner in {row[1] for row in rows} if owner and not owner_is_alive(owner)}
    lost = [row[0] for row in rows if row[1] in dead or (row[2] is not None and row[2] <= tx.now)]
    released = uncertain = 0
    for start in range(0, len(lost), _CHUNK):
        chunk = col(DeliveryRow.id).in_(lost[start : start + _CHUNK])
        armed = chunk & (col(DeliveryRow.state) == DeliveryState.ARMED)
        uncertain += settle_all(tx, armed, DeliveryState.UNCERTAIN, Reply(0, _LOST))
        released += tx.change(update(DeliveryRow).where(chunk & _leased()).values(**FREE))
    return Recovered(released, uncertain)


def list_held(
    tx: Transaction, lease_owner: str, edition: tuple[str, int] | None = None
) -> list[tuple[str, int, datetime]]:
    """List who else has copies in hand.

    Args:
        tx: The unit of work.
        lease_owner: Which process asks; its own are left out.
        edition: Only copies of this digest and total number.

    Returns:
        Owner, how many copies, when the last of their leases is over; by owner.
    """
    query = select(DeliveryRow.lease_owner, func.count(), func.max(col(DeliveryRow.lease_until))).where(
        _leased(), col(DeliveryRow.lease_owner) != lease_owner
    )
    if edition is not None:
        query = query.where(of_edition(*edition[:2]))
    grouped = query.group_by(col(DeliveryRow.lease_owner)).order_by(col(DeliveryRow.lease_owner))
    return [(owner, count, until) for owner, count, until in tx.session.exec(grouped) if owner and until]


def _due(now: datetime) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Never tried, and deferred until a time that has come."""
    state = col(DeliveryRow.state)
    later = (state == DeliveryState.DEFERRED) & (col(DeliveryRow.not_before) <= now)
    return state == DeliveryState.QUEUED, later


def _leased() -> ColumnElement[bool]:
    return col(DeliveryRow.lease_owner).is_not(None)
