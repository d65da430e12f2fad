"""Corrections in the store: carried out for every reader, the original untouched."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from sqlalchemy import delete
from sqlmodel import select

from kexie_digest.errors import Conflict, NotFound
from kexie_digest.model import (
    Assignment,
    Correction,
    CorrectionField,
    Document,
    Report,
    SearchScope,
    Themes,
)
from kexie_digest.store import Store, Transaction, articles, corrections, documents, search
from kexie_digest.store.tables import ArticleRow

from factories import make_report

AddReports = Callable[..., list[Report]]
NOON = dt.datetime(2026, 3, 6, 4, 0, tzinfo=dt.UTC)


def retitled(report: Report, becomes: str, was: str | None = None) -> Correction:
    """Another title, wanted by 秦岚."""
    seen = report.article.title or "" if was is None else was
    return Correction(report.id, CorrectionField.TITLE, seen, becomes, by="秦岚", at=NOON, note="错字")


def ids(tx: Transaction, words: str, theme: str | None = None) -> list[str]:
    """What a search finds."""
    return [hit.report.id for hit in search.search(tx, words, SearchScope(theme=theme))]


def test_every_reader_gets_the_corrected_report(store: Store, add_reports: AddReports) -> None:
    """Composing, showing and searching agree; what was read can still be asked for."""
    with store.transaction() as tx:
        report = add_reports(tx, "观测站")[0]
        now = corrections.add(tx, retitled(report, "天文台落成"))
    with store.reading() as tx:
        assert now.article.title == "天文台落成"
        assert articles.get(tx, report.id) == now
        assert articles.get(tx, report.id, original=True) == report
        assert articles.list_unpublished(tx, "weekly") == [now]
        assert ids(tx, "天文台") == [report.id]
        assert ids(tx, "观测站") == []


def test_the_theme_is_searched_by_as_corrected(store: Store, add_reports: AddReports) -> None:
    """A search within a theme finds what an editor moved there."""
    with store.transaction() as tx:
        report = add_reports(tx, "观测站")[0]
        fields = (report.id, CorrectionField.THEME, "other", "awards")
        corrections.add(tx, Correction(*fields, by="秦岚", at=NOON))
        assert ids(tx, "观测站", "awards") == [report.id]
        assert ids(tx, "观测站", "other") == []


def test_a_title_seen_before_another_change_is_a_conflict(store: Store, add_reports: AddReports) -> None:
    """Two editors, one title: the second one is told, nothing is overwritten."""
    with store.transaction() as tx:
        report = add_reports(tx, "观测站")[0]
        corrections.add(tx, retitled(report, "天文台"))
        with pytest.raises(Conflict) as caught:
            corrections.add(tx, retitled(report, "气象台"))
        assert caught.value.code == "changed_meanwhile"
        assert articles.get(tx, report.id).article.title == "天文台"


def test_corrections_are_listed_as_they_were_made(store: Store, add_reports: AddReports) -> None:
    """Nothing is lost of who changed what when; ids grow."""
    with store.transaction() as tx:
        one, two = add_reports(tx, "观测站", "水文站")
        wanted = [retitled(one, "甲台"), retitled(two, "乙台"), retitled(one, "丙台", was="甲台")]
        for correction in wanted:
            corrections.add(tx, correction)
        made = corrections.list_since(tx)
        assert [replace(correction, id=0) for correction in made] == wanted
        assert corrections.list_for(tx, one.id) == [made[0], made[2]]
        assert corrections.list_since(tx, made[1].id) == made[2:]
        assert corrections.list_since(tx, fields=[CorrectionField.THEME]) == []


def test_restored_it_is_the_original_again(store: Store, add_reports: AddReports) -> None:
    """Taken back by a second correction, nothing is left but the record."""
    with store.transaction() as tx:
        report = add_reports(tx, "观测站")[0]
        corrections.add(tx, retitled(report, "天文台"))
        corrections.add(tx, retitled(report, "观测站", was="天文台"))
        assert articles.get(tx, report.id) == report
        assert ids(tx, "观测站") == [report.id]


def test_corrections_survive_reading_anew(store: Store, add_reports: AddReports) -> None:
    """An article removed and read again under its id is corrected again, search included."""
    with store.transaction() as tx:
        report = add_reports(tx, "观测站")[0]
        now = corrections.add(tx, retitled(report, "天文台"))
        assert add_reports(tx, "观测站") == [report]
        assert articles.get(tx, report.id) == now
        tx.session.connection().execute(delete(ArticleRow))
        tx.session.connection().exec_driver_sql(
            "INSERT INTO article_search (article_search) VALUES ('delete-all')"
            if tx.dialect == "sqlite"
            else "DELETE FROM article_search"
        )
        add_reports(tx, "观测站")
        assert articles.get(tx, report.id) == now
        assert ids(tx, "天文台") == [report.id]


def test_a_missing_article_is_named(store: Store) -> None:
    """A correction of nothing is refused."""
    nothing = Correction("r-none", CorrectionField.TITLE, "甲", "乙", by="秦岚", at=NOON)
    with store.transaction() as tx, pytest.raises(NotFound, match="r-none"):
        corrections.add(tx, nothing)


def test_a_doubt_that_was_settled_asks_for_nobody(
    store: Store, make_document: Callable[..., Document]
) -> None:
    """Confirming an unsure theme takes the article from the top of the inbox."""
    report = make_report(themes=Themes((Assignment("awards", 1.0, ()),), unsure=True))
    with store.transaction() as tx:
        articles.add(tx, documents.claim(tx, make_document()).id, [report])
        corrections.add(
            tx, Correction(report.id, CorrectionField.THEME, "awards", "awards", by="秦岚", at=NOON)
        )
        attention = tx.session.exec(select(ArticleRow.attention)).one()
    assert attention == 0
