"""Find the files that were dropped under one name: one written again is no new item.

Revision ID: 0018
Revises: 0017
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

_NAME = "ix_documents_source_key_address"
#: Known by their content, as drops are; addresses of the web may be too long for an index.
_DROPPED = sa.text("identity = sha256")


def upgrade() -> None:
    op.create_index(
        op.f(_NAME),
        "documents",
        ["source_key", "address"],
        unique=False,
        sqlite_where=_DROPPED,
        postgresql_where=_DROPPED,
    )


def downgrade() -> None:
    op.drop_index(op.f(_NAME), table_name="documents")
