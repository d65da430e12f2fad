"""Turns: a count of sendings that only grows, so that a restored backup is noticed.

Takes nothing, gives the count. Beside the database, each machine remembers the highest
count it has seen: a database that knows less has been set back. A database on a server also
names the place it was written in: one that was restored from a dump is in another place.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import text
from sqlmodel import col, update

from kexie_digest.model import CampaignState
from kexie_digest.store.database import Transaction
from kexie_digest.store.tables import CampaignRow, SendingTurnRow

#: Cluster, database, table: a dump restored anywhere, over the same database too, makes the table anew.
_PLACE = text(
    "SELECT format('%s/%s/%s', system_identifier, (SELECT oid FROM pg_database"
    " WHERE datname = current_database()), to_regclass('sending_turns')::oid) FROM pg_control_system()"
)


class Turns(NamedTuple):
    """How many were taken, where it was written, and what is known of a restored backup."""

    taken: int = 0
    place: str | None = None
    set_back_at: datetime | None = None
    doubtful: Mapping[str, int] = {}


def turns(tx: Transaction) -> Turns:
    """Say how many turns there were, and where.

    Args:
        tx: The unit of work.

    Returns:
        What is kept; zero before the first turn.
    """
    row = tx.session.get(SendingTurnRow, 1)
    return Turns(row.count, row.place, row.set_back_at, row.doubtful or {}) if row else Turns()


def place(tx: Transaction) -> str | None:
    """Name this database by what a copy of it cannot have.

    Args:
        tx: The unit of work.

    Returns:
        The name; None for a file, which is known by the mark beside it.
    """
    if tx.dialect != "postgresql":
        return None
    found: str = tx.session.connection().execute(_PLACE).scalar_one()
    return found


def take_turn(tx: Transaction, at_least: int = 0) -> int:
    """Count one more.

    Args:
        tx: The unit of work.
        at_least: The count it must reach, where a backup set it back.

    Returns:
        The count now.
    """
    _make(tx)
    now = max(turns(tx).taken + 1, at_least)
    tx.change(update(SendingTurnRow).values(count=now))
    return now


def settle(tx: Transaction) -> None:
    """Note that mail leaves from this place.

    Args:
        tx: The unit of work.
    """
    _make(tx)
    tx.change(update(SendingTurnRow).values(place=place(tx)))


def set_back(tx: Transaction, doubtful: Mapping[str, int]) -> None:
    """Note for every machine that this is a copy, and forget what editors decided before.

    They let campaigns go on knowing nothing of what was lost since.

    Args:
        tx: The unit of work.
        doubtful: Digest → the highest edition that may have left elsewhere.
    """
    settle(tx)
    before = turns(tx).doubtful
    highest = {key: max(before.get(key, 0), doubtful.get(key, 0)) for key in {*before, *doubtful}}
    tx.change(update(SendingTurnRow).values(set_back_at=tx.now, doubtful=highest))
    distrust(tx)


def distrust(tx: Transaction) -> None:
    """Forget that editors let campaigns go on: they decided on what was lost since."""
    unfinished = col(CampaignRow.state) != CampaignState.CANCELLED
    tx.change(update(CampaignRow).where(unfinished).values(is_trusted=False))


def _make(tx: Transaction) -> None:
    tx.insert_new(SendingTurnRow, [{"id": 1, "count": 0}])
