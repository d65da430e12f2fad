"""The ledger of copies: who was sent which edition, and what is in doubt.

Takes recipients and outcomes, gives Deliveries and counts. A copy is claimed with a
lease, ``armed`` and committed just before the final dot, then settled by the reply; a
sender that dies in between leaves ``uncertain``, which nothing sends again by itself.
So a recipient gets an edition at most once, with every doubt named. It sends nothing.
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, func
from sqlmodel import col, select, update

from kexie_digest.errors import NotFound
from kexie_digest.model import Delivery, DeliveryState, Reply
from kexie_digest.store.database import Transaction
from kexie_digest.store.tables import DeliveryRow

_UNSENT = (DeliveryState.QUEUED, DeliveryState.DEFERRED)
#: SMTP replies from here on refuse (RFC 5321 §4.2.1); below is success or no reply at all.
_FIRST_REFUSAL = 400
#: Ids per IN list: well below SQLite's limit of variables.
_CHUNK = 1000
_LOST = "发送程序中途停止，无法确认对方是否收到 (the sender stopped before the reply)"
_FREE = {"lease_owner": None, "lease_until": None}


class Recovered(NamedTuple):
    """What the leases of dead senders came to."""

    released: int
    uncertain: int


def queue(
    tx: Transaction, digest: str, total_number: int, recipients: Sequence[str], message_ids: Sequence[str]
) -> int:
    """Enter recipients of an edition; those already in its ledger are left alone.

    Args:
        tx: The unit of work.
        digest: The digest's key.
        total_number: 总第N期.
        recipients: Addresses, in any number and from any list.
        message_ids: The Message-ID of each copy; it stays the same whenever it is sent.

    Returns:
        How many were new.
    """
    edition = {"digest": digest, "total_number": total_number}
    state = {"state": DeliveryState.QUEUED, "attempts": 0, "last_text": "", "queued_at": tx.now}
    pairs = zip(recipients, message_ids, strict=True)
    rows = [
        {**edition, **state, "recipient": recipient, "message_id": message_id}
        for recipient, message_id in pairs
    ]
    return tx.insert_new(DeliveryRow, rows)


def claim(
    tx: Transaction,
    limit: int,
    lease_owner: str,
    lease_until: datetime,
    *,
    edition: tuple[str, int] | None = None,
) -> list[Delivery]:
    """Lease copies that are due, so that no other sender takes them.

    Args:
        tx: The unit of work; commit it before sending.
        limit: The most to lease, usually 200 to 500.
        lease_owner: Which process this is.
        lease_until: When others may take them; longer than the longest wait for a reply.
        edition: Only of this digest and total number.

    Returns:
        The copies, oldest first, each with its attempt counted.
    """
    ids: list[int | None] = []
    for due in _due(tx.now):
        query = select(col(DeliveryRow.id)).where(due, col(DeliveryRow.lease_owner).is_(None))
        if edition is not None:
            query = query.where(_edition(*edition))
        # Ordered as the index is, so that the limit ends the walk.
        oldest = query.order_by(col(DeliveryRow.not_before), col(DeliveryRow.id))
        ids += tx.session.exec(oldest.limit(limit - len(ids)))
    free = col(DeliveryRow.id).in_(ids) & col(DeliveryRow.lease_owner).is_(None)
    lease = {"lease_owner": lease_owner, "lease_until": lease_until}
    tx.change(update(DeliveryRow).where(free).values(**lease, attempts=col(DeliveryRow.attempts) + 1))
    mine = select(DeliveryRow).where(
        col(DeliveryRow.id).in_(ids), col(DeliveryRow.lease_owner) == lease_owner
    )
    return [_delivery(row) for row in tx.session.exec(mine.order_by(col(DeliveryRow.id)))]


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
        False when the lease is lost or the copy was cancelled: then close the
        connection without the dot.
    """
    condition = _mine(delivery_id, lease_owner) & col(DeliveryRow.state).in_(_UNSENT)
    if attempts is not None:
        condition &= col(DeliveryRow.attempts) == attempts
    renewed = {} if lease_until is None else {"lease_until": lease_until}
    values = {"state": DeliveryState.ARMED, **renewed}
    return tx.change(update(DeliveryRow).where(condition).values(**values)) == 1


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
    armed = _mine(delivery_id, lease_owner) & (col(DeliveryRow.state) == DeliveryState.ARMED)
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
    armed = _mine(delivery_id, lease_owner) & (col(DeliveryRow.state) == DeliveryState.ARMED)
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
    unsent = (col(DeliveryRow.id) == delivery_id) & col(DeliveryRow.state).in_(_UNSENT)
    return _settle(tx, unsent, DeliveryState.CANCELLED, Reply(0, reason))


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
        uncertain += _settle_all(tx, armed, DeliveryState.UNCERTAIN, Reply(0, _LOST))
        released += tx.change(update(DeliveryRow).where(chunk & _leased()).values(**_FREE))
    return Recovered(released, uncertain)


def get(tx: Transaction, delivery_id: int) -> Delivery:
    """Give one copy's row.

    Args:
        tx: The unit of work.
        delivery_id: The copy.

    Returns:
        The row.

    Raises:
        NotFound: There is none.
    """
    row = tx.session.get(DeliveryRow, delivery_id)
    if row is None:
        raise NotFound("没有这条投递记录 (no such delivery)", subject=str(delivery_id))
    return _delivery(row)


def list_of_edition(tx: Transaction, digest: str, total_number: int) -> list[Delivery]:
    """List the ledger of an edition.

    Args:
        tx: The unit of work.
        digest: The digest's key.
        total_number: 总第N期.

    Returns:
        Its copies in the order they were queued.
    """
    query = select(DeliveryRow).where(_edition(digest, total_number)).order_by(col(DeliveryRow.id))
    return [_delivery(row) for row in tx.session.exec(query)]


def counts(tx: Transaction, digest: str, total_number: int) -> dict[DeliveryState, int]:
    """Count an edition's copies by state.

    Args:
        tx: The unit of work.
        digest: The digest's key.
        total_number: 总第N期.

    Returns:
        State → how many, for states that occur.
    """
    query = select(DeliveryRow.state, func.count()).where(_edition(digest, total_number))
    found = tx.session.exec(query.group_by(col(DeliveryRow.state)))
    return {DeliveryState(state): count for state, count in found}


def _due(now: datetime) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Never tried, and deferred until a time that has come."""
    state = col(DeliveryRow.state)
    later = (state == DeliveryState.DEFERRED) & (col(DeliveryRow.not_before) <= now)
    return state == DeliveryState.QUEUED, later


def _edition(digest: str, total_number: int) -> ColumnElement[bool]:
    return (col(DeliveryRow.digest) == digest) & (col(DeliveryRow.total_number) == total_number)


def _leased() -> ColumnElement[bool]:
    return col(DeliveryRow.lease_owner).is_not(None)


def _mine(delivery_id: int, lease_owner: str) -> ColumnElement[bool]:
    return (col(DeliveryRow.id) == delivery_id) & (col(DeliveryRow.lease_owner) == lease_owner)


def _open(delivery_id: int, lease_owner: str) -> ColumnElement[bool]:
    """Leased or armed by this process: a refusal is as sure before the dot as after it."""
    return _mine(delivery_id, lease_owner) & col(DeliveryRow.state).in_((*_UNSENT, DeliveryState.ARMED))


def _settle(
    tx: Transaction,
    condition: ColumnElement[bool],
    state: DeliveryState,
    reply: Reply,
    not_before: datetime | None = None,
) -> bool:
    return _settle_all(tx, condition, state, reply, not_before) == 1


def _settle_all(
    tx: Transaction,
    condition: ColumnElement[bool],
    state: DeliveryState,
    reply: Reply,
    not_before: datetime | None = None,
) -> int:
    outcome = {"state": state, "last_code": reply.code, "last_text": reply.text}
    times = {"not_before": not_before, "settled_at": None if not_before else tx.now}
    return tx.change(update(DeliveryRow).where(condition).values(**outcome, **times, **_FREE))


def _delivery(row: DeliveryRow) -> Delivery:
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
    )
