"""Where a test's database is: a SQLite file in its folder, or with ``--store postgresql`` on a server.

Every test asks :func:`url_in` and nothing else, so that the whole suite runs on both.
"""

from __future__ import annotations

import functools
import tempfile
from pathlib import Path

import pytest

from kexie_digest.model import Report
from kexie_digest.store import Store, articles

from fakes import FakeClock
from postgres import Server, started

FILE = "kexie.db"


class _OnServer:
    """Databases that stand for files: folder → name."""

    def __init__(self) -> None:
        self.server: Server | None = None
        self.names: dict[Path, str] = {}

    def url(self, folder: Path, template: str | None = None) -> str:
        """The same folder is the same database, made when it is first asked for."""
        self.server = self.server or started()
        if folder not in self.names:
            self.names[folder] = self.server.create(template)
        return self.server.url(self.names[folder])

    def drop(self, below: Path) -> None:
        """Take away what stands for files below a folder."""
        for folder in [folder for folder in self.names if folder.is_relative_to(below)]:
            if self.server is not None:
                self.server.drop(self.names.pop(folder))


#: With ``--store postgresql`` one entry, else none.
_CHOSEN: list[_OnServer] = []


def url_in(folder: Path) -> str:
    """Give the address of the database that belongs to a folder.

    Args:
        folder: Where SQLite's file is or would be, usually ``var/``.

    Returns:
        The URL; on a server, of a database at the newest schema.
    """
    return _CHOSEN[0].url(folder.absolute()) if _CHOSEN else f"sqlite:///{folder / FILE}"


def prepared(folder: Path) -> str:
    """Give the address of a folder's database, at the newest schema from the start.

    Running the migrations takes 0.14 s of processor time; the tests that open a program
    are not about them.
    """
    file = folder / FILE
    if not _CHOSEN and not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        file.write_bytes(_empty())
    return url_in(folder)


@functools.cache
def _empty() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / FILE
        Store.open(f"sqlite:///{file}", clock=FakeClock()).close()
        return file.read_bytes()


def copied(source: Path, target: Path) -> None:
    """Copy the database of a folder whose files were just copied; nobody is connected to it."""
    if _CHOSEN:
        _CHOSEN[0].url(target.absolute(), _CHOSEN[0].names[source.absolute()])


def ask(folder: Path, query: str) -> list[tuple[object, ...]]:
    """Ask the database of a folder beside the program, perhaps one that was killed."""
    with Store.open(url_in(folder), clock=FakeClock()) as store, store.reading() as tx:
        return [tuple(row) for row in tx.session.connection().exec_driver_sql(query)]


def reports_of(store: Store) -> list[Report]:
    """Every article of a store as it reads now, in order of arrival."""
    with store.reading() as tx:
        rows = tx.session.connection().exec_driver_sql("SELECT id FROM articles ORDER BY seq")
        return [articles.get(tx, report_id) for (report_id,) in rows]


def is_sqlite() -> bool:
    """Whether the databases of this run are files."""
    return not _CHOSEN


def choose(config: pytest.Config) -> None:
    """Keep to what ``--store`` says."""
    if config.getoption("--store") == "postgresql":
        _CHOSEN.append(_OnServer())


def forget(item: pytest.Item) -> None:
    """Take a finished test's databases away: each has some megabytes of catalogues."""
    folder = getattr(item, "funcargs", {}).get("tmp_path")
    if _CHOSEN and folder is not None:
        _CHOSEN[0].drop(folder)


def close() -> None:
    """End the server at the end of the run."""
    if _CHOSEN and _CHOSEN[0].server is not None:
        _CHOSEN[0].server.remove()
