"""How the configured sources are doing (kexie_digest.workflows.sources.watching)."""

from __future__ import annotations

from dataclasses import replace

from kexie_digest.model import SourceState
from kexie_digest.sources.health import Condition
from kexie_digest.store import source_state
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.sources.watching import watch


def test_each_source_has_its_health(context: Context) -> None:
    """What the store remembers decides; a source never polled is new."""
    sources = [*context.config.sources, replace(context.config.sources[0], key="other")]
    with context.store.transaction() as tx:
        source_state.put(tx, "city", SourceState(last_code="timeout", failures=4))
    watched = watch(context.store, sources, context.clock.now())
    assert [(one.source.key, one.health.condition) for one in watched] == [
        ("city", Condition.FAILING),
        ("other", Condition.NEW),
    ]
