"""SQLite: a file of this machine, one writer at a time by its own lock.

Takes a URL with a path, gives the engine; makes the folder.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL
from sqlalchemy.pool import ConnectionPoolEntry

from kexie_digest.errors import StoreError
from kexie_digest.store.engines import failures

#: How long a writer waits for another one before it gives up, in seconds.
BUSY_TIMEOUT = 30

_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON")


def open_engine(url: URL, dumps: Callable[[object], str]) -> Engine:
    """Make an engine on a file.

    Args:
        url: Its path is the database.
        dumps: Writes JSON.

    Returns:
        The engine.

    Raises:
        ValueError: The URL names no file.
        StoreError: The folder cannot be made.
    """
    if not url.database or url.database == ":memory:":
        raise ValueError("SQLite 地址里没有文件路径 (the SQLite URL names no file)")
    _make_folder(Path(url.database).parent)
    engine = create_engine(
        url,
        json_serializer=dumps,
        pool_size=0,  # as many readers as there are threads, all kept: a new one reads its pages anew
        connect_args={"timeout": BUSY_TIMEOUT, "isolation_level": None},  # we say BEGIN ourselves
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def require_file(url: URL) -> None:
    """Refuse a database that is not there, which SQLite would make.

    Args:
        url: Of any engine.

    Raises:
        StoreError: It names a file that does not exist.
    """
    if url.get_backend_name() == "sqlite" and url.database and not Path(url.database).is_file():
        raise StoreError(
            "没有这个数据库文件 (there is no such database)",
            subject=url.database,
            code="no_database",
            permanent=True,
            advice="请检查路径；相对路径从当前文件夹算起。",
        )


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise failures.from_system(error, str(folder)) from error


def _prepare(connection: Any, _: ConnectionPoolEntry) -> None:  # noqa: ANN401 - any DBAPI connection
    try:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
    except BaseException:
        connection.close()
        raise


def _begin(connection: Connection) -> None:
    """Take the write lock at once: see ``Store.transaction``."""
    is_writing = connection.get_execution_options().get("is_writing", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writing else "BEGIN")
