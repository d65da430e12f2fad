"""Copies of a database are known by its place, and all machines know of it.

Revision ID: 0015
Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

from kexie_digest.store.tables.row import UtcDateTime

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sending_turns", sa.Column("place", sa.String(), nullable=True))
    op.add_column("sending_turns", sa.Column("set_back_at", UtcDateTime(), nullable=True))
    op.add_column("sending_turns", sa.Column("doubtful", sa.JSON(), nullable=True))


def downgrade() -> None:
    for name in ("doubtful", "set_back_at", "place"):
        op.drop_column("sending_turns", name)
