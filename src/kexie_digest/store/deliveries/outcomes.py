"""Note what became of a copy: sent, deferred, failed, uncertain or cancelled.

Takes replies, gives whether the copy was in a state that allows it. An armed copy
without a reply is uncertain, whatever its sender makes of it.
"""

from datetime import datetime

from sqlalchemy import ColumnElement
from sqlmodel import col, update

from kexie_digest.model import DeliveryState, Reply
from kexie_digest.store.database import Transaction
from kexie_digest.store.deliveries._rows import FREE, UNSENT, leased_by
from kexie_digest.store.tables import DeliveryRow

#: SMTP replies from here on refuse (RFC 5321 §4.2.1); below is success or no reply at all.
_FIRST_REFUSAL = 400


def mark_sent(tx: Transaction, delivery_id: int, lease_owner: str, reply: Reply) -> bool:
    """Record that the other side took a copy.

    An answer that comes after others gave the sender up is better than their doubt: it
    also settles an ``uncertain`` copy.

    Args:
        tx: The unit of work.
        delivery_id: The copy.
        lease_owner: Which process this is.
        reply: What the other side answered.

    Returns:
        Whether the copy was armed by this process, or uncertain.
    """
    in_doubt = (col(DeliveryRow.id) == delivery_id) & (col(DeliveryRow.state) == DeliveryState.UNCERTAIN)
    armed = leased_by(delivery_id, lease_owner) & (col(DeliveryRow.state) == DeliveryState.ARMED)
    return _settle(tx, armed | in_doubt, DeliveryState.SENT, reply)


def mark_deferred(
    tx: Transaction, delivery_id: int, lease_owner: str, reply: Reply, *, not_before: datetime
) -> bool:
    """Record a temporary refusal: the copy is tried again later.

    Args:
        tx: The unit of work.
        delivery_id: The copy, leased or armed.
        lease_owner: Which process this is.
        reply: What the other side answered; code 0 when it did not, which makes an
            armed copy uncertain instead: it may have been taken.
        not_before: When to try again.

    Returns:
        Whether the copy will be tried again by that.
    """
    if reply.code < _FIRST_REFUSAL:
        mark_uncertain(tx, delivery_id, lease_owner, reply.text)
    return _settle(tx, _open(delivery_id, lease_owner), DeliveryState.DEFERRED, reply, not_before)


def mark_failed(tx: Transaction, delivery_id: int, lease_owner: str, reply: Reply) -> bool:
    """Record a refusal for good.

    Args:
        tx: The unit of work.
        delivery_id: The copy, leased or armed.
        lease_owner: Which process this is.
        reply: What the other side answered; code 0 when it did not, which makes an
            armed copy uncertain instead.

    Returns:
        Whether the copy is settled by that.
    """
    if reply.code < _FIRST_REFUSAL:
        mark_uncertain(tx, delivery_id, lease_owner, reply.text)
    return _settle(tx, _open(delivery_id, lease_owner), DeliveryState.FAILED, reply)


def mark_uncertain(tx: Transaction, delivery_id: int, lease_owner: str, reason: str) -> bool:
    """Record that the line was cut after the final dot: nobody knows.

    Args:
        tx: The unit of work.
        delivery_id: The copy, armed.
        lease_owner: Which process this is.
        reason: What happened.

    Returns:
        Whether it was armed by this process.
    """
    armed = leased_by(delivery_id, lease_owner) & (col(DeliveryRow.state) == DeliveryState.ARMED)
    return _settle(tx, armed, DeliveryState.UNCERTAIN, Reply(0, reason))


def mark_cancelled(tx: Transaction, delivery_id: int, reason: str) -> bool:
    """Call a copy back: unsubscribed, suppressed, or the mailing was cancelled.

    It works on a leased copy too: its sender then fails to arm it.

    Args:
        tx: The unit of work.
        delivery_id: The copy, not armed yet.
        reason: Why.

    Returns:
        Whether it was not too late.
    """
    unsent = (col(DeliveryRow.id) == delivery_id) & col(DeliveryRow.state).in_(UNSENT)
    return _settle(tx, unsent, DeliveryState.CANCELLED, Reply(0, reason))


def settle_all(
    tx: Transaction,
    condition: ColumnElement[bool],
    state: DeliveryState,
    reply: Reply,
    not_before: datetime | None = None,
) -> int:
    """Settle every copy that fits a condition; for ``deliveries`` only.

    Args:
        tx: The unit of work.
        condition: Which copies.
        state: What they become; their lease ends.
        reply: The last thing that is known of them.
        not_before: When a deferred one is due again.

    Returns:
        How many there were.
    """
    outcome = {"state": state, "last_code": reply.code, "last_text": reply.text}
    times = {"not_before": not_before, "settled_at": None if not_before else tx.now}
    return tx.change(update(DeliveryRow).where(condition).values(**outcome, **times, **FREE))


def _open(delivery_id: int, lease_owner: str) -> ColumnElement[bool]:
    """Leased or armed by this process: a refusal is as sure before the dot as after it."""
    return leased_by(delivery_id, lease_owner) & col(DeliveryRow.state).in_((*UNSENT, DeliveryState.ARMED))


def _settle(
    tx: Transaction,
    condition: ColumnElement[bool],
    state: DeliveryState,
    reply: Reply,
    not_before: datetime | None = None,
) -> bool:
    return settle_all(tx, condition, state, reply, not_before) == 1
