"""Turns: a count of sendings that only grows, so that a restored backup is noticed.

Takes nothing, gives the count. Beside the database, each machine remembers the highest
count it has seen: a database that knows less has been set back.
"""

from sqlmodel import col, update

from kexie_digest.model import CampaignState
from kexie_digest.store.database import Transaction
from kexie_digest.store.tables import CampaignRow, SendingTurnRow


def turn(tx: Transaction) -> int:
    """Say how many turns there were.

    Args:
        tx: The unit of work.

    Returns:
        The count, 0 before the first.
    """
    row = tx.session.get(SendingTurnRow, 1)
    return row.count if row else 0


def take_turn(tx: Transaction, at_least: int = 0) -> int:
    """Count one more.

    Args:
        tx: The unit of work.
        at_least: The count it must reach, where a backup set it back.

    Returns:
        The count now.
    """
    tx.insert_new(SendingTurnRow, [{"id": 1, "count": 0}])
    now = max(turn(tx) + 1, at_least)
    tx.change(update(SendingTurnRow).values(count=now))
    return now


def distrust(tx: Transaction) -> None:
    """Forget that editors let campaigns go on: they decided on what was lost since."""
    unfinished = col(CampaignRow.state) != CampaignState.CANCELLED
    tx.change(update(CampaignRow).where(unfinished).values(is_trusted=False))
