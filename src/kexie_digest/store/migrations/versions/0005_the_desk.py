"""The desk: accounts, sessions, failed sign-ins, the trail of acts; what needs an editor.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

_DOUBTS = {
    "sqlite": (
        "UPDATE articles SET attention = CASE"
        " WHEN json_extract(report, '$.themes.unsure') THEN 2"
        " WHEN json_array_length(report, '$.flags') > 0"
        " OR json_array_length(report, '$.article.flags') > 0 THEN 1 ELSE 0 END"
    ),
    "postgresql": (
        "UPDATE articles SET attention = CASE"
        " WHEN (report->'themes'->>'unsure')::boolean THEN 2"
        " WHEN json_array_length(report->'flags') > 0"
        " OR json_array_length(report->'article'->'flags') > 0 THEN 1 ELSE 0 END"
    ),
}


def upgrade() -> None:
    op.create_table(
        "acts",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("who", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("before", sa.String(), nullable=False),
        sa.Column("after", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_acts")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_acts_subject_id"), "acts", ["subject", "id"], unique=False)
    op.create_index(op.f("ix_acts_who_id"), "acts", ["who", "id"], unique=False)
    op.create_index(op.f("ix_acts_action_id"), "acts", ["action", "id"], unique=False)
    op.create_table(
        "throttles",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("failures", sa.Integer(), nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("blocked_until", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_throttles")),
    )
    op.create_index(op.f("ix_throttles_last_at"), "throttles", ["last_at"], unique=False)
    op.create_table(
        "users",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("full_name", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("is_disabled", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_login_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_users")),
    )
    op.create_table(
        "sessions",
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("user", sa.String(), nullable=False),
        sa.Column("csrf", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("browser", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["user"], ["users.name"], name=op.f("fk_sessions_user")),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_sessions")),
    )
    op.create_index(op.f("ix_sessions_user"), "sessions", ["user"], unique=False)
    op.create_index(op.f("ix_sessions_seen_at"), "sessions", ["seen_at"], unique=False)
    op.add_column("articles", sa.Column("attention", sa.Integer(), nullable=False, server_default="0"))
    op.execute(_DOUBTS[op.get_bind().dialect.name])
    for columns in (
        ["attention", "seq"],
        ["theme", "attention", "seq"],
        ["source_key", "attention", "seq"],
        ["source_key", "theme", "attention", "seq"],
    ):
        op.create_index(op.f(f"ix_articles_{'_'.join(columns)}"), "articles", columns, unique=False)
