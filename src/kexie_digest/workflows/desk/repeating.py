"""Requests that may come twice: carried out once, answered the same both times.

Takes who asks, the key they chose and a hash of the request; gives the answer that stands
under it. A request that was refused gives its key back; one whose program died in the
midst keeps it, since nobody knows what was done.
"""

import datetime as dt
import hashlib

from kexie_digest.errors import Conflict, KexieDigestError
from kexie_digest.model.desk.user import StoredAnswer
from kexie_digest.store import Store, answers

#: So long the same key gives the same answer.
KEPT = dt.timedelta(hours=24)


class KeyReused(KexieDigestError):  # noqa: N818 - reads as a statement at the place it is caught
    """这个幂等键已用于另一个请求 (the idempotency key was used for another request)."""

    code = "idempotency_key_reused"
    advice = "请为每个新请求另取一个 Idempotency-Key。"
    permanent = True


def begin(store: Store, user: str, key: str, request: bytes) -> StoredAnswer | None:
    """Begin a request, or find what was answered before.

    Args:
        store: Where answers are.
        user: Who asks; keys of others are strangers.
        key: What they chose.
        request: Method, path and body.

    Returns:
        None when it is to be carried out; else the answer to give again.

    Raises:
        KeyReused: The key was used for another request.
        Conflict: Code ``in_progress``: the first request is not answered yet.
    """
    fingerprint = hashlib.sha256(request).hexdigest()
    with store.transaction() as tx:
        answers.sweep(tx, tx.now - KEPT)
        found = answers.reserve(tx, _name(user, key), fingerprint)
    if found is None:
        return None
    if found.fingerprint != fingerprint:
        raise KeyReused(subject=key)
    if not found.status:
        raise Conflict(
            "同一个请求还没有做完，或做到一半中断了 (the first request is not answered yet)",
            subject=key,
            code="in_progress",
            advice="请先查看是否已经做成；没有做成再换一个 Idempotency-Key 重发。",
        )
    return found


def finish(store: Store, user: str, key: str, status: int, body: str) -> None:
    """Keep the answer of a request that was carried out.

    Args:
        store: Where answers are.
        user: Who asked.
        key: What they chose.
        status: The HTTP status.
        body: The JSON that is sent.
    """
    with store.transaction() as tx:
        answers.fill_in(tx, _name(user, key), status, body)


def give_up(store: Store, user: str, key: str) -> None:
    """Give the key of a refused request back.

    Args:
        store: Where answers are.
        user: Who asked.
        key: What they chose.
    """
    with store.transaction() as tx:
        answers.release(tx, _name(user, key))


def _name(user: str, key: str) -> str:
    return hashlib.sha256(f"{user}\0{key}".encode()).hexdigest()
