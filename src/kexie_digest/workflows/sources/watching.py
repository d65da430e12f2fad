"""How the configured sources are doing.

Takes sources and the store, gives each with its state and health; it asks no site.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from kexie_digest.model import Source, SourceState
from kexie_digest.sources.health import Health, assess
from kexie_digest.store import Store, source_state


@dataclass(frozen=True, slots=True)
class Watched:
    """A source, what is remembered of it, and how it is doing."""

    source: Source
    state: SourceState
    health: Health


def watch(store: Store, sources: Sequence[Source], now: dt.datetime) -> list[Watched]:
    """Look at what is remembered of each source.

    Args:
        store: The store.
        sources: The configured ones.
        now: The present instant.

    Returns:
        Them, in the order of the file.
    """
    with store.reading() as tx:
        states = [source_state.get(tx, source.key) for source in sources]
    pairs = zip(sources, states, strict=True)
    return [Watched(source, state, assess(source, state, now)) for source, state in pairs]
