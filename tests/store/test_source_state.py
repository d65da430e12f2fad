"""Source states: the last one put is the one remembered."""

from __future__ import annotations

from kexie_digest.model.source_state import SourceState
from kexie_digest.store import Store, source_state

from fakes import FakeClock


def test_a_state_replaces_the_former(store: Store, clock: FakeClock) -> None:
    """Validators and instants survive; other sources are not touched."""
    first = SourceState(etag='"a"', next_poll=clock.now(), seen_any=True)
    second = SourceState(last_modified="Fri, 06 Mar 2026 01:00:00 GMT", failures=2, last_code="timeout")
    with store.transaction() as tx:
        source_state.put(tx, "city-news", first)
        assert source_state.get(tx, "city-news") == first
        source_state.put(tx, "city-news", second)
    with store.reading() as tx:
        assert source_state.get(tx, "city-news") == second
        assert source_state.get(tx, "other") == SourceState()
