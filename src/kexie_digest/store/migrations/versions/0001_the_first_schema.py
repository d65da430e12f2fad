"""The first schema.

Revision ID: 0001
Revises: nothing
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "digest_marks",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name=op.f("pk_digest_marks")),
    )
    op.create_table(
        "documents",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_key", sa.String(), nullable=False),
        sa.Column("identity", sa.String(), nullable=False),
        sa.Column("part", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("media_type", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("hints", sa.JSON(), nullable=False),
        sa.Column("warnings", sa.JSON(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("message", sa.String(), nullable=False),
        sa.Column("fetched_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_documents")),
        sa.UniqueConstraint(
            "source_key", "identity", "part", name=op.f("uq_documents_source_key_identity_part")
        ),
    )
    op.create_index(op.f("ix_documents_sha256"), "documents", ["sha256"], unique=False)
    op.create_index(op.f("ix_documents_source_key_state"), "documents", ["source_key", "state"], unique=False)
    op.create_table(
        "editions",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("total_number", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("published_on", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("folder", sa.String(), nullable=True),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("edition", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("digest", "total_number", name=op.f("pk_editions")),
        sa.UniqueConstraint("digest", "year", "number", name=op.f("uq_editions_digest_year_number")),
    )
    op.create_index(op.f("ix_editions_state"), "editions", ["state"], unique=False)
    op.create_table(
        "runs",
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("started_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("run", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_runs")),
    )
    op.create_index(op.f("ix_runs_started_at"), "runs", ["started_at"], unique=False)
    op.create_table(
        "source_states",
        sa.Column("source_key", sa.String(), nullable=False),
        sa.Column("state", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("source_key", name=op.f("pk_source_states")),
    )
    op.create_table(
        "articles",
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("id", sa.String(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("source_key", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("published_on", sa.String(), nullable=True),
        sa.Column("collected_on", sa.String(), nullable=True),
        sa.Column("event", sa.String(), nullable=True),
        sa.Column("is_backlog", sa.Boolean(), nullable=False),
        sa.Column("report", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name=op.f("fk_articles_document_id")),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_articles")),
        sa.UniqueConstraint("id", name=op.f("uq_articles_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_articles_collected_on"), "articles", ["collected_on"], unique=False)
    op.create_index(op.f("ix_articles_document_id"), "articles", ["document_id"], unique=False)
    op.create_index(op.f("ix_articles_event"), "articles", ["event"], unique=False)
    op.create_index(
        "ix_articles_scope", "articles", ["theme", "source_key", "published_on", "collected_on"], unique=False
    )
    op.create_table(
        "deliveries",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("total_number", sa.Integer(), nullable=False),
        sa.Column("recipient", sa.String(), nullable=False),
        sa.Column("message_id", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.Column("lease_owner", sa.String(), nullable=True),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_code", sa.Integer(), nullable=True),
        sa.Column("last_text", sa.String(), nullable=False),
        sa.Column("queued_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["digest", "total_number"],
            ["editions.digest", "editions.total_number"],
            name=op.f("fk_deliveries_digest_total_number"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deliveries")),
        sa.UniqueConstraint(
            "digest", "total_number", "recipient", name=op.f("uq_deliveries_digest_total_number_recipient")
        ),
    )
    op.create_index(
        "ix_deliveries_leased",
        "deliveries",
        ["lease_owner"],
        unique=False,
        sqlite_where=sa.text("lease_owner IS NOT NULL"),
        postgresql_where=sa.text("lease_owner IS NOT NULL"),
    )
    op.create_index(
        op.f("ix_deliveries_state_lease_owner_not_before"),
        "deliveries",
        ["state", "lease_owner", "not_before"],
        unique=False,
    )
    op.create_table(
        "document_revisions",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["documents.id"], name=op.f("fk_document_revisions_document_id")
        ),
        sa.PrimaryKeyConstraint("document_id", "revision", name=op.f("pk_document_revisions")),
    )
    op.create_table(
        "edition_articles",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("article_seq", sa.Integer(), nullable=False),
        sa.Column("total_number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_seq"], ["articles.seq"], name=op.f("fk_edition_articles_article_seq")
        ),
        sa.ForeignKeyConstraint(
            ["digest", "total_number"],
            ["editions.digest", "editions.total_number"],
            name=op.f("fk_edition_articles_digest_total_number"),
        ),
        sa.PrimaryKeyConstraint("digest", "article_seq", name=op.f("pk_edition_articles")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_edition_articles_digest_total_number"),
        "edition_articles",
        ["digest", "total_number"],
        unique=False,
    )
    op.create_table(
        "facts",
        sa.Column("article_seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("is_year_printed", sa.Boolean(), nullable=False),
        sa.Column("first_day", sa.String(), nullable=True),
        sa.Column("last_day", sa.String(), nullable=True),
        sa.Column("fact", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(["article_seq"], ["articles.seq"], name=op.f("fk_facts_article_seq")),
        sa.PrimaryKeyConstraint("article_seq", "kind", "position", name=op.f("pk_facts")),
        sqlite_with_rowid=False,
    )
    op.create_index(
        op.f("ix_facts_kind_first_day_last_day"), "facts", ["kind", "first_day", "last_day"], unique=False
    )
    op.create_table(
        "fact_names",
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("folded", sa.String(), nullable=False),
        sa.Column("article_seq", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("printed", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["article_seq", "kind", "position"],
            ["facts.article_seq", "facts.kind", "facts.position"],
            name=op.f("fk_fact_names_article_seq_kind_position"),
        ),
        sa.PrimaryKeyConstraint(
            "role", "folded", "article_seq", "kind", "position", "printed", name=op.f("pk_fact_names")
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_fact_names_article_seq"), "fact_names", ["article_seq"], unique=False)
    op.create_table(
        "waiting",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("article_seq", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["article_seq"], ["articles.seq"], name=op.f("fk_waiting_article_seq")),
        sa.PrimaryKeyConstraint("digest", "article_seq", name=op.f("pk_waiting")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "periods",
        sa.Column("digest", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("digest", "period", name=op.f("pk_periods")),
    )
    if op.get_bind().dialect.name == "sqlite":
        # Without content: the words can be found, the text stands in articles.report.
        op.execute(
            "CREATE VIRTUAL TABLE article_search USING fts5"
            "(title, body, content='', tokenize='unicode61 remove_diacritics 0')"
        )
