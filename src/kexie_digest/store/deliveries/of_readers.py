"""The ledger as one reader sees it: found by a link's token, called back, made nameless.

Takes tokens and addresses, gives Deliveries. The ledger is asked edition by edition,
so that a reader's rows are found without reading everybody's.
"""

from sqlalchemy import func
from sqlmodel import col, select, update

from kexie_digest.errors import NotFound
from kexie_digest.model import Delivery, DeliveryState, Reply
from kexie_digest.store.database import Transaction
from kexie_digest.store.deliveries._rows import UNSENT, delivery_of
from kexie_digest.store.deliveries.outcomes import settle_all
from kexie_digest.store.tables import DeliveryRow, EditionRow


def find_token(tx: Transaction, token: str) -> Delivery | None:
    """Find the copy whose links hold a token.

    Args:
        tx: The unit of work.
        token: From the link.

    Returns:
        The copy, or None.
    """
    row = (
        tx.session.exec(select(DeliveryRow).where(col(DeliveryRow.token) == token)).first() if token else None
    )
    return delivery_of(row) if row else None


def of_recipient(tx: Transaction, address: str) -> list[Delivery]:
    """List what an address was sent.

    Args:
        tx: The unit of work.
        address: The address, as in the ledger.

    Returns:
        Copies, the oldest first.
    """
    same = (col(DeliveryRow.digest) == col(EditionRow.digest)) & (
        col(DeliveryRow.total_number) == col(EditionRow.total_number)
    )
    query = select(DeliveryRow).join(EditionRow, same).where(col(DeliveryRow.recipient) == address)
    return [delivery_of(row) for row in tx.session.exec(query.order_by(col(DeliveryRow.id)))]


def of_every_writing(tx: Transaction, address: str) -> list[Delivery]:
    """List what an address was sent, however it was written then; it walks the ledger.

    Args:
        tx: The unit of work.
        address: The address; case does not matter.

    Returns:
        Copies, the oldest first.
    """
    mine = func.lower(col(DeliveryRow.recipient)) == address.lower()
    query = select(DeliveryRow).where(mine).order_by(col(DeliveryRow.id))
    return [delivery_of(row) for row in tx.session.exec(query)]


def cancel_recipient(tx: Transaction, address: str, reason: str, digest: str = "") -> int:
    """Call back every copy of a reader that has not gone out.

    Args:
        tx: The unit of work.
        address: The address, as in the ledger.
        reason: Why.
        digest: Only of this digest; empty for all.

    Returns:
        How many it was not too late for.
    """
    meant = [
        copy.id for copy in of_recipient(tx, address) if copy.state in UNSENT and digest in {"", copy.digest}
    ]
    unsent = col(DeliveryRow.id).in_(meant) & col(DeliveryRow.state).in_(UNSENT)
    return settle_all(tx, unsent, DeliveryState.CANCELLED, Reply(0, reason)) if meant else 0


def make_nameless(tx: Transaction, address: str, alias: str) -> None:
    """Take a reader's address and name out of the ledger; numbers and states stay.

    It walks the ledger: an earlier edition may have gone to ``Li@`` and a later one to ``li@``.

    Args:
        tx: The unit of work.
        address: The address; case does not matter.
        alias: What stands in its place.
    """
    mine = func.lower(col(DeliveryRow.recipient)) == address.lower()
    tx.change(update(DeliveryRow).where(mine).values(recipient=alias, name="", last_text=""))


def of_edition_by_address(tx: Transaction, digest: str, total_number: int, address: str) -> Delivery:
    """Give one reader's copy of an edition.

    Args:
        tx: The unit of work.
        digest: The digest's key.
        total_number: 总第N期.
        address: The address; case does not matter.

    Returns:
        The copy.

    Raises:
        NotFound: They were not to get it.
    """
    query = select(DeliveryRow).where(
        col(DeliveryRow.digest) == digest, col(DeliveryRow.total_number) == total_number
    )
    exact = tx.session.exec(query.where(col(DeliveryRow.recipient) == address)).first()
    row = exact or tx.session.exec(query.where(col(DeliveryRow.recipient).ilike(address))).first()
    if row is None:
        raise NotFound(
            "这一期的投递记录里没有这个地址 (this edition was not queued for that address)",
            subject=address,
            advice="请用 kexie-digest deliveries 查看这一期的全部收件人。",
        )
    return delivery_of(row)
