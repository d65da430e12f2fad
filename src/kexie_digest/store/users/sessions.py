"""Sessions of the desk, one row a browser.

Takes and gives SignedIns by the hash of their cookie; how long they live is decided above.
"""

import datetime as dt

from sqlmodel import col, delete, update

from kexie_digest.model.user import SignedIn
from kexie_digest.store.database import Transaction
from kexie_digest.store.tables import SessionRow


def add(tx: Transaction, session: SignedIn) -> None:
    """Keep a new session.

    Args:
        tx: The unit of work.
        session: Of an account that exists.
    """
    tx.insert_new(SessionRow, [{name: getattr(session, name) for name in SignedIn.__slots__}])


def find(tx: Transaction, key: str) -> SignedIn | None:
    """Look a session up.

    Args:
        tx: The unit of work.
        key: The hash of its cookie.

    Returns:
        The session, or None.
    """
    row = tx.session.get(SessionRow, key)
    return SignedIn(**{name: getattr(row, name) for name in SignedIn.__slots__}) if row else None


def touch(tx: Transaction, key: str) -> None:
    """Note that a session was used just now.

    Args:
        tx: The unit of work.
        key: The hash of its cookie.
    """
    tx.change(update(SessionRow).where(col(SessionRow.key) == key).values(seen_at=tx.now))


def end(tx: Transaction, key: str) -> None:
    """Forget a session.

    Args:
        tx: The unit of work.
        key: The hash of its cookie.
    """
    tx.change(delete(SessionRow).where(col(SessionRow.key) == key))


def end_all(tx: Transaction, user: str) -> int:
    """Forget all sessions of an account.

    Args:
        tx: The unit of work.
        user: The account.

    Returns:
        How many there were.
    """
    return tx.change(delete(SessionRow).where(col(SessionRow.user) == user))


def sweep(tx: Transaction, before: dt.datetime) -> int:
    """Forget the sessions nobody used for long.

    Args:
        tx: The unit of work.
        before: Last seen before this instant.

    Returns:
        How many there were.
    """
    return tx.change(delete(SessionRow).where(col(SessionRow.seen_at) < before))
