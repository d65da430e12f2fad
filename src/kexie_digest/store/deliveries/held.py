"""Messages in hand: rows that are queued and leased to a process while it tries to pass them on."""

from collections.abc import Callable

from sqlmodel import col, select, update

from kexie_digest.store.database import Transaction
from kexie_digest.store.tables import LetterRow, NoticeRow


def release_held(
    tx: Transaction, table: type[LetterRow | NoticeRow], queued: str, owner_is_alive: Callable[[str], bool]
) -> int:
    """Make due at once what dead processes had in hand.

    Args:
        tx: The unit of work.
        table: Whose rows.
        queued: The state of a row that is still to be passed on.
        owner_is_alive: Whether an owner still runs; true for one on another host.

    Returns:
        How many rows.
    """
    owner = col(table.lease_owner)
    held = (col(table.state) == queued) & owner.is_not(None)
    owners = set(tx.session.exec(select(table.lease_owner).where(held)))
    dead = [one for one in owners if one and not owner_is_alive(one)]
    if not dead:
        return 0
    lost = update(table).where(held, owner.in_(dead))
    return tx.change(lost.values(not_before=tx.now, lease_owner=None))
