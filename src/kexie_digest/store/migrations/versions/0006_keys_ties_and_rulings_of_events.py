"""Keys ties and rulings of events.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "event_keys",
        sa.Column("key", sa.BigInteger(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("article_seq", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("key", "day", "article_seq", name=op.f("pk_event_keys")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "event_rulings",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("ruled_by", sa.String(), nullable=False),
        sa.Column("ruled_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("undone_by", sa.String(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_rulings")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "event_ruling_articles",
        sa.Column("ruling_id", sa.Integer(), nullable=False),
        sa.Column("article_seq", sa.Integer(), nullable=False),
        sa.Column("is_other", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_seq"], ["articles.seq"], name=op.f("fk_event_ruling_articles_article_seq")
        ),
        sa.ForeignKeyConstraint(
            ["ruling_id"], ["event_rulings.id"], name=op.f("fk_event_ruling_articles_ruling_id")
        ),
        sa.PrimaryKeyConstraint("ruling_id", "article_seq", name=op.f("pk_event_ruling_articles")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_event_ruling_articles_article_seq"), "event_ruling_articles", ["article_seq"], unique=False
    )
    op.create_table(
        "event_signatures",
        sa.Column("article_seq", sa.Integer(), nullable=False),
        sa.Column("traits", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_seq"], ["articles.seq"], name=op.f("fk_event_signatures_article_seq")
        ),
        sa.PrimaryKeyConstraint("article_seq", name=op.f("pk_event_signatures")),
    )
    op.create_table(
        "event_ties",
        sa.Column("left_seq", sa.Integer(), nullable=False),
        sa.Column("right_seq", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["left_seq"], ["articles.seq"], name=op.f("fk_event_ties_left_seq")),
        sa.ForeignKeyConstraint(["right_seq"], ["articles.seq"], name=op.f("fk_event_ties_right_seq")),
        sa.PrimaryKeyConstraint("left_seq", "right_seq", name=op.f("pk_event_ties")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_event_ties_right_seq"), "event_ties", ["right_seq"], unique=False)
