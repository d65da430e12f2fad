"""Bring a database to the schema of this program.

Takes an open connection, runs the Alembic migrations that are missing, all in one
transaction. The scripts are part of the package, so it works from a wheel; it never
goes back to an older schema.
"""

import os
from pathlib import Path
from typing import cast

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import Script, ScriptDirectory
from sqlalchemy import Connection, create_engine

from kexie_digest.errors import StoreError
from kexie_digest.store.engines import postgresql
from kexie_digest.store.tables import Row

FOLDER = Path(__file__).with_name("migrations")


def configuration(connection: Connection) -> Config:
    """Give Alembic's configuration for one connection, without an ini file.

    Args:
        connection: Where the migrations run; ``env.py`` takes it from here.

    Returns:
        What Alembic's commands want.
    """
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def upgrade(connection: Connection) -> None:
    """Run the missing migrations, or do nothing.

    Args:
        connection: A connection for writing, with no transaction begun. Its
            transaction is the lock that lets one of several starting programs migrate.

    Raises:
        StoreError: The database was made by a newer program.
    """
    with connection.begin():
        config = configuration(connection)
        script = ScriptDirectory.from_config(config)
        present = MigrationContext.configure(connection).get_current_revision()
        if present == script.get_current_head():
            return
        if present is not None and present not in {known.revision for known in script.walk_revisions()}:
            raise StoreError(
                "数据库由更新版本的程序建立 (the database was made by a newer program)",
                subject=present,
                code="newer_database",
                permanent=True,
                advice="请升级本程序，或换用升级前的备份；旧程序不会改动这个数据库。",
            )
        command.upgrade(config, "head")
        if connection.dialect.name == "postgresql":
            postgresql.compare_as_sqlite(connection, [*Row.metadata.tables, *postgresql.INDEX_TABLES])


def require_newest(connection: Connection) -> None:
    """Refuse a database that is not at this program's schema.

    Args:
        connection: Any.

    Raises:
        StoreError: It is older, newer or none of ours.
    """
    head = ScriptDirectory.from_config(configuration(connection)).get_current_head()
    present = MigrationContext.configure(connection).get_current_revision()
    if present != head:
        raise StoreError(
            "数据库与本程序的版本不同 (the database has another schema than this program)",
            subject=f"{present} / {head}",
            code="other_schema" if present else "no_schema",
            permanent=True,
            advice="请先用本程序打开它一次（例如 kexie-digest doctor），或换用同一版本的程序。",
        )


def draft(message: str, folder: Path = FOLDER / "versions") -> Path:
    """Write the next revision from what the models have and the migrations lack.

    For developers: ``python -c 'from kexie_digest.store import schema; schema.draft("Add x")'``.
    Read what it wrote before committing; renames look like a drop and an add to it.

    Args:
        message: What changes, imperative.
        folder: Where to write the script.

    Returns:
        The script's path.
    """
    engine = create_engine("sqlite://")
    try:
        with engine.connect() as connection, connection.begin():
            config = configuration(connection)
            config.set_main_option("version_locations", f"{FOLDER / 'versions'}{os.pathsep}{folder}")
            command.upgrade(config, "head")
            number = len(list(ScriptDirectory.from_config(config).walk_revisions())) + 1
            script = command.revision(
                config, message, autogenerate=True, rev_id=f"{number:04}", version_path=str(folder)
            )
    finally:
        engine.dispose()
    return Path(cast("Script", script).path)
