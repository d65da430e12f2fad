"""Reports: stored once, whole, and found again without looking at everything."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from kexie_digest.errors import Conflict, NotFound
from kexie_digest.model import Document, Edition, FlagKind, Report
from kexie_digest.model.article import Flag
from kexie_digest.store import Store, articles, documents, search
from kexie_digest.store.desk import inbox

from factories import make_article, make_report
from fakes import FakeClock


def test_a_report_comes_back_as_it_went_in(store: Store, make_document: Callable[..., Document]) -> None:
    """Every field of a report survives, spans and nested facts included."""
    report = make_report(collected_on="2026-03-06", event="e-1")
    with store.transaction() as tx:
        claim = documents.claim(tx, make_document())
        assert articles.add(tx, claim.id, [report]) == 1
    with store.reading() as tx:
        assert articles.get(tx, report.id) == report


def test_adding_twice_adds_nothing(store: Store, make_document: Callable[..., Document]) -> None:
    """A document read again after a crash gives the same rows, also in the index."""
    reports = [make_report(make_article("气象站")), make_report(make_article("天文台"))]
    with store.transaction() as tx:
        claim = documents.claim(tx, make_document())
        assert articles.add(tx, claim.id, reports[:1]) == 1
        assert articles.add(tx, claim.id, [*reports, reports[1]]) == 1
        assert articles.count(tx) == 2
        assert len(search.search(tx, "气象站")) == 2  # in the title of one, in the text of both


def test_an_id_of_another_document_is_refused(store: Store, make_document: Callable[..., Document]) -> None:
    """Two documents that give one id: an error that names it, not a report lost in silence."""
    with store.transaction() as tx:
        one = documents.claim(tx, make_document("一"))
        two = documents.claim(tx, make_document("二"))
        report = make_report()
        articles.add(tx, one.id, [report])
        with pytest.raises(Conflict, match=report.id):
            articles.add(tx, two.id, [report])


def test_a_missing_report_is_named(store: Store) -> None:
    """Asking for an id that is not stored is an error that names it."""
    with store.reading() as tx, pytest.raises(NotFound, match="r-nothing"):
        articles.get(tx, "r-nothing")


def test_events_are_persisted_apart_from_the_report(
    store: Store, add_reports: Callable[..., list[Report]]
) -> None:
    """A later grouping gives reports their event; unknown ids do no harm."""
    with store.transaction() as tx:
        one, two = add_reports(tx, "气象站", "天文台")
        articles.set_events(tx, {one.id: "e-7", "r-nothing": "e-8"})
        assert (articles.get(tx, one.id).event, articles.get(tx, two.id).event) == ("e-7", None)


def test_a_report_has_its_day_of_collection(
    store: Store, make_document: Callable[..., Document], clock: FakeClock
) -> None:
    """One that names none gets today's."""
    old = make_report(make_article("旧闻"), collected_on="2026-02-01")
    new = make_report(make_article("新闻"))
    with store.transaction() as tx:
        claim = documents.claim(tx, make_document())
        articles.add(tx, claim.id, [old, new])
        days = tx.session.connection().exec_driver_sql("SELECT collected_on FROM articles ORDER BY seq")
        assert list(days.scalars()) == ["2026-02-01", clock.now().date().isoformat()]


def test_unpublished_reports_of_a_digest(
    store: Store, add_reports: Callable[..., list[Report]], add_edition: Callable[..., Edition]
) -> None:
    """An edition takes its reports away from its digest only; what it left stays in line."""
    with store.transaction() as tx:
        one, held, three = add_reports(tx, "一", "二", "三")
        assert articles.list_unpublished(tx, "weekly") == [
            replace(report, event=None) for report in (one, held, three)
        ]
        add_edition(tx, [one, three])
        assert [report.id for report in articles.list_unpublished(tx, "weekly")] == [held.id]
        (four,) = add_reports(tx, "四")
        assert [report.id for report in articles.list_unpublished(tx, "weekly")] == [held.id, four.id]
        assert len(articles.list_unpublished(tx, "monthly")) == 4
        add_edition(tx, [held])
        assert [report.id for report in articles.list_unpublished(tx, "weekly")] == [four.id]
        add_edition(tx, [four])
        assert articles.list_unpublished(tx, "weekly") == []


def test_what_waited_for_long_is_offered_no_more(
    store: Store,
    clock: FakeClock,
    add_reports: Callable[..., list[Report]],
    add_edition: Callable[..., Edition],
) -> None:
    """A report that no section took is no news after three months; one that just came is."""
    with store.transaction() as tx:
        one, left = add_reports(tx, "一", "无处可去")
        add_edition(tx, [one])
        assert [report.id for report in articles.list_unpublished(tx, "weekly")] == [left.id]
    clock.sleep((articles.NEWS + timedelta(days=1)).total_seconds())
    with store.transaction() as tx:
        assert articles.list_unpublished(tx, "weekly") == []
        (new,) = add_reports(tx, "新来的")
        assert [report.id for report in articles.list_unpublished(tx, "weekly")] == [new.id]


def test_what_an_editor_found_right_asks_nothing_any_more(
    store: Store, make_document: Callable[..., Document]
) -> None:
    """无误 answers doubts about our reading; that the original has a gap stays true."""
    gap, doubt = Flag(FlagKind.GAP, "缺一行。"), Flag(FlagKind.NEEDS_REVIEW, "读作标题，把握不大。")
    made = make_report(make_article("岭下小学办起气象站", flags=(gap, doubt)), flags=(doubt,))
    unsure = replace(made, themes=replace(made.themes, unsure=True))
    with store.transaction() as tx:
        articles.add(tx, documents.claim(tx, make_document()).id, [unsure])
        assert articles.list_unpublished(tx, "weekly") == [unsure]
        inbox.settle(tx, unsure.id)
        (report,) = articles.list_unpublished(tx, "weekly")
    assert (report.article.flags, report.flags, report.themes.unsure) == ((gap,), (), False)


def test_backlog_is_stored_and_passed_over(
    store: Store, add_reports: Callable[..., list[Report]], add_edition: Callable[..., Edition]
) -> None:
    """Old items of a newly polled source are searchable and in no edition, now or later."""
    with store.transaction() as tx:
        add_reports(tx, "旧闻", is_backlog=True)
        (new,) = add_reports(tx, "新闻")
        assert [report.id for report in articles.list_unpublished(tx, "weekly")] == [new.id]
        add_edition(tx, [new])
        assert articles.list_unpublished(tx, "weekly") == []
        assert len(search.search(tx, "旧闻")) == 1
