"""Failed sign-ins, counted by account and by address.

Takes and gives counts; when somebody has to wait, and how long, is decided above.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import col, delete, select, update

from kexie_digest.store.database import Transaction
from kexie_digest.store.tables import ThrottleRow


@dataclass(frozen=True, slots=True)
class Throttle:
    """How often a key failed in a row, when last, and until when it must wait."""

    key: str
    failures: int
    last_at: dt.datetime
    blocked_until: dt.datetime | None = None


def list_for(tx: Transaction, keys: Sequence[str]) -> list[Throttle]:
    """Give what is known of some keys.

    Args:
        tx: The unit of work.
        keys: Such as ``account:li`` and ``address:192.0.2.7``.

    Returns:
        Those that failed before.
    """
    rows = tx.session.exec(select(ThrottleRow).where(col(ThrottleRow.key).in_(keys)))
    return [Throttle(row.key, row.failures, row.last_at, row.blocked_until) for row in rows]


def put(tx: Transaction, throttle: Throttle) -> None:
    """Keep a key's count in place of the former.

    Args:
        tx: The unit of work.
        throttle: The count from now on.
    """
    columns = {
        "failures": throttle.failures,
        "last_at": throttle.last_at,
        "blocked_until": throttle.blocked_until,
    }
    if not tx.insert_new(ThrottleRow, [{"key": throttle.key, **columns}]):
        tx.change(update(ThrottleRow).where(col(ThrottleRow.key) == throttle.key).values(**columns))


def clear(tx: Transaction, keys: Sequence[str]) -> None:
    """Forget some keys.

    Args:
        tx: The unit of work.
        keys: Which.
    """
    tx.change(delete(ThrottleRow).where(col(ThrottleRow.key).in_(keys)))


def sweep(tx: Transaction, before: dt.datetime) -> None:
    """Forget failures of long ago.

    Args:
        tx: The unit of work.
        before: Last failed before this instant.
    """
    tx.change(delete(ThrottleRow).where(col(ThrottleRow.last_at) < before))
