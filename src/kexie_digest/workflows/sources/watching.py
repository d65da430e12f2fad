"""How the configured sources are doing, and polling a paused one again.

Takes sources and the store, gives each with its state and health; it asks no site.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from kexie_digest.errors import Conflict, NotFound
from kexie_digest.model import Source, SourceState
from kexie_digest.model.desk.user import AuditEntry
from kexie_digest.sources.health import Health, assess
from kexie_digest.sources.polling import unpaused
from kexie_digest.store import Store, articles, source_state
from kexie_digest.store.desk import audit


@dataclass(frozen=True, slots=True)
class Watched:
    """A source, what is remembered of it, how it is doing, id and title of its last article."""

    source: Source
    state: SourceState
    health: Health
    sample: tuple[str, str] | None = None


def watch(store: Store, sources: Sequence[Source], now: dt.datetime) -> list[Watched]:
    """Look at what is remembered of each source.

    Args:
        store: The store.
        sources: The configured ones.
        now: The present instant.

    Returns:
        Them, in the order of the file.
    """
    watched = []
    with store.reading() as tx:
        for source in sources:
            state = source_state.get(tx, source.key)
            sample = articles.latest_of_source(tx, source.key)
            watched.append(Watched(source, state, assess(source, state, now), sample))
    return watched


def unpause(store: Store, sources: Sequence[Source], key: str, *, by: str, address: str = "") -> None:
    """Poll a paused source again at the next tick.

    Args:
        store: The store.
        sources: The configured ones.
        key: Which.
        by: Who does it.
        address: Where the request came from.

    Raises:
        NotFound: There is no such source.
        Conflict: It is not paused.
    """
    if key not in {source.key for source in sources}:
        raise NotFound("没有这个来源 (no such source)", subject=key, advice="请看 sources.yaml 里的名字。")
    with store.transaction() as tx:
        state = source_state.get(tx, key)
        if not state.paused_reason:
            raise Conflict(
                "这个来源没有暂停 (the source is not paused)",
                subject=key,
                code="not_paused",
                advice="它会照常轮询，不用恢复。",
            )
        source_state.put(tx, key, unpaused(state))
        audit.add(tx, AuditEntry(by, "source.unpause", key, state.paused_reason, "", address))
