"""Sessions of the desk, one row a browser.

Takes and gives SignedIns by the hash of their cookie; how long they live is decided above.
"""

import datetime as dt

import sqlalchemy
from sqlalchemy import bindparam
from sqlmodel import col, delete, update

from kexie_digest.model.desk.user import Role, SignedIn, User
from kexie_digest.store.database import Transaction
from kexie_digest.store.tables import SessionRow, UserRow

_BOTH = (
    sqlalchemy.select(
        *(getattr(SessionRow, name).label(f"session_{name}") for name in SignedIn.__slots__),
        *(getattr(UserRow, name).label(f"user_{name}") for name in User.__slots__),
    )
    .join(UserRow, col(UserRow.name) == col(SessionRow.user))
    .where(col(SessionRow.key) == bindparam("key"))
)


def add(tx: Transaction, session: SignedIn) -> None:
    """Keep a new session.

    Args:
        tx: The unit of work.
        session: Of an account that exists.
    """
    tx.insert_new(SessionRow, [{name: getattr(session, name) for name in SignedIn.__slots__}])


def find(tx: Transaction, key: str) -> tuple[SignedIn, User] | None:
    """Look a session up together with its user, in one read by primary keys.

    Args:
        tx: The unit of work.
        key: The hash of its cookie.

    Returns:
        Both, or None.
    """
    found = tx.connection.execute(_BOTH, {"key": key}).mappings().first()
    if found is None:
        return None
    session = SignedIn(**{name: found[f"session_{name}"] for name in SignedIn.__slots__})
    user = {name: found[f"user_{name}"] for name in User.__slots__}
    return session, User(**{**user, "role": Role(user["role"])})


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
