"""The tables of Procrastinate, in a schema of their own.

They hold nothing that is not in our rows, so a newer Procrastinate gets them fresh: jobs that
were waiting are put in again by the next tick.
"""

from importlib.metadata import version

from sqlalchemy import text

from kexie_digest.store.database import Store, Transaction

#: Beside ours, so that neither migrations nor backups have to know it.
SCHEMA = "kexie_jobs"


def prepare(store: Store) -> None:
    """Make the tables unless they are there for the installed version.

    Args:
        store: On PostgreSQL.

    Raises:
        StoreError: The user of the database may not create a schema.
        ModuleNotFoundError: Procrastinate is not installed.
    """
    wanted = f"procrastinate {version('procrastinate')}"
    with store.reading() as tx:
        if _present(tx) == wanted:
            return
    with store.transaction() as tx:
        if _present(tx) != wanted:
            _make(tx, wanted)


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
    connection.exec_driver_sql(f"COMMENT ON SCHEMA {SCHEMA} IS '{wanted}'")
