"""Which event each report tells."""

from __future__ import annotations

from collections.abc import Callable

from kexie_digest.model import Report
from kexie_digest.store import Store, articles
from kexie_digest.store import events as shelves


def test_members_and_keys(store: Store, add_reports: Callable[..., list[Report]]) -> None:
    """In order of arrival, however they were asked for."""
    with store.transaction() as tx:
        one, two, three = (report.id for report in add_reports(tx, "甲", "乙", "丙"))
        articles.set_events(tx, {two: "e1", one: "e1"})
        assert list(shelves.keys_of(tx, [three, two, "r-nothing", one]).items()) == [
            (one, "e1"),
            (two, "e1"),
            (three, None),
        ]
        assert shelves.members(tx, "e1") == [one, two]
        assert shelves.is_used(tx, "e1")
        assert not shelves.is_used(tx, "e2")
