"""Arm and settle many copies in one commit: the clerk of all connections.

Takes what several connections want at the same moment, gives who may go on. One commit
to disk serves them all; each copy's condition is its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, tuple_
from sqlmodel import col, update

from kexie_digest.model import Delivery, DeliveryState, Reply
from kexie_digest.store.database import Transaction
from kexie_digest.store.deliveries._rows import FREE, UNSENT
from kexie_digest.store.deliveries.campaigns import is_held
from kexie_digest.store.tables import DeliveryRow

#: Built once: rendering a statement costs more than running it.
_SENT = (
    update(DeliveryRow)
    .where(
        col(DeliveryRow.id) == bindparam("b_id"),
        (col(DeliveryRow.state) == DeliveryState.ARMED)
        & (col(DeliveryRow.lease_owner) == bindparam("b_owner"))
        | (col(DeliveryRow.state) == DeliveryState.UNCERTAIN),
    )
    .values(
        state=DeliveryState.SENT,
        last_code=bindparam("b_code"),
        last_text=bindparam("b_text"),
        settled_at=bindparam("b_now"),
        not_before=None,
        **FREE,
    )
)


_ARMED = (
    update(DeliveryRow)
    .where(
        tuple_(col(DeliveryRow.id), col(DeliveryRow.attempts)).in_(bindparam("b_claims", expanding=True)),
        col(DeliveryRow.lease_owner) == bindparam("b_owner"),
        col(DeliveryRow.state).in_(UNSENT),
        ~is_held(),
    )
    .values(state=DeliveryState.ARMED, lease_until=bindparam("b_until"))
    .returning(col(DeliveryRow.id))
)


@dataclass(frozen=True, slots=True)
class Accepted:
    """A copy the other side took, and what it said."""

    delivery_id: int
    reply: Reply


def arm_all(tx: Transaction, copies: Sequence[Delivery], lease_owner: str, lease_until: datetime) -> set[int]:
    """Pass the point of no return for several copies at once; commit, then send their dots.

    Args:
        tx: The unit of work.
        copies: As claimed; a later claim refuses them.
        lease_owner: Which process this is.
        lease_until: Renews the leases for the wait that now begins.

    Returns:
        Ids of those that may go on: leased by this process, not cancelled, their
        campaign neither held up nor called back.
    """
    if not copies:
        return set()
    values = {
        "b_claims": [(copy.id, copy.attempts) for copy in copies],
        "b_owner": lease_owner,
        "b_until": lease_until,
    }
    armed = tx.session.connection().execute(_ARMED, values)
    return {delivery_id for (delivery_id,) in armed if delivery_id is not None}


def mark_all_sent(tx: Transaction, accepted: Sequence[Accepted], lease_owner: str) -> None:
    """Record that the other side took several copies.

    Args:
        tx: The unit of work.
        accepted: Copies armed by this process, or uncertain meanwhile.
        lease_owner: Which process this is.
    """
    rows = [
        {
            "b_id": one.delivery_id,
            "b_owner": lease_owner,
            "b_code": one.reply.code,
            "b_text": one.reply.text,
            "b_now": tx.now,
        }
        for one in accepted
    ]
    if rows:
        tx.session.connection().execute(_SENT, rows)


def renew(tx: Transaction, copies: Sequence[Delivery], lease_owner: str, lease_until: datetime) -> set[int]:
    """Keep copies that wait for their turn longer than they were leased for.

    Args:
        tx: The unit of work.
        copies: As claimed.
        lease_owner: Which process this is.
        lease_until: When others may take them.

    Returns:
        Ids of those that are still this process's by the same claim.
    """
    if not copies:
        return set()
    claims = tuple_(col(DeliveryRow.id), col(DeliveryRow.attempts))
    mine = (
        claims.in_([(copy.id, copy.attempts) for copy in copies])
        & (col(DeliveryRow.lease_owner) == lease_owner)
        & col(DeliveryRow.state).in_(UNSENT)
    )
    renewed = update(DeliveryRow).where(mine).values(lease_until=lease_until).returning(col(DeliveryRow.id))
    found = tx.session.connection().execute(renewed)
    return {delivery_id for (delivery_id,) in found if delivery_id is not None}


def release(tx: Transaction, copies: Sequence[Delivery], lease_owner: str) -> int:
    """Give copies back that were claimed and not tried.

    Args:
        tx: The unit of work.
        copies: As claimed.
        lease_owner: Which process this is.

    Returns:
        How many were still this process's; their claim does not count as a try.
    """
    if not copies:
        return 0
    mine = col(DeliveryRow.id).in_([copy.id for copy in copies]) & (
        col(DeliveryRow.lease_owner) == lease_owner
    )
    unarmed = mine & col(DeliveryRow.state).in_(UNSENT)
    return tx.change(
        update(DeliveryRow).where(unarmed).values(attempts=col(DeliveryRow.attempts) - 1, **FREE)
    )


def requeue(tx: Transaction, delivery_id: int) -> bool:
    """Queue an uncertain or failed copy again, as an editor decided: same Message-ID.

    Args:
        tx: The unit of work.
        delivery_id: The copy.

    Returns:
        Whether it was uncertain or failed.
    """
    doubtful = col(DeliveryRow.state).in_([DeliveryState.UNCERTAIN, DeliveryState.FAILED])
    mine = (col(DeliveryRow.id) == delivery_id) & doubtful
    fresh = {"state": DeliveryState.QUEUED, "not_before": None, "settled_at": None, "attempts": 0}
    return tx.change(update(DeliveryRow).where(mine).values(**fresh, **FREE)) == 1


def settle_doubt(tx: Transaction, delivery_id: int, state: DeliveryState, reply: Reply) -> bool:
    """Settle a copy from outside: a bounce came, or its link was used.

    Args:
        tx: The unit of work.
        delivery_id: The copy.
        state: ``failed`` or ``sent``.
        reply: What is known.

    Returns:
        Whether it was uncertain, or sent and has bounced.
    """
    before = [DeliveryState.UNCERTAIN]
    if state is DeliveryState.FAILED:
        before.append(DeliveryState.SENT)
    mine = (col(DeliveryRow.id) == delivery_id) & col(DeliveryRow.state).in_(before)
    outcome = {"state": state, "last_code": reply.code, "last_text": reply.text, "settled_at": tx.now}
    return tx.change(update(DeliveryRow).where(mine).values(**outcome, **FREE)) == 1
