"""Decisions are only added; ticks are set and taken away."""

from __future__ import annotations

from datetime import UTC, datetime

from kexie_digest.model import Decision, ProofTick, Review
from kexie_digest.store import Store
from kexie_digest.store.editions import reviews

AT = datetime(2026, 3, 6, 1, 0, tzinfo=UTC)


def test_decisions_come_back_in_order(store: Store) -> None:
    """Who changed what, who approved, with note and act."""
    said = [
        Review(Decision.CHANGED, "林", AT, 2, act={"act": "pin", "event": "e-1"}),
        Review(Decision.SUBMITTED, "林", AT, 3),
        Review(Decision.RETURNED, "周", AT, 4, step="初审", note="第二条请核人名"),
    ]
    with store.transaction() as tx:
        for one in said:
            reviews.add(tx, "weekly", 1, one)
        reviews.add(tx, "weekly", 2, said[0])
    with store.reading() as tx:
        assert reviews.list_of_edition(tx, "weekly", 1) == said


def test_a_tick_is_set_replaced_and_taken_away(store: Store) -> None:
    """The last word of a proofreader counts."""
    first, second = ProofTick("q-1", "林", AT), ProofTick("q-1", "周", AT, "电话核过")
    with store.transaction() as tx:
        reviews.tick(tx, "weekly", 1, first)
        reviews.tick(tx, "weekly", 1, second)
        assert reviews.ticks(tx, "weekly", 1) == {"q-1": second}
        reviews.untick(tx, "weekly", 1, "q-1")
        assert reviews.ticks(tx, "weekly", 1) == {}
