"""Write databases of earlier schemas: ``PYTHONPATH=tests python tests/store/schemas/make.py REVISION …``.

A database of today is filled by the program itself (one page collected, an edition
published and mailed to files, an account, a reader, a correction). For each revision an
empty database is brought to that schema and gets those rows of it that there were then.
What was written once is not written again: the files are what programs of those days left.
"""

from __future__ import annotations

import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from alembic import command
from sqlalchemy import create_engine

from kexie_digest.model.desk.user import Role
from kexie_digest.store.migrations import running
from kexie_digest.workflows.accounts import users

from desk import Desk, sample_pages

HERE = Path(__file__).parent
#: Where the program of those days worked.
FOLDER = "/srv/kexie"
YAML = """
digests:
  weekly: {title: 科协动态周报, recipients: [reader@example.org], sender: {address: digest@example.org}}
"""


def filled(folder: Path) -> Path:
    """Let the program fill a database; give its file."""
    desk = Desk(folder)
    desk.drop(sample_pages()[1])
    assert not desk.run(YAML).failures
    with desk.opened(YAML) as context:
        users.add(context.store, "linyichuan", Role.ADMIN, "一个足够长的口令 2026")
    return folder / "var" / "kexie.db"


def empty(file: Path, revision: str) -> None:
    """Make a database of an earlier schema."""
    engine = create_engine(f"sqlite:///{file}")
    with engine.connect() as connection, connection.begin():
        command.upgrade(running.configuration(connection), revision)
    engine.dispose()


def columns(connection: sqlite3.Connection, table: str, base: str = "main") -> list[str]:
    """Give the columns of a table that can be written."""
    return [row[1] for row in connection.execute(f"PRAGMA {base}.table_info({table})")]


def tables(connection: sqlite3.Connection, base: str = "main") -> list[str]:
    """Give every table, those of the search index too."""
    rows = connection.execute(f"SELECT name FROM {base}.sqlite_master WHERE type = 'table'")  # noqa: S608 - our own
    return [name for (name,) in rows if not name.startswith("sqlite_") and name != "alembic_version"]


def copy(file: Path, today: Path) -> None:
    """Give an old database the rows of today's that it has room for."""
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("ATTACH ? AS today", (str(today),))
        for table in tables(connection):
            if table in ("article_search", "periods") or table not in tables(connection, "today"):
                continue
            shared = [
                name for name in columns(connection, table) if name in columns(connection, table, "today")
            ]
            listed = ", ".join(f'"{name}"' for name in shared)
            connection.execute(f"DELETE FROM main.{table}")  # noqa: S608 - the index comes with rows of its own
            connection.execute(f"INSERT INTO main.{table} ({listed}) SELECT {listed} FROM today.{table}")  # noqa: S608 - as above
        if "periods" in tables(connection):
            connection.execute(
                "INSERT INTO periods VALUES ('weekly', '2026-W10', '2026-03-06 01:00:00.000000')"
            )
        connection.commit()
        connection.execute("DETACH today")


def dump(file: Path) -> Iterator[str]:
    """Write a database as SQL; a virtual table makes its own tables, whose rows are replaced."""
    with closing(sqlite3.connect(file)) as connection:
        master = connection.execute("SELECT type, name, sql FROM sqlite_master WHERE sql NOT NULL").fetchall()
        virtual = [name for _, name, sql in master if sql.startswith("CREATE VIRTUAL")]
        shadows = {name for _, name, _ in master for one in virtual if name.startswith(f"{one}_")}
        made_by_itself = shadows | {"sqlite_sequence"}
        yield from (f"{sql};" for kind, name, sql in master if kind == "table" and name not in made_by_itself)
        for name in [name for kind, name, _ in master if kind == "table" and name not in virtual]:
            if name in shadows:
                yield f"DELETE FROM {name};"  # noqa: S608 - our own names
            quoted = ", ".join(f'quote("{column}")' for column in columns(connection, name))
            for row in connection.execute(f"SELECT {quoted} FROM {name}"):  # noqa: S608 - our own names
                yield f"INSERT INTO {name} VALUES ({', '.join(row)});"  # noqa: S608 - our own names
        yield from (f"{sql};" for kind, _, sql in master if kind in ("index", "trigger"))


def main() -> None:
    """Write the dumps asked for that are not there."""
    with tempfile.TemporaryDirectory() as name:
        today = filled(Path(name) / "desk")
        for revision in sys.argv[1:]:
            target = HERE / f"{revision}.sql"
            if target.exists():
                continue
            file = Path(name) / f"{revision}.db"
            empty(file, revision)
            copy(file, today)
            told = "\n".join(dump(file)).replace(str(today.parents[1]), FOLDER)
            target.write_text(told + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
