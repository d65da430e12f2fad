"""The shelf in memory answers as the stored one does."""

from __future__ import annotations

from datetime import UTC, datetime

from events.reports import report
from kexie_digest.events.index_keys import LIMITS, KeyKind, index_keys
from kexie_digest.events.shelf import OpenShelf
from kexie_digest.events.signature import sign
from kexie_digest.model import Ruling, RulingKind, Tie

FORUM = sign(report("a", "", "首届岚湖湿地论坛开幕。", day="2024-05-03"))
KEYS = index_keys(FORUM)


def test_what_is_filed_near_its_days_is_found() -> None:
    """Not what is filed a year before."""
    shelf = OpenShelf({"a": None, "b": None})
    shelf.add(FORUM, KEYS.filed, ())
    assert set(shelf.holders(KEYS)) == {key for key, _ in KEYS.filed}
    assert shelf.signatures([0]) == [FORUM]
    last_year = index_keys(sign(report("b", "", "首届岚湖湿地论坛开幕。", day="2023-05-03")))
    assert shelf.holders(last_year) == {}


def test_a_crowd_is_given_as_such() -> None:
    """More than its limit stand for many."""
    shelf = OpenShelf({})
    for _ in range(2 * LIMITS[KeyKind.NAME]):
        shelf.add(FORUM, KEYS.filed, ())
    name = next(iter(KEYS.names))
    assert len(shelf.holders(KEYS)[name]) > LIMITS[KeyKind.NAME]


def test_ties_rulings_and_events_are_given_by_report() -> None:
    """Each once, whichever end was asked for; events in order of arrival."""
    tie = Tie("a", "b", 1.5, "因")
    ruling = Ruling(1, RulingKind.TOGETHER, ("a", "b"), (), "编辑", datetime(2024, 6, 1, tzinfo=UTC))
    shelf = OpenShelf({"b": "e1", "a": None}, [ruling])
    shelf.add(FORUM, (), [tie])
    assert shelf.ties(["a", "b"]) == [tie]
    assert shelf.rulings(["b"]) == [ruling]
    assert not shelf.rulings(["c"])
    assert list(shelf.events(["a", "b", "x"]).items()) == [("b", "e1"), ("a", None)]
    shelf.assign({"a": "e2"})
    assert shelf.is_used("e2")
    assert not shelf.is_used("e3")
