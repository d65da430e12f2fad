"""Heartbeats: which programs do things by themselves, and when they were last heard of.

Takes names, gives instants. One that ends takes its name away; one that is killed leaves it.
"""

import datetime as dt

from sqlmodel import col, delete, select, update

from kexie_digest.store.database import Transaction
from kexie_digest.store.tables import HeartbeatRow


def beat(tx: Transaction, name: str) -> None:
    """Be heard of.

    Args:
        tx: The unit of work.
        name: Of the program.
    """
    if not tx.change(update(HeartbeatRow).where(col(HeartbeatRow.name) == name).values(beat_at=tx.now)):
        tx.insert_new(HeartbeatRow, [{"name": name, "beat_at": tx.now}])


def stop(tx: Transaction, name: str) -> None:
    """Be heard of no more, on purpose.

    Args:
        tx: The unit of work.
        name: Of the program.
    """
    tx.change(delete(HeartbeatRow).where(col(HeartbeatRow.name) == name))


def list_all(tx: Transaction) -> dict[str, dt.datetime]:
    """List who was heard of when.

    Args:
        tx: The unit of work.

    Returns:
        Name → the last beat.
    """
    return {row.name: row.beat_at for row in tx.session.exec(select(HeartbeatRow))}
