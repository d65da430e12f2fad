"""Rulings: who decided what when; undone ones stay on record."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from kexie_digest.errors import Conflict, NotFound
from kexie_digest.model import Report, RulingKind
from kexie_digest.store import Store
from kexie_digest.store import events as shelves

AddReports = Callable[..., list[Report]]


def test_a_ruling_is_kept_with_who_and_when(store: Store, add_reports: AddReports) -> None:
    """Both sides of a split."""
    with store.transaction() as tx:
        one, two, three = (report.id for report in add_reports(tx, "甲", "乙", "丙"))
        ruling = shelves.rule(tx, RulingKind.APART, [three], [one, two], by="王编辑")
        assert (ruling.kind, ruling.by, ruling.at) == (RulingKind.APART, "王编辑", tx.now)
        assert (ruling.reports, ruling.others) == ((three,), (one, two))
        for report_id in (one, three):
            assert shelves.rulings_of(tx, [report_id]) == [ruling]


def test_an_undone_ruling_decides_nothing_and_stays_on_record(store: Store, add_reports: AddReports) -> None:
    """With who took it back; not twice."""
    with store.transaction() as tx:
        one, two = (report.id for report in add_reports(tx, "甲", "乙"))
        ruling = shelves.rule(tx, RulingKind.TOGETHER, [one, two], by="王编辑")
        undone = shelves.undo(tx, ruling.id, by="主编")
        assert (undone.undone_by, undone.undone_at) == ("主编", tx.now)
        assert shelves.rulings_of(tx, [one]) == []
        assert shelves.list_rulings(tx) == [undone]
        with pytest.raises(Conflict):
            shelves.undo(tx, ruling.id, by="主编")
        with pytest.raises(NotFound):
            shelves.undo(tx, 99, by="主编")


def test_a_ruling_names_stored_reports_only(store: Store) -> None:
    """A mistyped id is refused, and nothing is kept."""
    with store.transaction() as tx:
        with pytest.raises(NotFound):
            shelves.rule(tx, RulingKind.TOGETHER, ["r-nothing"], by="王编辑")
        assert shelves.list_rulings(tx) == []
