"""Databases that earlier programs left: opened by this one, nothing of them is lost.

Each file in ``schemas/`` is a database of an earlier schema as SQL, rows included.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command

from kexie_digest.store import Store, articles, search
from kexie_digest.store.editions import published
from kexie_digest.store.migrations import running

from fakes import FakeClock

FILES = sorted((Path(__file__).parent / "schemas").glob("*.sql"))
#: Tables that another one took the place of: old rows -> the same said by the new schema.
REPLACED = {
    "periods": (
        "SELECT digest, period, settled_at FROM periods ORDER BY 1, 2",
        "SELECT digest, period, settled_at FROM period_runs WHERE settled_at NOT NULL ORDER BY 1, 2",
    )
}

#: What the program of those days published.
ONE = {"weekly": 1}

Rows = list[tuple[object, ...]]


def tables(connection: sqlite3.Connection) -> list[str]:
    """Give the tables whose rows are ours: the search index is made of them."""
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return [
        name
        for (name,) in rows
        if not name.startswith(("article_search", "sqlite_")) and name != "alembic_version"
    ]


def rows_of(connection: sqlite3.Connection, before: dict[str, list[str]]) -> Iterator[tuple[str, Rows]]:
    """Read tables, the columns they once had."""
    for table, columns in before.items():
        listed = ", ".join(f'"{name}"' for name in columns)
        yield table, sorted(connection.execute(f"SELECT {listed} FROM {table}"), key=repr)  # noqa: S608 - our own


@pytest.fixture(params=FILES, ids=lambda path: path.stem)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A database as an earlier program left it."""
    file = tmp_path / "kexie.db"
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript(request.param.read_text(encoding="utf-8"))
    return file


def test_no_row_of_an_earlier_schema_is_lost(old: Path, clock: FakeClock) -> None:
    """Every row and column of the old database is in the migrated one, unchanged."""
    with closing(sqlite3.connect(old)) as connection:
        before = {
            name: [row[1] for row in connection.execute(f"PRAGMA table_info({name})")]
            for name in tables(connection)
            if name not in REPLACED
        }
        expected = dict(rows_of(connection, before))
        moved = [
            (new, connection.execute(was).fetchall())
            for name, (was, new) in REPLACED.items()
            if name in tables(connection)
        ]
    assert sum(map(len, expected.values())) > 20
    Store.open(f"sqlite:///{old}", clock=clock).close()
    with closing(sqlite3.connect(old)) as connection:
        assert dict(rows_of(connection, before)) == expected
        for question, rows in moved:
            assert connection.execute(question).fetchall() == rows
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_a_migrated_database_is_as_good_as_a_new_one(old: Path, clock: FakeClock) -> None:
    """Its schema is the models'; its articles are read and found, its edition is there."""
    with Store.open(f"sqlite:///{old}", clock=clock) as store, store.reading() as tx:
        command.check(running.configuration(tx.session.connection()))
        stored = articles.count(tx)
        assert stored > 1
        found = search.search(tx, "科普周")
        assert found
        assert articles.get(tx, found[0].report.id).article.title == found[0].report.article.title
        assert {digest: sum(years.values()) for digest, years in published.count_years(tx).items()} == ONE


def test_the_first_schema_is_among_them() -> None:
    """Nobody is left behind: the oldest and at least two later ones are tried."""
    names = [path.stem for path in FILES]
    assert names[0] == "0001"
    assert len(names) > 2
