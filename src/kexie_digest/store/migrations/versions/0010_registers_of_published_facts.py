"""Registers of published facts: what readers browse, without a look at every fact.

Revision ID: 0010
Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

_PUBLISHED = """
    FROM editions AS e
    JOIN edition_articles AS t ON t.digest = e.digest AND t.total_number = e.total_number
    JOIN facts AS f ON f.article_seq = t.article_seq
"""
_NAMED = """
    JOIN fact_names AS n
      ON n.article_seq = f.article_seq AND n.kind = f.kind AND n.position = f.position
"""
#: What was published until now: everything under year 0, then by the years of the facts.
_FACTS = """
    INSERT INTO published_facts
    SELECT DISTINCT f.kind, {year}, e.published_on, e.total_number, e.digest, f.article_seq
    {published} WHERE e.state = 'published' AND {year} IS NOT NULL
"""
_NAMES = """
    INSERT INTO published_names
    SELECT f.kind, {year}, n.folded, min(n.printed), count(DISTINCT f.article_seq)
    {published} {named} WHERE e.state = 'published' AND {year} IS NOT NULL
    GROUP BY f.kind, n.folded{by_year}
"""


def upgrade() -> None:
    op.create_table(
        "published_facts",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("published_on", sa.String(), nullable=False),
        sa.Column("total_number", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("article_seq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_seq"], ["articles.seq"], name=op.f("fk_published_facts_article_seq")
        ),
        sa.ForeignKeyConstraint(
            ["digest", "total_number"],
            ["editions.digest", "editions.total_number"],
            name=op.f("fk_published_facts_digest_total_number"),
        ),
        sa.PrimaryKeyConstraint(
            "kind",
            "year",
            "published_on",
            "total_number",
            "digest",
            "article_seq",
            name=op.f("pk_published_facts"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_published_facts_article_seq"), "published_facts", ["article_seq"], unique=False)
    op.create_table(
        "published_names",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("printed", sa.String(), nullable=False),
        sa.Column("reports", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("kind", "year", "folded", name=op.f("pk_published_names")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_published_names_kind_year_reports"),
        "published_names",
        ["kind", "year", "reports"],
        unique=False,
    )
    for year, by_year in (("0", ""), ("f.year", ", f.year")):
        for statement in (_FACTS, _NAMES):
            op.execute(statement.format(year=year, by_year=by_year, published=_PUBLISHED, named=_NAMED))


def downgrade() -> None:
    op.drop_table("published_names")
    op.drop_table("published_facts")
