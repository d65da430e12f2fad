"""Answers to requests that may come twice: reserved, filled in, given again.

Takes and gives StoredAnswers by key; how long they are kept is decided above.
"""

import datetime as dt

from sqlmodel import col, delete, update

from kexie_digest.model.desk.user import StoredAnswer
from kexie_digest.store.database import Transaction
from kexie_digest.store.tables import AnswerRow


def reserve(tx: Transaction, key: str, fingerprint: str) -> StoredAnswer | None:
    """Take a key for a request that is about to be carried out.

    Args:
        tx: The unit of work.
        key: The hash of who asks and the key they chose.
        fingerprint: The hash of the request.

    Returns:
        None when the key is now ours; else what stands under it.
    """
    row = {"key": key, "fingerprint": fingerprint, "status": 0, "body": "", "at": tx.now}
    if tx.insert_new(AnswerRow, [row]):
        return None
    found = tx.session.get_one(AnswerRow, key)
    return StoredAnswer(found.key, found.fingerprint, found.status, found.body, found.at)


def fill_in(tx: Transaction, key: str, status: int, body: str) -> None:
    """Keep the answer to a request that was carried out.

    Args:
        tx: The unit of work.
        key: From :func:`reserve`.
        status: The HTTP status.
        body: The JSON that was sent.
    """
    tx.change(update(AnswerRow).where(col(AnswerRow.key) == key).values(status=status, body=body))


def release(tx: Transaction, key: str) -> None:
    """Give a key back: the request was refused and changed nothing.

    Args:
        tx: The unit of work.
        key: From :func:`reserve`.
    """
    tx.change(delete(AnswerRow).where(col(AnswerRow.key) == key))


def sweep(tx: Transaction, before: dt.datetime) -> int:
    """Forget old answers.

    Args:
        tx: The unit of work.
        before: Reserved before this instant.

    Returns:
        How many there were.
    """
    return tx.change(delete(AnswerRow).where(col(AnswerRow.at) < before))
