"""Copying a store: everything arrives, is proved, and goes on counting where it stood."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlmodel import col, delete, select

from kexie_digest.errors import StoreError
from kexie_digest.model import Edition, Report, Run
from kexie_digest.store import Store, articles, documents, runs, search
from kexie_digest.store.copying import Copied, copy_all, open_empty
from kexie_digest.store.tables import ArticleRow, Row

from factories import make_article, make_report
from fakes import FakeClock


def copied(source: Store, url: str, clock: FakeClock) -> list[Copied]:
    """Copy a store to an address."""
    with open_empty(url, clock=clock) as target:
        return copy_all(source, target, lambda _done, _total: None)


@pytest.fixture
def old(
    tmp_path: Path,
    clock: FakeClock,
    add_reports: Callable[..., list[Report]],
    add_edition: Callable[..., Edition],
) -> Store:
    """A SQLite store with articles, an edition, a run, and a number given to a row that is gone."""
    store = Store.open(f"sqlite:///{tmp_path}/old.db", clock=clock)
    with store.transaction() as tx:
        add_edition(tx, add_reports(tx, "气象站建成", "天文台开放", "大篷车进山"))
        runs.add(tx, Run("r1", tx.now, notes=("备注“引号”\\斜线",)))
        add_reports(tx, "要撤的一篇")
        tx.change(delete(ArticleRow).where(col(ArticleRow.title) == "要撤的一篇"))
    return store


def test_there_and_back_nothing_changes(
    old: Store, postgresql_url: str, tmp_path: Path, clock: FakeClock, make_document: Callable[..., object]
) -> None:
    """SQLite to PostgreSQL to SQLite: every checksum is the same, search and numbers go on."""
    there = copied(old, postgresql_url, clock)
    assert {one.table for one in there} == set(Row.metadata.tables)
    assert {one.table: one.rows for one in there}["articles"] == 3
    url = f"sqlite:///{tmp_path}/new.db"
    with Store.attach(postgresql_url, clock=clock) as middle:
        assert copied(middle, url, clock) == there
        with middle.reading() as tx:
            assert len(search.search(tx, "天文台")) == 1
    for address in (postgresql_url, url):
        with Store.attach(address, clock=clock) as store, store.transaction() as tx:
            assert runs.get(tx, "r1").notes == ("备注“引号”\\斜线",)
            assert len(search.search(tx, "大篷车")) == 1
            report = make_report(make_article("下一篇"))
            articles.add(tx, documents.claim(tx, make_document("另一页")).id, [report])  # type: ignore[arg-type]  # a Document
            assert tx.session.exec(select(ArticleRow.seq).where(ArticleRow.id == report.id)).one() == 5


def test_json_arrives_as_it_is_kept(old: Store, postgresql_url: str, clock: FakeClock) -> None:
    """Neither engine writes JSON anew: spaces, order of keys and nothing in place of null."""
    with old.transaction() as tx:
        kept = '{"id": "r2",  "b": 1, "a": null}'
        connection = tx.session.connection()
        connection.exec_driver_sql(
            "INSERT INTO runs (id, started_at, run) VALUES ('r2', '2026-03-06 01:00:00.000000', ?)", (kept,)
        )
    copied(old, postgresql_url, clock)
    with Store.attach(postgresql_url, clock=clock) as store, store.reading() as tx:
        query = "SELECT run::text, finished_at FROM runs WHERE id = 'r2'"
        assert tuple(tx.session.connection().exec_driver_sql(query).one()) == (kept, None)


def test_an_occupied_target_is_refused(old: Store, postgresql_url: str, clock: FakeClock) -> None:
    """What is there stays, and is named."""
    with Store.open(postgresql_url, clock=clock) as store, store.transaction() as tx:
        runs.add(tx, Run("mine", tx.now))
    with pytest.raises(StoreError, match="runs: 1") as caught:
        copied(old, postgresql_url, clock)
    assert caught.value.code == "target_not_empty"


def test_another_schema_is_refused(old: Store, tmp_path: Path, clock: FakeClock) -> None:
    """An older or newer database is not migrated on the way."""
    with old.transaction() as tx:
        tx.session.connection().exec_driver_sql("UPDATE alembic_version SET version_num = '0009'")
    with pytest.raises(StoreError) as caught:
        Store.attach(f"sqlite:///{tmp_path}/old.db", clock=clock)
    assert caught.value.code == "other_schema"
    with pytest.raises(StoreError) as caught:
        Store.attach(f"sqlite:///{tmp_path}/none.db", clock=clock)
    assert caught.value.code == "no_database"
    assert not (tmp_path / "none.db").exists()


def test_a_difference_undoes_everything(
    old: Store, postgresql_url: str, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Rows that do not arrive as they left are noticed, and nothing stays behind."""
    monkeypatch.setattr("kexie_digest.store.copying.rows._written", lambda _value: object.__hash__(object()))
    with pytest.raises(StoreError) as caught:
        copied(old, postgresql_url, clock)
    assert caught.value.code == "copy_differs"
    with Store.attach(postgresql_url, clock=clock) as store, store.reading() as tx:
        assert articles.count(tx) == 0
        assert runs.list_latest(tx) == []
