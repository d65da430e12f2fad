"""Run Alembic's migrations, and draft new ones.

Takes an open connection. Importing it brings Alembic along (0.2 s of processor time), so
``store.schema`` does that only where a schema has to change.
"""

import os
from pathlib import Path
from typing import cast

from alembic import command
from alembic.config import Config
from alembic.script import Script, ScriptDirectory
from sqlalchemy import Connection, create_engine

from kexie_digest.errors import StoreError
from kexie_digest.store.engines import postgresql
from kexie_digest.store.tables import Row

FOLDER = Path(__file__).parent


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


def migrate(connection: Connection, present: str | None) -> None:
    """Run the missing migrations.

    Args:
        connection: In a transaction, which the caller commits.
        present: The revision the database is at; None for an empty one.

    Raises:
        StoreError: The database was made by a newer program.
    """
    config = configuration(connection)
    script = ScriptDirectory.from_config(config)
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


def draft(message: str, folder: Path = FOLDER / "versions") -> Path:
    """Write the next revision from what the models have and the migrations lack.

    For developers: ``python -c 'from kexie_digest.store.migrations import running; running.draft("Add x")'``.
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
