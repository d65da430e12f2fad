"""Ties are kept once and given from either end."""

from __future__ import annotations

from collections.abc import Callable

from kexie_digest.model import Report, Tie
from kexie_digest.store import Store
from kexie_digest.store import events as shelves


def test_a_tie_is_given_from_either_end(store: Store, add_reports: Callable[..., list[Report]]) -> None:
    """With its reason, and once when both ends are asked for."""
    with store.transaction() as tx:
        one, two, three = (report.id for report in add_reports(tx, "甲", "乙", "丙"))
        tie = Tie(one, two, 1.25, "同提“首届论坛”")
        shelves.add_ties(tx, [tie])
        shelves.add_ties(tx, [tie])
        assert shelves.ties_of(tx, [one]) == shelves.ties_of(tx, [one, two]) == [tie]
        assert shelves.ties_of(tx, [two, three]) == [tie]
        assert shelves.ties_of(tx, [three]) == []
