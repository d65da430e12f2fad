"""Snapshots: the whole database as one SQLite file, taken while others write.

Takes a database's URL, gives a file; says of such a file what it names. It asks SQL and
not the models: a snapshot is taken before an upgrade too, and read by a newer program.
It changes nothing in the database and migrates nothing.
"""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from kexie_digest.errors import NotFound, StoreError
from kexie_digest.store.engines import failures

#: Seconds that a snapshot waits for a database that is being recovered or migrated.
_PATIENCE = 60
#: Tables with a hash of an original, and the column.
_NAMING = ("documents", "document_revisions", "source_originals", "articles")


def file_of(url: str) -> Path | None:
    """Say where the database lies.

    Args:
        url: SQLAlchemy URL.

    Returns:
        Its file; None when it is no file of this machine.

    Raises:
        StoreError: The URL is wrong.
    """
    try:
        parsed = make_url(url)
    except ArgumentError as error:
        raise _bad_url() from error
    if parsed.get_backend_name() != "sqlite":
        return None
    if not parsed.database or parsed.database == ":memory:":
        raise _bad_url()
    return Path(parsed.database)


def take(url: str, to: Path) -> None:
    """Copy the database as it is at this moment; runs and sendings go on meanwhile.

    SQLite's backup in one step holds one reading transaction (sqlite.org/backup.html): with a
    write-ahead log writers are not held up, and what they commit later is not in the copy.

    Args:
        url: SQLAlchemy URL of a SQLite database.
        to: The file to make.

    Raises:
        NotFound: There is no database yet.
        StoreError: It cannot be read, the disk is full, or the copy is damaged.
    """
    file = file_of(url)
    if file is None or not file.is_file():
        raise NotFound(
            "还没有数据库，没有可备份的 (there is no database yet)",
            subject=str(file or ""),
            advice="请检查 KEXIE_VAR_DIR 和 KEXIE_DATABASE_URL；要在数据所在的文件夹里运行。",
        )
    with _reading(str(file)):
        address = f"{file.absolute().as_uri()}?mode=rw"
        with (
            closing(sqlite3.connect(address, uri=True, timeout=_PATIENCE)) as live,
            closing(sqlite3.connect(to)) as copy,
        ):
            live.backup(copy, pages=-1)
    close(to)


def close(file: Path) -> None:
    """Make one file of a snapshot, without a log beside it, and read it through and through.

    Args:
        file: The snapshot, which nobody has open.

    Raises:
        StoreError: ``damaged``.
    """
    with _reading(str(file)), closing(sqlite3.connect(file)) as copy:
        copy.execute("PRAGMA journal_mode=DELETE")
    check(file)


def check(file: Path) -> None:
    """Read a snapshot through and through.

    Args:
        file: The snapshot.

    Raises:
        StoreError: ``damaged``.
    """
    with _reading(str(file)), closing(sqlite3.connect(file)) as copy:
        found = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
        strays = copy.execute("PRAGMA foreign_key_check").fetchone()
    if found != "ok" or strays is not None:
        raise StoreError(
            f"数据库没有通过完整性检查 (integrity check failed): {strays or found}",
            subject=str(file),
            code="damaged",
            permanent=True,
            advice="请换用更早的备份，并检查磁盘。",
        )


def revision(file: Path) -> str:
    """Say which schema a snapshot has.

    Args:
        file: The snapshot.

    Returns:
        The revision's number.
    """
    with _reading(str(file)), closing(sqlite3.connect(file)) as copy:
        row = copy.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else ""


def originals(file: Path) -> Iterator[str]:
    """Name every original that a snapshot needs.

    Args:
        file: The snapshot.

    Yields:
        Hashes, doubles possible: of documents, of replies, of pictures in reports and editions.
    """
    with _reading(str(file)), closing(sqlite3.connect(file)) as copy:
        there = {name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        for table in _NAMING:
            if table in there:
                yield from (sha256 for (sha256,) in copy.execute(f"SELECT sha256 FROM {table}"))  # noqa: S608 - one of ours
        for (report,) in copy.execute("SELECT report FROM articles WHERE report LIKE '%\"images\":[{%'"):
            yield from _pictures(json.loads(report))


def published(file: Path) -> list[tuple[str, int]]:
    """List the editions whose files a snapshot counts on.

    Args:
        file: The snapshot.

    Returns:
        Digest and total number.
    """
    with _reading(str(file)), closing(sqlite3.connect(file)) as copy:
        rows = copy.execute("SELECT digest, total_number FROM editions WHERE state = 'published'")
        return [(str(digest), int(number)) for digest, number in rows]


def _pictures(report: dict[str, dict[str, list[dict[str, str]]]]) -> Iterator[str]:
    for image in report["article"]["images"]:
        if image.get("sha256"):
            yield image["sha256"]


@contextmanager
def _reading(subject: str) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise failures.from_database(error, subject) from error


def _bad_url() -> StoreError:
    return StoreError(
        "数据库地址无法使用 (the database URL cannot be used)",
        code="bad_url",
        permanent=True,
        advice="请检查 KEXIE_DATABASE_URL，例如 sqlite:////srv/kexie/var/kexie.db。",
    )
