"""Editions in the making: one version after the other, reports given and taken back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from kexie_digest.errors import Conflict, NotFound
from kexie_digest.model import Edition, EditionState, Report
from kexie_digest.store import Store, Transaction, articles, editions

from factories import make_edition

Drafted = tuple[Edition, list[Report]]


@pytest.fixture
def drafted(store: Store, add_reports: Callable[..., list[Report]]) -> Drafted:
    """An edition being made up, of two reports."""
    with store.transaction() as tx:
        reports = add_reports(tx, "气象站", "种子库")
        edition = make_edition(digest="weekly", number=1, total_number=1)
        editions.add(tx, edition, [one.id for one in reports], state=EditionState.DRAFTING)
    return edition, reports


def _free(tx: Transaction) -> list[str]:
    return [report.id for report in articles.list_unpublished(tx, "weekly")]


def test_a_change_makes_the_next_version(store: Store, drafted: Drafted) -> None:
    """The content is replaced and the version counted."""
    edition, _ = drafted
    changed = replace(edition, note="本期说明")
    with store.transaction() as tx:
        assert editions.change(tx, changed, expected=1).version == 2
        assert editions.get(tx, "weekly", 1).note == "本期说明"


def test_two_editors_never_overwrite_each_other(store: Store, drafted: Drafted) -> None:
    """The later change, made from an old version, is refused and nothing is lost."""
    edition, _ = drafted
    with store.transaction() as tx:
        editions.change(tx, replace(edition, note="甲"), expected=1)
    with store.transaction() as tx, pytest.raises(Conflict) as refused:
        editions.change(tx, replace(edition, note="乙"), expected=1)
    assert refused.value.code == "changed_meanwhile"
    with store.reading() as tx:
        assert editions.get(tx, "weekly", 1).note == "甲"


def test_a_drafted_edition_is_not_rendered(store: Store, drafted: Drafted) -> None:
    """A run finishes what is being published, not what people still work on."""
    edition, _ = drafted
    with store.transaction() as tx:
        assert editions.list_unfinished(tx) == []
        editions.move_on(tx, "weekly", 1, expected=1, to=(EditionState.PUBLISHING, 3))
        assert editions.list_unfinished(tx) == [edition]


def test_nothing_changes_under_the_reviewers_eyes(store: Store, drafted: Drafted) -> None:
    """An edition in review must be returned before it is edited."""
    edition, _ = drafted
    with store.transaction() as tx:
        editions.move_on(tx, "weekly", 1, expected=1, to=(EditionState.REVIEWING, 0))
        with pytest.raises(Conflict) as refused:
            editions.change(tx, edition, expected=2)
    assert refused.value.code == "not_drafting"


def test_held_reports_wait_for_the_next_edition(store: Store, drafted: Drafted) -> None:
    """They are offered again, and can be taken back while nobody else has them."""
    _, reports = drafted
    with store.transaction() as tx:
        assert _free(tx) == []
        editions.hold(tx, "weekly", 1, [reports[0].id])
        assert _free(tx) == [reports[0].id]
        editions.take_back(tx, "weekly", 1, [reports[0].id])
        assert _free(tx) == []


def test_a_report_of_another_edition_cannot_be_taken(store: Store, drafted: Drafted) -> None:
    """A digest prints a report once."""
    _, reports = drafted
    with store.transaction() as tx:
        editions.add(tx, make_edition(digest="weekly", number=2, total_number=2), [])
        with pytest.raises(Conflict) as refused:
            editions.take_back(tx, "weekly", 2, [reports[0].id])
    assert refused.value.code == "taken_elsewhere"


def test_a_withdrawn_edition_gives_number_and_reports_back(store: Store, drafted: Drafted) -> None:
    """The next one bears the same number and may print the same reports."""
    _, reports = drafted
    with store.transaction() as tx:
        editions.withdraw(tx, "weekly", 1, expected=1)
        assert _free(tx) == [one.id for one in reports]
        assert editions.numbers_for(tx, "weekly", 2026) == (1, 1)
        with pytest.raises(NotFound):
            editions.get(tx, "weekly", 1)


@pytest.mark.usefixtures("drafted")
def test_only_the_latest_unpublished_edition_is_withdrawn(store: Store) -> None:
    """Anything else would leave a number missing or take back what readers have."""
    with store.transaction() as tx:
        editions.add(tx, make_edition(digest="weekly", number=2, total_number=2), [])
        with pytest.raises(Conflict) as missing_number:
            editions.withdraw(tx, "weekly", 1, expected=1)
        with pytest.raises(Conflict) as published:
            editions.withdraw(tx, "weekly", 2, expected=1)
    assert (missing_number.value.code, published.value.code) == ("not_the_latest", "already_published")


def test_standings_are_listed_by_state(store: Store, drafted: Drafted) -> None:
    """The desk asks for what is being made up, the archive for what is published."""
    edition, _ = drafted
    with store.transaction() as tx:
        other = make_edition(digest="monthly", number=1, total_number=1)
        editions.add(tx, other, [])
        editions.mark_published(tx, "monthly", 1, "/output/monthly/1")
    with store.reading() as tx:
        drafts = editions.list_standings(tx, states=[EditionState.DRAFTING])
        assert [one for one, _ in drafts] == [edition]
        ((_, standing),) = editions.list_standings(tx, "monthly")
        assert (standing.state, standing.folder) == (EditionState.PUBLISHED, "/output/monthly/1")
