"""Replies of polled sources: which blob a feed or a list page is kept in.

Revision ID: 0009
Revises: 0008
"""

import sqlalchemy as sa
from alembic import op

from kexie_digest.store.tables.row import UtcDateTime

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "source_originals",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_key", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("fetched_at", UtcDateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_source_originals")),
        sa.UniqueConstraint(
            "source_key", "sha256", "address", name=op.f("uq_source_originals_source_key_sha256_address")
        ),
    )


def downgrade() -> None:
    op.drop_table("source_originals")
