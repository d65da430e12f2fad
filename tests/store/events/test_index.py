"""Reports under keys: found near their days, forgotten when old, never walked through."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kexie_digest.model import Report
from kexie_digest.store import Store, Transaction
from kexie_digest.store import events as shelves
from store.test_growth import plan, watched

AddReports = Callable[..., list[Report]]


@pytest.fixture
def filed(store: Store, add_reports: AddReports) -> list[Report]:
    """Three reports: under a key at day 100, at no day, and at day 200."""
    with store.transaction() as tx:
        reports = add_reports(tx, "甲", "乙", "丙")
        rows = [shelves.Filed(number, {"name": one.id}) for number, one in enumerate(reports, start=1)]
        days = {1: 100, 2: 0, 3: 200}
        shelves.add(
            tx, rows, [(key, day if key == 7 else 0, one) for one, day in days.items() for key in (7, 8)]
        )
    return reports


def test_holders_are_found_near_their_days(store: Store, filed: list[Report]) -> None:
    """Within the span alone, none that is forgotten; of a crowd, that it is one."""
    del filed
    with store.transaction() as tx:
        assert shelves.holders(tx, [(7, 90, 110, 9)], 0) == {(7, 90, 110): {1}}
        asked = [(7, 0, 0, 9), (7, 0, 150, 9), (7, 1, 999, 2), (8, 0, 999, 2), (9, 0, 999, 9)]
        assert shelves.holders(tx, asked, 0) == {
            (7, 0, 0): {2},
            (7, 0, 150): {1, 2},
            (7, 1, 999): {1, 3},
            (8, 0, 999): None,
        }
        assert shelves.holders(tx, [(7, 1, 999, 9)], 3) == {(7, 1, 999): {3}}, "who came before is forgotten"
        assert shelves.holders(tx, [], 0) == {}


def test_a_report_under_two_days_counts_once(store: Store, add_reports: AddReports) -> None:
    """A report is filed under its first and its last day; a crowd is one of reports."""
    with store.transaction() as tx:
        add_reports(tx, "甲", "乙", "丙")
        shelves.add(tx, [], [(7, day, number) for day in (100, 102) for number in (1, 2, 3)])
        assert shelves.holders(tx, [(7, 90, 110, 3)], 0) == {(7, 90, 110): {1, 2, 3}}
        assert shelves.holders(tx, [(7, 90, 110, 2)], 0) == {(7, 90, 110): None}


def test_traits_come_back(store: Store, filed: list[Report]) -> None:
    """As they were written."""
    with store.reading() as tx:
        assert shelves.traits(tx, [1, 3]) == {1: {"name": filed[0].id}, 3: {"name": filed[2].id}}
        assert shelves.traits(tx, []) == {}


def test_what_came_after_the_last_one_filed_is_not_placed(
    store: Store, filed: list[Report], add_reports: AddReports
) -> None:
    """In order of arrival, a portion at a time."""
    del filed
    with store.transaction() as tx:
        assert shelves.list_unplaced(tx, 10) == []
        new = add_reports(tx, "丁", "戊")
        assert [one.id for _, one in shelves.list_unplaced(tx, 10)] == [one.id for one in new]
        assert [number for number, _ in shelves.list_unplaced(tx, 1)] == [4]


def test_a_report_is_forgotten_with_its_keys_and_the_last_one_never(
    store: Store, filed: list[Report]
) -> None:
    """The newest signature says up to where reports were placed."""
    del filed
    with store.transaction() as tx:
        assert shelves.list_forgotten(tx, 99, 10) == [1, 2]
        assert shelves.list_forgotten(tx, 2, 10) == [1]
        shelves.forget(tx, {1: [(7, 100), (8, 0), (9, 0)]})
        assert shelves.holders(tx, [(7, 0, 150, 9)], 0) == {(7, 0, 150): {2}}
        assert shelves.traits(tx, [1]) == {}


def test_the_first_report_of_a_day(store: Store, filed: list[Report]) -> None:
    """By the day of collection; 0 when nothing came in since."""
    del filed
    with store.reading() as tx:
        assert shelves.first_since(tx, "2000-01-01") == 1
        assert shelves.first_since(tx, "2999-01-01") == 0


@pytest.mark.sqlite
def test_the_keys_asked_for_lead_to_those_filed(store: Store, filed: list[Report]) -> None:
    """Each key is a step down the tree of all that are filed, never a walk through them."""
    del filed
    with store.transaction() as tx:
        with watched(tx) as sent:
            shelves.holders(tx, [(7, 90, 110, 9)], 0)
        steps = [step for statement, parameters in sent[-1:] for step in plan(tx, statement, parameters)]
    assert [step.split(" (")[0] for step in steps if not step.startswith("USE TEMP B-TREE FOR count")] == [
        "SCAN asked_keys USING COVERING INDEX sqlite_autoindex_asked_keys_1",
        "SEARCH held USING PRIMARY KEY",
    ]


QUESTIONS: dict[str, Callable[[Transaction, str], object]] = {
    "traits": lambda tx, _: shelves.traits(tx, [1, 2]),
    "numbered": lambda tx, _: shelves.reports_at(tx, [1, 2]),
    "unplaced": lambda tx, _: shelves.list_unplaced(tx, 10),
    "first of a day": lambda tx, _: shelves.first_since(tx, "2026-01-01"),
    "forgotten": lambda tx, _: shelves.list_forgotten(tx, 2, 10),
    "forget": lambda tx, _: shelves.forget(tx, {1: [(7, 100)]}),
    "events by number": lambda tx, _: shelves.events_at(tx, [1, 2]),
    "ties by number": lambda tx, _: shelves.ties_at(tx, [1, 2]),
    "ties": lambda tx, one: shelves.ties_of(tx, [one]),
    "rulings": lambda tx, one: shelves.rulings_of(tx, [one]),
    "members": lambda tx, _: shelves.members(tx, "e1"),
    "keys": lambda tx, one: shelves.keys_of(tx, [one]),
}


@pytest.mark.sqlite
@pytest.mark.parametrize("name", QUESTIONS)
def test_nothing_stored_is_walked_through(store: Store, filed: list[Report], name: str) -> None:
    """Every statement goes by a key to what it wants, however much is stored."""
    with store.transaction() as tx:
        with watched(tx) as sent:
            QUESTIONS[name](tx, filed[0].id)
        steps = [step for statement, parameters in sent for step in plan(tx, statement, parameters)]
    assert sent
    assert not [step for step in steps if step.startswith("SCAN")], steps
