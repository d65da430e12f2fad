"""What Alembic runs: our metadata against the connection the store hands over."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from alembic.runtime.environment import NameFilterParentNames, NameFilterType
from sqlmodel.sql.sqltypes import AutoString

from kexie_digest.store.tables import Row, UtcDateTime


def _is_ours(name: str | None, kind: NameFilterType, _: NameFilterParentNames) -> bool:
    """Leave the search index to its own migration: it is a virtual table with shadows."""
    return not (kind == "table" and name is not None and name.startswith("article_search"))


def _render(kind: str, value: object, _: AutogenContext) -> str | Literal[False]:
    """Write plain types into revisions, so that they outlive our classes."""
    if kind == "type" and isinstance(value, UtcDateTime):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(value, AutoString):
        return "sa.String()"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=Row.metadata,
    include_name=_is_ours,
    render_item=_render,
    render_as_batch=True,  # SQLite cannot alter a column in place
)
with context.begin_transaction():
    context.run_migrations()
