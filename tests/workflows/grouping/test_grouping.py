"""Placing what came in: whole or not at all, recent reports only, as a batch would."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from events.background_table import tuning_notices
from events.reports import report
from kexie_digest import events
from kexie_digest.model import Document, Report
from kexie_digest.store import articles, documents
from kexie_digest.store import events as shelves
from kexie_digest.workflows import grouping
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.grouping import WINDOW, group
from understanding_figures import read

from desk import Desk
from fakes import FakeClock

OPENING = report("a", "首届岚湖湿地论坛开幕", "5月3日，首届岚湖湿地论坛开幕。", day="2024-05-03")
COPY = report("b", "湿地论坛在岚川开幕", "5月3日，首届岚湖湿地论坛开幕，百名学者到会。", day="2024-05-03")


@contextmanager
def stored(root: Path, reports: Sequence[Report], clock: FakeClock | None = None) -> Iterator[Context]:
    """The program over a store with some reports."""
    desk = Desk(root, clock=clock or FakeClock())
    with desk.opened() as context:
        keep(context, reports)
        yield context


def keep(context: Context, reports: Sequence[Report]) -> None:
    """Store reports as a document of their own."""
    name = "+".join(one.id for one in reports)[:80]
    with context.store.transaction() as tx:
        document = Document(b"", name, "text/plain", name, "inbox", name, name, tx.now)
        articles.add(tx, documents.claim(tx, document).id, reports)


def keys(context: Context, *ids: str) -> list[str | None]:
    """The event keys of some reports."""
    with context.store.reading() as tx:
        return list(shelves.keys_of(tx, ids).values())


def test_what_came_in_is_placed_once(tmp_path: Path) -> None:
    """The second call finds nothing to do; a report that comes later joins its event."""
    with stored(tmp_path, [OPENING]) as context:
        assert group(context) == 1
        assert group(context) == 0
        keep(context, [COPY])
        assert group(context) == 1
        first, second = keys(context, "a", "b")
        assert first == second is not None


def test_what_is_too_old_no_longer_counts(tmp_path: Path) -> None:
    """A report collected before the window is off the shelf when the next portion comes."""
    clock = FakeClock()
    with stored(tmp_path, [OPENING], clock) as context:
        group(context)
        clock.sleep((WINDOW + timedelta(days=2)).total_seconds())
        keep(context, [COPY])
        group(context)
        first, second = keys(context, "a", "b")
        assert first != second
        with context.store.reading() as tx:
            assert shelves.traits(tx, [1]) == {}
            assert shelves.traits(tx, [2])


def test_a_shelf_of_another_version_is_read_from_the_reports(tmp_path: Path) -> None:
    """Traits without a field: the report is signed anew, found by its copy, and forgotten in time."""
    clock = FakeClock()
    with stored(tmp_path, [OPENING], clock) as context:
        group(context)
        with context.store.transaction() as tx:
            older = {name: value for name, value in shelves.traits(tx, [1])[1].items() if name != "told"}
            shelves.forget(tx, {1: []})
            shelves.add(tx, [shelves.Filed(1, older)], [])
        keep(context, [COPY])
        group(context)
        first, second = keys(context, "a", "b")
        assert first == second is not None
        clock.sleep((WINDOW + timedelta(days=2)).total_seconds())
        keep(context, [report("c", "茶会", "5月3日，茶会开席。", day="2024-05-03")])
        group(context)
        with context.store.reading() as tx:
            assert shelves.traits(tx, [1, 2]) == {}


def test_an_error_between_steps_leaves_nothing_half_placed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The portion is rolled back, and the next call places it whole."""
    with stored(tmp_path, [OPENING, COPY]) as context:
        with monkeypatch.context() as patch:
            patch.setattr(articles, "set_events", lambda *_: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                group(context)
        assert keys(context, "a", "b") == [None, None]
        with context.store.reading() as tx:
            assert shelves.traits(tx, [1, 2]) == {}
            assert shelves.ties_of(tx, ["a", "b"]) == []
        assert group(context) == 2
        assert len(set(keys(context, "a", "b"))) == 1


def test_the_stored_shelf_gives_the_events_of_a_batch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every tuning notice of a happening told twice, and one in four of the others, in portions of seven."""
    monkeypatch.setattr(grouping, "PORTION", 7)
    chosen = [one for number, one in enumerate(tuning_notices()) if one.event or number % 4 == 0]
    reports = [read(notice).report for notice in chosen]
    with stored(tmp_path, reports) as context:
        assert group(context) == len(reports)
        with context.store.reading() as tx:
            found = shelves.keys_of(tx, [one.id for one in reports])
    assert found == {one: event.key for event in events.group(reports, {}) for one in event.reports}


def test_reports_placed_before_there_was_an_index_keep_their_keys(tmp_path: Path) -> None:
    """A store of an older program is filed portion by portion."""
    with stored(tmp_path, [OPENING, COPY]) as context:
        with context.store.transaction() as tx:
            articles.set_events(tx, {"a": "e-old", "b": "e-old"})
        assert group(context) == 2
        assert keys(context, "a", "b") == ["e-old", "e-old"]


def test_what_another_machine_placed_meanwhile_is_not_placed_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both took the same portion; the one that commits later finds it done."""
    sign, place, placed = events.sign, events.place, list[events.Signature]()

    with stored(tmp_path, [OPENING, COPY]) as context:

        def sign_late(one: Report) -> events.Signature:
            monkeypatch.setattr(events, "sign", sign)
            group(context)
            return sign(one)

        def count(one: events.Signature, *rest: object) -> object:
            placed.append(one)
            return place(one, *rest)  # type: ignore[arg-type]  # handed on as they came

        monkeypatch.setattr(events, "sign", sign_late)
        monkeypatch.setattr(events, "place", count)
        group(context)
    assert len(placed) == 2
