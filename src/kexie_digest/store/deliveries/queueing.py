"""Enter copies into the ledger, and read it.

Takes recipients of an edition, gives Deliveries and counts.
"""

from collections.abc import Collection, Sequence
from dataclasses import fields

from sqlalchemy import func
from sqlmodel import col, select

from kexie_digest.errors import NotFound
from kexie_digest.model import Copy, Delivery, DeliveryState
from kexie_digest.store.database import Transaction
from kexie_digest.store.deliveries._rows import delivery_of, of_edition
from kexie_digest.store.tables import DeliveryRow

#: Not ``asdict``: its deep copies took a quarter of the time a copy is queued in.
_COLUMNS = tuple(field.name for field in fields(Copy))


#: Tokens per IN list: well below SQLite's limit of variables.
_CHUNK = 1000


def queue(tx: Transaction, digest: str, total_number: int, copies: Sequence[Copy]) -> int:
    """Enter copies of an edition; recipients already in its ledger are left alone.

    Args:
        tx: The unit of work.
        digest: The digest's key.
        total_number: 总第N期.
        copies: Who gets one, from any list; Message-ID and token stay the same
            whenever the copy is sent. A token is one reader's, however the address is
            written: whoever has it in the ledger already is not queued again.

    Returns:
        How many were new.
    """
    copies = _unknown(tx, copies)
    edition = {"digest": digest, "total_number": total_number}
    state = {"state": DeliveryState.QUEUED.value, "attempts": 0, "last_text": "", "queued_at": tx.now}
    rows = [{**edition, **state, **{name: getattr(copy, name) for name in _COLUMNS}} for copy in copies]
    return tx.insert_new(DeliveryRow, rows)


def _unknown(tx: Transaction, copies: Sequence[Copy]) -> list[Copy]:
    """Leave out tokens the ledger has, and second ones: ``Li@`` on a list is ``li@`` in the configuration."""
    known: set[str] = set()
    for start in range(0, len(copies), _CHUNK):
        tokens = [copy.token for copy in copies[start : start + _CHUNK]]
        known.update(tx.session.exec(select(DeliveryRow.token).where(col(DeliveryRow.token).in_(tokens))))
    return list({copy.token: copy for copy in reversed(copies) if copy.token not in known}.values())[::-1]


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
    return delivery_of(row)


def list_of_edition(tx: Transaction, digest: str, total_number: int) -> list[Delivery]:
    """List the ledger of an edition.

    Args:
        tx: The unit of work.
        digest: The digest's key.
        total_number: 总第N期.

    Returns:
        Its copies in the order they were queued.
    """
    query = select(DeliveryRow).where(of_edition(digest, total_number)).order_by(col(DeliveryRow.id))
    return [delivery_of(row) for row in tx.session.exec(query)]


def counts(tx: Transaction, digest: str, total_number: int) -> dict[DeliveryState, int]:
    """Count an edition's copies by state.

    Args:
        tx: The unit of work.
        digest: The digest's key.
        total_number: 总第N期.

    Returns:
        State → how many, for states that occur.
    """
    query = select(DeliveryRow.state, func.count()).where(of_edition(digest, total_number))
    found = tx.session.exec(query.group_by(col(DeliveryRow.state)))
    return {DeliveryState(state): count for state, count in found}


def page_of_edition(
    tx: Transaction,
    digest: str,
    total_number: int,
    *,
    states: Collection[DeliveryState] = (),
    after: int = 0,
    limit: int = 1000,
) -> list[Delivery]:
    """List the ledger of an edition a page at a time.

    Args:
        tx: The unit of work.
        digest: The digest's key.
        total_number: 总第N期.
        states: Only those in these states; none means all.
        after: The id the page begins behind.
        limit: The most to give.

    Returns:
        Copies in the order they were queued.
    """
    query = select(DeliveryRow).where(of_edition(digest, total_number), col(DeliveryRow.id) > after)
    if states:
        query = query.where(col(DeliveryRow.state).in_(states))
    return [delivery_of(row) for row in tx.session.exec(query.order_by(col(DeliveryRow.id)).limit(limit))]
