"""The tables of Procrastinate, in a schema of their own.

They hold nothing that is not in our rows, so a newer Procrastinate gets them fresh: jobs that
were waiting are put in again by the next tick.
"""

from importlib.metadata import version

from sqlalchemy import Connection, text

from kexie_digest.store.database import Store, Transaction

#: Beside ours, so that neither migrations nor backups have to know it.
SCHEMA = "kexie_jobs"
#: Counts the changes of our own table in it.
OURS = 1

#: Who works on what, beside Procrastinate's row of a worker, which has nothing but its last beat.
_WORKERS = (
    "CREATE TABLE kexie_workers (process text NOT NULL, queues text NOT NULL, worker_id bigint PRIMARY KEY"
    " REFERENCES procrastinate_workers (id) ON DELETE CASCADE)"
)
_WITHIN = f"SELECT set_config('search_path', current_setting('search_path') || ', {SCHEMA}', true)"


def prepare(store: Store) -> None:
    """Make the tables unless they are there for the installed version.

    Args:
        store: On PostgreSQL.

    Raises:
        StoreError: The user of the database may not create a schema.
        ModuleNotFoundError: Procrastinate is not installed.
    """
    wanted = f"procrastinate {version('procrastinate')}, kexie {OURS}"
    with store.reading() as tx:
        if _present(tx) == wanted:
            return
    with store.transaction() as tx:
        if _present(tx) != wanted:
            _make(tx, wanted)


def within(tx: Transaction) -> Connection:
    """Give the connection, with the tables of jobs in reach: their triggers name them without schema.

    Args:
        tx: The unit of work, on PostgreSQL.

    Returns:
        Its connection.
    """
    connection = tx.session.connection()
    connection.exec_driver_sql(_WITHIN)
    return connection


def _present(tx: Transaction) -> str | None:
    """Give what the schema's comment says it was made for."""
    asked = text("SELECT obj_description(to_regnamespace(:schema), 'pg_namespace')")
    found: str | None = tx.session.connection().execute(asked, {"schema": SCHEMA}).scalar_one()
    return found


def _make(tx: Transaction, wanted: str) -> None:
    from procrastinate.schema import SchemaManager  # noqa: PLC0415 - installed on PostgreSQL only

    connection = tx.session.connection()
    connection.exec_driver_sql(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE")
    connection.exec_driver_sql(f"CREATE SCHEMA {SCHEMA}")
    connection.exec_driver_sql(f"SET LOCAL search_path TO {SCHEMA}")
    connection.exec_driver_sql(SchemaManager.get_schema().replace("%", "%%"))
    connection.exec_driver_sql(_WORKERS)
    connection.exec_driver_sql(f"COMMENT ON SCHEMA {SCHEMA} IS '{wanted}'")
