"""Letters that wait to be posted: confirmations and links that somebody asked for.

Takes Messages, gives them back when they are due. A letter may arrive twice when its
sender dies at the wrong moment: better than not at all, unlike an edition's copy.
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Update, func
from sqlmodel import col, delete, insert, select, update

from kexie_digest.model import Message
from kexie_digest.store.database import Transaction
from kexie_digest.store.deliveries.held import release_held
from kexie_digest.store.tables import LetterRow

_QUEUED, _SENT, _FAILED = "queued", "sent", "failed"
#: How long a sender has a letter to itself.
_HELD = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Posted:
    """A letter that is due; ``attempts`` counts this try, and tells it from another poster's."""

    id: int
    message: Message
    attempts: int


@dataclass(frozen=True, slots=True)
class Noted:
    """That a letter was written: what about, when, and what became of it; not what it says."""

    kind: str
    queued_at: datetime
    state: str


def put(tx: Transaction, kind: str, message: Message) -> int:
    """Put a letter into the box.

    Args:
        tx: The unit of work.
        kind: What it is about, such as ``confirm``.
        message: The letter, complete.

    Returns:
        Its id.
    """
    values = {
        "kind": kind,
        "recipient": message.recipient,
        "envelope_from": message.envelope_from,
        "message_id": message.message_id,
        "content": message.content,
        "state": _QUEUED,
        "attempts": 0,
        "not_before": tx.now,
        "last_text": "",
        "queued_at": tx.now,
    }
    tx.change(insert(LetterRow), [values])
    found = select(LetterRow.id).where(col(LetterRow.message_id) == message.message_id)
    return tx.session.exec(found.order_by(col(LetterRow.id).desc())).first() or 0


def claim(tx: Transaction, lease_owner: str, limit: int = 50) -> list[Posted]:
    """Take letters that are due; others do not get them for a quarter of an hour.

    Args:
        tx: The unit of work; commit it before sending.
        lease_owner: Which process this is.
        limit: The most to take.

    Returns:
        The letters, oldest first.
    """
    due = (col(LetterRow.state) == _QUEUED) & (col(LetterRow.not_before) <= tx.now)
    oldest = select(LetterRow).where(due).order_by(col(LetterRow.id)).limit(limit)
    # A letter that another poster is just taking is passed over, where several may write at once.
    rows = tx.session.exec(oldest.with_for_update(skip_locked=True)).all()
    letters = [
        Posted(
            row.id or 0,
            Message(row.recipient, row.envelope_from, row.message_id, row.content),
            row.attempts + 1,
        )
        for row in rows
    ]
    mine = col(LetterRow.id).in_([letter.id for letter in letters])
    held = {"not_before": tx.now + _HELD, "lease_owner": lease_owner}
    tx.change(update(LetterRow).where(mine).values(**held, attempts=col(LetterRow.attempts) + 1))
    return letters


def release_lost(tx: Transaction, owner_is_alive: Callable[[str], bool]) -> int:
    """Make due at once what dead posters had in hand: they may have posted it, or not.

    Args:
        tx: The unit of work.
        owner_is_alive: Whether an owner still runs; true for one on another host.

    Returns:
        How many letters.
    """
    return release_held(tx, LetterRow, _QUEUED, owner_is_alive)


def hold(tx: Transaction, letter: Posted) -> bool:
    """Have a letter to itself for another quarter of an hour, just before it leaves.

    Args:
        tx: The unit of work.
        letter: As claimed.

    Returns:
        False when it is no longer this poster's: it was claimed again, withdrawn or given up.
    """
    return tx.change(_claimed(letter).values(not_before=tx.now + _HELD)) == 1


def mark_sent(tx: Transaction, letter: Posted, text: str) -> None:
    """Note that a letter was taken; its text is thrown away, it holds a link that acts.

    Args:
        tx: The unit of work.
        letter: As claimed; one that another poster claimed since is left to them.
        text: What the server answered.
    """
    _settle(tx, letter, _SENT, text)


def mark_failed(tx: Transaction, letter: Posted, text: str) -> None:
    """Give a letter up.

    Args:
        tx: The unit of work.
        letter: As claimed; one that another poster claimed since is left to them.
        text: Why.
    """
    _settle(tx, letter, _FAILED, text)


def mark_deferred(tx: Transaction, letter: Posted, text: str, not_before: datetime) -> None:
    """Try a letter again later.

    Args:
        tx: The unit of work.
        letter: As claimed; one that another poster claimed since is left to them.
        text: Why.
        not_before: When.
    """
    tx.change(_claimed(letter).values(last_text=text, not_before=not_before, lease_owner=None))


def of_address(tx: Transaction, address: str) -> list[Noted]:
    """List the letters to an address.

    Args:
        tx: The unit of work.
        address: The recipient; case does not matter.

    Returns:
        Letters, the oldest first.
    """
    mine = select(LetterRow).where(func.lower(col(LetterRow.recipient)) == address.lower())
    rows = tx.session.exec(mine.order_by(col(LetterRow.id)))
    return [Noted(row.kind, row.queued_at, row.state) for row in rows]


def withdraw(tx: Transaction, addresses: Collection[str]) -> None:
    """Throw away every letter to some addresses, posted or not.

    Args:
        tx: The unit of work.
        addresses: The recipients; case does not matter.
    """
    folded = [address.lower() for address in addresses]
    tx.change(delete(LetterRow).where(func.lower(col(LetterRow.recipient)).in_(folded)))


def drop_waiting(tx: Transaction, text: str) -> None:
    """Give up every letter that waits: it may have been sent before a backup was restored.

    Args:
        tx: The unit of work.
        text: Why.
    """
    values = {"state": _FAILED, "last_text": text, "content": b"", "not_before": None}
    tx.change(update(LetterRow).where(col(LetterRow.state) == _QUEUED).values(**values))


def _settle(tx: Transaction, letter: Posted, state: str, text: str) -> None:
    values = {"state": state, "last_text": text, "content": b"", "not_before": None, "lease_owner": None}
    tx.change(_claimed(letter).values(**values))


def _claimed(letter: Posted) -> Update:
    """Change a letter as this claim has it: who slept past their time finds a later one."""
    mine = (col(LetterRow.id) == letter.id) & (col(LetterRow.attempts) == letter.attempts)
    return update(LetterRow).where(mine, col(LetterRow.state) == _QUEUED)
