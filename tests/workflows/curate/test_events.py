"""Editors merge and split events, and it holds in later runs."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from events.reports import report
from kexie_digest.errors import Conflict, NotFound
from kexie_digest.model import RulingKind
from kexie_digest.store import events as shelves
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.curate import events as curate
from kexie_digest.workflows.grouping import group
from workflows.grouping.test_grouping import COPY, OPENING, keep, keys, stored

OTHER = report("c", "一座老磨坊", "5月9日，青坪县修好了一座老磨坊。", day="2024-05-09")
LATER = report("d", "论坛上的磨坊主", "5月3日，首届岚湖湿地论坛开幕，磨坊主也到会。", day="2024-05-03")


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    """A forum told twice, and a mill."""
    with stored(tmp_path, [OPENING, COPY, OTHER]) as opened:
        group(opened)
        yield opened


def key(context: Context, report_id: str) -> str:
    """The event of a report."""
    (found,) = keys(context, report_id)
    assert found
    return found


def test_an_event_is_shown_with_its_reasons(context: Context) -> None:
    """Reports in order of arrival, the first title, why they are together."""
    shown = curate.show(context, key(context, "b"))
    assert shown.event.reports == ("a", "b")
    assert shown.event.label == "首届岚湖湿地论坛开幕"
    assert "首届岚湖湿地论坛" in shown.event.reasons[0]
    assert shown.rulings == ()
    with pytest.raises(NotFound):
        curate.show(context, "e-none")


def test_a_merge_holds_for_what_comes_later(context: Context) -> None:
    """The older key lives on, and a later report of the forum joins all three."""
    older = key(context, "a")
    merged = curate.merge(context, [key(context, "c"), older], "王编辑")
    assert (merged.event.key, merged.event.reports) == (older, ("a", "b", "c"))
    assert [ruling.by for ruling in merged.rulings] == ["王编辑"]
    keep(context, [LATER])
    group(context)
    assert set(keys(context, "a", "b", "c", "d")) == {older}


def test_a_split_holds_for_what_comes_later(context: Context) -> None:
    """The rest keeps the key; a report tied to both sides joins one and brings none together."""
    older = key(context, "a")
    parted = curate.split(context, ["b"], "王编辑")
    assert parted.event.reports == ("b",)
    assert parted.event.key != older
    assert key(context, "a") == older
    keep(context, [LATER])
    group(context)
    assert key(context, "a") != key(context, "b")
    assert key(context, "d") in {key(context, "a"), key(context, "b")}


def test_undone_is_as_the_texts_say(context: Context) -> None:
    """A split taken back brings the reports together under the old key; the record stays."""
    older = key(context, "a")
    ruling = curate.split(context, ["b"], "王编辑").rulings[0]
    assert curate.undo(context, ruling.id, "主编").undone_by == "主编"
    assert set(keys(context, "a", "b")) == {older}
    merged = curate.merge(context, [older, key(context, "c")], "王编辑").rulings[-1]
    curate.undo(context, merged.id, "主编")
    assert key(context, "c") != older
    assert [one.kind for one in curate.history(context)] == [RulingKind.TOGETHER, RulingKind.APART]


def test_a_merge_takes_two_events(context: Context) -> None:
    """One event with itself is nothing to decide; a key that is gone is told."""
    with pytest.raises(Conflict):
        curate.merge(context, [key(context, "a")] * 2, "王编辑")
    with pytest.raises(NotFound):
        curate.merge(context, [key(context, "a"), "e-none"], "王编辑")
    assert curate.history(context) == []


@pytest.mark.parametrize("named", [["a", "b"], ["a", "c"], ["c"]])
def test_a_split_takes_some_reports_of_one_event(context: Context, named: list[str]) -> None:
    """Not all of it, not of several."""
    with pytest.raises(Conflict):
        curate.split(context, named, "王编辑")
    with pytest.raises(NotFound):
        curate.split(context, ["r-none"], "王编辑")
    with context.store.reading() as tx:
        assert shelves.list_rulings(tx) == []
