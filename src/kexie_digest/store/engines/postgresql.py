"""PostgreSQL: one database for many machines, one writer at a time by an advisory lock.

Takes a URL, gives the engine. Our units of work read first and write later: numbers of
editions, marks, once-a-period. They are right where one that changes begins after the
one before has ended, as on SQLite, so each begins by taking one lock of the database.
A program that dies or is cut off while it holds the lock is rolled back by the server.
"""

from collections.abc import Callable, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL
from sqlalchemy.pool import ConnectionPoolEntry

#: How long a writer waits for another one before it gives up, in seconds.
BUSY_TIMEOUT = 60
#: How long a unit of work that changes may ask nothing before the server ends it, in seconds:
#: a program that was stopped or cut off is out before those that wait for it give up.
IDLE_TIMEOUT = 40
#: The advisory lock, one a database; the digits spell "kexie" on no keyboard, any number will do.
WRITER_LOCK = 0x6B65786965

#: What a machine that loses the network notices within a minute; a URL's own options win.
NETWORK = {
    "application_name": "kexie-digest",
    "connect_timeout": "10",
    "keepalives_idle": "20",
    "keepalives_interval": "10",
    "keepalives_count": "3",
    "tcp_user_timeout": "45000",
}
_SESSION = (
    "SET TIME ZONE 'UTC'",
    f"SET lock_timeout = '{BUSY_TIMEOUT}s'",
    "SET client_encoding = 'UTF8'",
    "SET jit = off",  # compiling costs more than our short questions
    # A server set to forget its last commits at a crash would repeat mail and reuse numbers.
    """SELECT set_config(name, 'on', false) FROM pg_settings
       WHERE name = 'synchronous_commit' AND setting = 'off'""",
)
_BEGIN_WRITING = (
    f"SELECT set_config('idle_in_transaction_session_timeout', '{IDLE_TIMEOUT}s', true),"
    f" pg_advisory_xact_lock({WRITER_LOCK})"
)
#: One snapshot for all questions of a unit of work that only reads.
_BEGIN_READING = "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
#: Tables of the search index; the models do not know them.
INDEX_TABLES = ("article_search", "article_search_size")
#: Columns of text of some tables that are not compared by their characters' numbers.
_OTHER_ORDER = text("""
    SELECT c.relname, a.attname, format_type(a.atttypid, a.atttypmod)
    FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid
    WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r' AND c.relname = ANY(:tables)
      AND a.attnum > 0 AND NOT a.attisdropped AND a.attcollation NOT IN (0, '"C"'::regcollation)
    ORDER BY c.relname, a.attnum
""")


def open_engine(url: URL, dumps: Callable[[object], str]) -> Engine:
    """Make an engine on a database of a server.

    Args:
        url: Where the server is; ``postgresql://`` means the psycopg driver.
        dumps: Writes JSON.

    Returns:
        The engine.

    Raises:
        ModuleNotFoundError: The driver is not installed.
    """
    chosen = url.set(drivername="postgresql+psycopg") if url.drivername == "postgresql" else url
    engine = create_engine(
        chosen,
        json_serializer=dumps,
        max_overflow=-1,  # as many readers as there are threads; the server's limit says when it is too many
        pool_pre_ping=True,  # the server may have been started anew
        connect_args={name: value for name, value in NETWORK.items() if name not in url.query},
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def compare_as_sqlite(connection: Connection, tables: Sequence[str]) -> None:
    """Let text sort and compare by its characters' numbers, whatever the database was made with.

    In zh_CN or en_US, 科 and 学 sort by sound or stroke and case is passed over: pages of a
    list would meet elsewhere, and a copy in the other database would not be in its order.

    Args:
        connection: Within the transaction of the migrations.
        tables: Tables of ours.
    """
    quote = connection.dialect.identifier_preparer.quote
    for name, column, kind in connection.execute(_OTHER_ORDER, {"tables": list(tables)}).all():
        connection.exec_driver_sql(
            f'ALTER TABLE {quote(name)} ALTER COLUMN {quote(column)} TYPE {kind} COLLATE "C"'
        )


def _prepare(connection: Any, _: ConnectionPoolEntry) -> None:  # noqa: ANN401 - any DBAPI connection
    with connection.cursor() as cursor:
        for statement in _SESSION:
            cursor.execute(statement)
    connection.commit()


def _begin(connection: Connection) -> None:
    """Take the writers' lock, or one snapshot for all that is read.

    READ COMMITTED under the lock: every statement sees what was committed before the
    lock was taken. A snapshot of the whole transaction would be older than the lock.
    """
    is_writing = connection.get_execution_options().get("is_writing", False)
    connection.exec_driver_sql(_BEGIN_WRITING if is_writing else _BEGIN_READING)
