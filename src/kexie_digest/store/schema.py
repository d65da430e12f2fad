"""Bring a database to the schema of this program.

Takes an open connection and has the Alembic migrations run that are missing, all in one
transaction. The scripts are part of the package, so it works from a wheel; it never
goes back to an older schema.
"""

import functools
from importlib import resources

from sqlalchemy import Connection, inspect, text

from kexie_digest.errors import StoreError


@functools.cache
def newest() -> str:
    """Say which schema this program wants: its scripts are numbered, the chain is linear.

    Returns:
        The revision's number, such as ``0018``.
    """
    scripts = resources.files("kexie_digest.store.migrations").joinpath("versions")
    return max(script.name.partition("_")[0] for script in scripts.iterdir() if script.name.endswith(".py"))


def revision(connection: Connection) -> str | None:
    """Say which schema a database has.

    Args:
        connection: Any.

    Returns:
        The revision's number; None where no migration ever ran.
    """
    if not inspect(connection).has_table("alembic_version"):
        return None
    present: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return present


def upgrade(connection: Connection) -> None:
    """Run the missing migrations, or do nothing.

    Args:
        connection: A connection for writing, with no transaction begun. Its
            transaction is the lock that lets one of several starting programs migrate.

    Raises:
        StoreError: The database was made by a newer program.
    """
    with connection.begin():
        present = revision(connection)
        if present == newest():
            return
        from kexie_digest.store.migrations import running  # noqa: PLC0415 - Alembic only where it is needed

        running.migrate(connection, present)


def require_newest(connection: Connection) -> None:
    """Refuse a database that is not at this program's schema.

    Args:
        connection: Any.

    Raises:
        StoreError: It is older, newer or none of ours.
    """
    present = revision(connection)
    if present != newest():
        raise StoreError(
            "数据库与本程序的版本不同 (the database has another schema than this program)",
            subject=f"{present} / {newest()}",
            code="other_schema" if present else "no_schema",
            permanent=True,
            advice="请先用本程序打开它一次（例如 kexie-digest doctor），或换用同一版本的程序。",
        )
