"""Periods keep state, lease and fence, and the reason why one has no edition.

Revision ID: 0012
Revises: 0011
"""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "period_runs",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("total_number", sa.Integer(), nullable=True),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("lease_owner", sa.String(), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("digest", "period", name=op.f("pk_period_runs")),
    )
    _index("ix_period_runs_edition", ["digest", "total_number"], "total_number IS NOT NULL", unique=True)
    _index("ix_period_runs_open", ["state"], "state = 'due'")
    _index("ix_period_runs_leased", ["lease_owner"], "lease_owner IS NOT NULL")
    op.create_index(op.f("ix_period_runs_digest_due_at"), "period_runs", ["digest", "due_at"])
    op.create_index(op.f("ix_period_runs_settled_at"), "period_runs", ["settled_at"])
    op.execute(
        "INSERT INTO period_runs (digest, period, due_at, state, reason, attempts, settled_at) "
        "SELECT digest, period, settled_at, 'waived', 'unknown', 0, settled_at FROM periods"
    )
    op.drop_table("periods")


def downgrade() -> None:
    op.create_table(
        "periods",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", "period", name=op.f("pk_periods")),
    )
    op.execute(
        "INSERT INTO periods (digest, period, settled_at) SELECT digest, period, settled_at FROM period_runs "
        "WHERE settled_at IS NOT NULL AND period NOT LIKE 'manual:%'"
    )
    op.drop_table("period_runs")


def _index(name: str, columns: list[str], where: str, *, unique: bool = False) -> None:
    condition = sa.text(where)
    op.create_index(
        op.f(name),
        "period_runs",
        columns,
        unique=unique,
        sqlite_where=condition,
        postgresql_where=condition,
    )
