"""What was read: reports and the facts found in them."""

from typing import Any

from sqlalchemy import JSON, Column, ForeignKeyConstraint, Index, UniqueConstraint
from sqlmodel import Field

from kexie_digest.store.tables.row import Row


class ArticleRow(Row, table=True):
    """稿件: one report, whole as JSON, with the columns that queries need.

    ``seq`` counts in the order of arrival; ``waiting`` and the search index hang on it.
    ``is_backlog`` marks what was old already when its source was first polled.
    ``corrected`` is the report as editors left it; ``title`` and ``theme`` are those of it.
    """

    __tablename__ = "articles"
    __table_args__ = (
        UniqueConstraint("id"),
        Index(None, "document_id"),
        Index(None, "collected_on"),
        Index(None, "event"),
        # What a search keeps to, without reading the reports themselves.
        Index("ix_articles_scope", "theme", "source_key", "published_on", "collected_on"),
        # The desk's inbox: doubts first, then the newest; one walk for each pair of filters.
        Index(None, "attention", "seq"),
        Index(None, "theme", "attention", "seq"),
        Index(None, "source_key", "attention", "seq"),
        Index(None, "source_key", "theme", "attention", "seq"),
        {"sqlite_autoincrement": True},
    )

    seq: int | None = Field(default=None, primary_key=True)
    id: str
    document_id: int = Field(foreign_key="documents.id")
    source_key: str
    sha256: str
    title: str
    theme: str
    published_on: str | None = None
    collected_on: str | None = None
    event: str | None = None
    is_backlog: bool = False
    attention: int = 0
    report: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    corrected: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))


class FactRow(Row, table=True):
    """事实: one award, agreement or activity of a report, whole as JSON.

    ``first_day`` and ``last_day`` bound what the text dates it by (a year is 365 days);
    ``year`` is that of the page where the text gives no date.
    """

    __tablename__ = "facts"
    __table_args__ = (
        Index(None, "kind", "first_day", "last_day"),
        {"sqlite_with_rowid": False},
    )

    article_seq: int = Field(foreign_key="articles.seq", primary_key=True)
    kind: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    year: int | None = None
    is_year_printed: bool = False
    first_day: str | None = None
    last_day: str | None = None
    fact: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class FactNameRow(Row, table=True):
    """A body or person that a fact names; ``folded`` is looked for, ``printed`` is shown.

    The key begins with what queries ask: one name is a step down the tree, a part of
    longer names a walk along the names of one role.
    """

    __tablename__ = "fact_names"
    __table_args__ = (
        ForeignKeyConstraint(
            ["article_seq", "kind", "position"], ["facts.article_seq", "facts.kind", "facts.position"]
        ),
        Index(None, "article_seq"),
        {"sqlite_with_rowid": False},
    )

    role: str = Field(primary_key=True)
    folded: str = Field(primary_key=True)
    article_seq: int = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    position: int = Field(primary_key=True)
    printed: str = Field(primary_key=True)
