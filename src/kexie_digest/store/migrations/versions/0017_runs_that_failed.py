"""Which runs had failures, by when they ended: an alarm must not overlook one among many that had none.

Revision ID: 0017
Revises: 0016
"""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_FAILED = sa.text("failure_count > 0")


def upgrade() -> None:
    op.add_column("runs", sa.Column("failure_count", sa.Integer(), nullable=True))
    op.create_index(
        "ix_runs_failed",
        "runs",
        ["finished_at"],
        unique=False,
        sqlite_where=_FAILED,
        postgresql_where=_FAILED,
    )


def downgrade() -> None:
    op.drop_index("ix_runs_failed", table_name="runs")
    op.drop_column("runs", "failure_count")
