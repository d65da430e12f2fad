"""Replies of polled sources, each tied to its blob."""

from __future__ import annotations

import datetime as dt
import hashlib

from kexie_digest.model import Document
from kexie_digest.store import Store, originals

NOON = dt.datetime(2026, 3, 6, 12, tzinfo=dt.UTC)


def _reply(content: bytes, *, hours: int = 0, key: str = "kx") -> Document:
    digest = hashlib.sha256(content).hexdigest()
    at = NOON + dt.timedelta(hours=hours)
    return Document(content, digest, "text/xml", "海岚科协", key, "https://kx.invalid/rss", digest, at)


def test_a_reply_is_noted_once(store: Store) -> None:
    """The same bytes again are no second row; another day's, and another source's, are."""
    with store.transaction() as tx:
        for reply in (_reply(b"a"), _reply(b"a", hours=1), _reply(b"b", hours=2), _reply(b"a", key="other")):
            originals.add(tx, reply)
    with store.reading() as tx:
        found = originals.list_for(tx, "kx")
        late = originals.list_for(tx, "kx", NOON + dt.timedelta(hours=1))
    assert [(one.sha256, one.fetched_at) for one in found] == [
        (_reply(b"a").sha256, NOON),
        (_reply(b"b").sha256, NOON + dt.timedelta(hours=2)),
    ]
    assert [one.sha256 for one in late] == [_reply(b"b").sha256]
    assert found[0].content == b""
