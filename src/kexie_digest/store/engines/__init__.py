"""Engines: what each database needs before a statement can run the same on both.

Takes a URL, gives a SQLAlchemy engine whose transactions keep the store's promises:
one unit of work that changes at a time, snapshots for those that read, every complaint
a StoreError. It holds no query.
"""

import json

from sqlalchemy import Dialect, Engine, event
from sqlalchemy.engine import ExceptionContext, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from kexie_digest.errors import StoreError
from kexie_digest.store.engines import failures, postgresql, sqlite

__all__ = ["open_engine"]

#: Backend name → what makes its engine.
_OPENERS = {"sqlite": sqlite.open_engine, "postgresql": postgresql.open_engine}


def open_engine(url: str, *, is_there: bool = False) -> Engine:
    """Make the engine for a URL; nothing is connected to yet.

    Args:
        url: SQLAlchemy URL such as ``sqlite:////srv/kexie/var/kexie.db`` or
            ``postgresql+psycopg://kexie@db.example.org/kexie``.
        is_there: Refuse a file that would have to be made.

    Returns:
        The engine; dispose of it.

    Raises:
        StoreError: The URL is wrong, names an engine we do not know, or its driver is
            not installed.
    """
    try:
        parsed = make_url(url)
        if is_there:
            sqlite.require_file(parsed)
        engine = _OPENERS[parsed.get_backend_name()](parsed, _dumps)
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError, KeyError, ValueError) as error:
        raise StoreError(
            "数据库地址无法使用 (the database URL cannot be used)",
            code="bad_url",
            permanent=True,
            advice=_advice(error),
        ) from error
    event.listen(engine, "handle_error", _translate)
    return engine


def _advice(error: Exception) -> str:
    if isinstance(error, ModuleNotFoundError):
        return "请安装 PostgreSQL 驱动：pip install 'kexie-digest[postgresql]'。"
    return (
        "请检查 KEXIE_DATABASE_URL，例如 sqlite:////srv/kexie/var/kexie.db"
        " 或 postgresql+psycopg://kexie@127.0.0.1/kexie。"
    )


def _dumps(data: object) -> str:
    """Write JSON with Chinese as it is: half the size of escapes."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _translate(context: ExceptionContext) -> StoreError | None:
    is_text = isinstance(context.original_exception, UnicodeEncodeError)
    if context.sqlalchemy_exception is None and not is_text:  # an interrupt, a bug of ours
        return None
    return failures.from_database(context.original_exception, _subject(context.engine, context.dialect))


def _subject(engine: Engine | None, dialect: Dialect) -> str:
    """Name the database without its password."""
    if engine is None:
        return dialect.name
    return engine.url.database if dialect.name == "sqlite" and engine.url.database else repr(engine.url)
