"""Editions: numbers without gaps, every story once, nothing half published."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from kexie_digest.errors import Conflict, NotFound, RenderError
from kexie_digest.model import Edition, Report
from kexie_digest.store import Store, articles, editions

from factories import make_report, sample_edition
from fakes import FakeClock


def test_an_edition_comes_back_as_it_went_in(store: Store) -> None:
    """The realistic sample, with every kind of item, survives the store."""
    edition = sample_edition()
    with store.transaction() as tx:
        editions.add(tx, edition, [])
    with store.reading() as tx:
        assert editions.get(tx, edition.digest, edition.total_number) == edition


def test_numbers_run_without_a_gap(store: Store, add_edition: Callable[..., Edition]) -> None:
    """The yearly number starts again, the total number does not; digests count apart."""
    with store.transaction() as tx:
        assert editions.numbers_for(tx, "weekly", 2026) == (1, 1)
        add_edition(tx, [], year=2025)
        add_edition(tx, [], year=2025)
        add_edition(tx, [], digest="monthly", year=2025)
        assert editions.numbers_for(tx, "weekly", 2025) == (3, 3)
        assert editions.numbers_for(tx, "weekly", 2026) == (1, 3)


def test_a_dropped_draft_leaves_no_gap(store: Store, add_edition: Callable[..., Edition]) -> None:
    """Numbers allotted in a unit of work that fails are given again."""
    with contextlib.suppress(RenderError), store.transaction() as tx:
        add_edition(tx, [])
        raise RenderError
    with store.transaction() as tx:
        assert editions.numbers_for(tx, "weekly", 2026) == (1, 1)


def test_a_number_is_given_once(store: Store, add_edition: Callable[..., Edition]) -> None:
    """A second edition under the same number is refused by name."""
    with store.transaction() as tx:
        edition = add_edition(tx, [])
        with pytest.raises(Conflict, match="weekly/1"):
            editions.add(tx, edition, [])
        with pytest.raises(Conflict):
            editions.add(tx, replace(edition, total_number=2), [])  # the yearly number is taken too


def test_a_report_is_published_once_in_a_digest(
    store: Store, add_reports: Callable[..., list[Report]], add_edition: Callable[..., Edition]
) -> None:
    """The same report in two editions of a digest is refused; another digest may have it."""
    with store.transaction() as tx:
        reports = add_reports(tx, "气象站")
        add_edition(tx, reports)
        add_edition(tx, reports, digest="monthly")
    with pytest.raises(Conflict), store.transaction() as tx:
        add_edition(tx, reports)
    with store.reading() as tx:
        assert [edition.total_number for edition in editions.list_latest(tx, "weekly")] == [1]


def test_an_edition_of_unknown_reports_is_refused(store: Store, add_edition: Callable[..., Edition]) -> None:
    """Every report must be stored: a slip is named, nothing is added."""
    with store.transaction() as tx:
        with pytest.raises(NotFound, match="r-"):
            add_edition(tx, [make_report()])
        assert editions.list_latest(tx) == []


def test_an_edition_is_unfinished_until_its_files_stand(
    store: Store,
    add_reports: Callable[..., list[Report]],
    add_edition: Callable[..., Edition],
    clock: FakeClock,
) -> None:
    """A run that died is found again with the same number; marking twice keeps the time."""
    with store.transaction() as tx:
        edition = add_edition(tx, add_reports(tx, "气象站"))
        assert editions.list_unfinished(tx) == [edition]
        assert editions.standing(tx, "weekly", 1).published_at is None
        published_at = clock.now()
        editions.mark_published(tx, "weekly", 1, "/output/weekly/1")
        clock.sleep(3600)
        editions.mark_published(tx, "weekly", 1, "/output/weekly/1")
        assert editions.list_unfinished(tx) == []
        assert editions.standing(tx, "weekly", 1).published_at == published_at
        assert articles.list_unpublished(tx, "weekly") == []


def test_latest_editions_come_first(
    store: Store, add_edition: Callable[..., Edition], clock: FakeClock
) -> None:
    """The archive lists by time, of one digest or of all, up to a limit."""
    with store.transaction() as tx:
        for digest in ("weekly", "monthly", "weekly"):
            add_edition(tx, [], digest=digest)
            clock.instant += timedelta(days=1)
        everything = [(edition.digest, edition.total_number) for edition in editions.list_latest(tx)]
        assert everything == [("weekly", 2), ("monthly", 1), ("weekly", 1)]
        assert [edition.total_number for edition in editions.list_latest(tx, "weekly", 1)] == [2]


def test_the_reports_of_an_edition_are_listed(
    store: Store, add_reports: Callable[..., list[Report]], add_edition: Callable[..., Edition]
) -> None:
    """Which reports an edition took can be asked, in order of arrival."""
    with store.transaction() as tx:
        one, two = add_reports(tx, "一", "二")
        add_edition(tx, [two, one])
        assert editions.list_report_ids(tx, "weekly", 1) == [one.id, two.id]


def test_what_does_not_exist_is_not_found(store: Store) -> None:
    """An unknown edition is an error that names it."""
    with store.transaction() as tx:
        with pytest.raises(NotFound, match="weekly/9"):
            editions.get(tx, "weekly", 9)
        with pytest.raises(NotFound, match="weekly/9"):
            editions.mark_published(tx, "weekly", 9, "/output")
