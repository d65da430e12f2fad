"""The search index on PostgreSQL; SQLite has had its own since the first schema.

Revision ID: 0013
Revises: 0012
"""

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

_STATEMENTS = (
    """
    CREATE TABLE article_search (
        seq integer PRIMARY KEY,
        title text NOT NULL,
        body text NOT NULL,
        size integer NOT NULL,
        title_pairs text[] NOT NULL,
        pairs text[] NOT NULL
    )
    """,
    # Texts apart from the rows: what the index finds is counted without them.
    "ALTER TABLE article_search SET (toast_tuple_target = 128)",
    "ALTER TABLE article_search ALTER COLUMN body SET STORAGE EXTERNAL",
    # Most pairs are in few texts and some in nearly all: no average tells anything, and it costs long.
    "ALTER TABLE article_search ALTER COLUMN title_pairs SET STATISTICS 0",
    "ALTER TABLE article_search ALTER COLUMN pairs SET STATISTICS 0",
    "CREATE INDEX ix_article_search_pairs ON article_search USING gin (pairs)",
    "CREATE INDEX ix_article_search_title_pairs ON article_search USING gin (title_pairs)",
    "CREATE TABLE article_search_size (articles bigint NOT NULL, characters bigint NOT NULL)",
    "INSERT INTO article_search_size VALUES (0, 0)",
)


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        for statement in _STATEMENTS:
            op.execute(statement)


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP TABLE article_search, article_search_size")
