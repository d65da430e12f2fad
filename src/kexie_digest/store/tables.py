"""The rows: what stands in the database, column by column.

Takes nothing, gives the SQLModel tables that migrations and queries use. Rows never
leave the store; the modules beside this one turn them into values of ``model``.
``table=True`` classes do not validate: only values that were validated get here.
"""

import datetime as dt
from typing import Any

from sqlalchemy import (
    JSON,
    Column,
    DateTime,
    Dialect,
    ForeignKeyConstraint,
    Index,
    MetaData,
    TypeDecorator,
    UniqueConstraint,
    text,
)
from sqlmodel import Field, SQLModel

#: Constraints get stable names, so that a later migration can drop them on both engines.
_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

_EDITION_KEY = ["editions.digest", "editions.total_number"]


def _where(condition: str) -> dict[str, Any]:
    """Make an index partial on both engines."""
    return {"sqlite_where": text(condition), "postgresql_where": text(condition)}


class UtcDateTime(TypeDecorator[dt.datetime]):
    """An aware instant, kept in UTC (SQLite itself forgets the zone)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Turn an aware instant into what the database keeps."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"an instant without a time zone: {value}")
        instant = value.astimezone(dt.UTC)
        return instant.replace(tzinfo=None) if dialect.name == "sqlite" else instant

    def process_result_value(self, value: dt.datetime | None, dialect: Dialect) -> dt.datetime | None:
        """Give the instant back, aware and in UTC."""
        del dialect
        if value is None or value.tzinfo is not None:
            return value and value.astimezone(dt.UTC)
        return value.replace(tzinfo=dt.UTC)


class Row(SQLModel):
    """What all tables share: one metadata with named constraints."""

    metadata = MetaData(naming_convention=_NAMES)


class DocumentRow(Row, table=True):
    """原件: one item of a source, taken once."""

    __tablename__ = "documents"
    __table_args__ = (
        UniqueConstraint("source_key", "identity", "part"),
        Index(None, "sha256"),
        Index(None, "source_key", "state"),
    )

    id: int | None = Field(default=None, primary_key=True)
    source_key: str
    identity: str
    part: str
    name: str
    address: str
    media_type: str
    sha256: str
    revision: int = 1
    state: str
    hints: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    warnings: list[str] = Field(sa_column=Column(JSON, nullable=False))
    code: str = ""
    message: str = ""
    fetched_at: dt.datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    taken_at: dt.datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    settled_at: dt.datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class RevisionRow(Row, table=True):
    """Content that a known document was later seen with; its articles stay as they are."""

    __tablename__ = "document_revisions"

    document_id: int = Field(foreign_key="documents.id", primary_key=True)
    revision: int = Field(primary_key=True)
    sha256: str
    seen_at: dt.datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class ArticleRow(Row, table=True):
    """稿件: one report, whole as JSON, with the columns that queries need.

    ``seq`` counts in the order of arrival; ``waiting`` and the search index hang on it.
    ``is_backlog`` marks what was old already when its source was first polled.
    """

    __tablename__ = "articles"
    __table_args__ = (
        UniqueConstraint("id"),
        Index(None, "document_id"),
        Index(None, "collected_on"),
        Index(None, "event"),
        # What a search keeps to, without reading the reports themselves.
        Index("ix_articles_scope", "theme", "source_key", "published_on", "collected_on"),
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
    report: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


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


class EditionRow(Row, table=True):
    """简报一期: what was published once, whole as JSON."""

    __tablename__ = "editions"
    __table_args__ = (UniqueConstraint("digest", "year", "number"), Index(None, "state"))

    digest: str = Field(primary_key=True)
    total_number: int = Field(primary_key=True)
    year: int
    number: int
    published_on: str
    state: str
    folder: str | None = None
    added_at: dt.datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    published_at: dt.datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    edition: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class EditionArticleRow(Row, table=True):
    """Which report went into which edition: at most once in a digest."""

    __tablename__ = "edition_articles"
    __table_args__ = (
        ForeignKeyConstraint(["digest", "total_number"], _EDITION_KEY),
        Index(None, "digest", "total_number"),
        {"sqlite_with_rowid": False},
    )

    digest: str = Field(primary_key=True)
    article_seq: int = Field(foreign_key="articles.seq", primary_key=True)
    total_number: int


class DigestMarkRow(Row, table=True):
    """Up to which article a digest has been composed; see ``store.editions``."""

    __tablename__ = "digest_marks"

    digest: str = Field(primary_key=True)
    seq: int


class WaitingRow(Row, table=True):
    """A report below its digest's mark that no edition of it has taken (held back)."""

    __tablename__ = "waiting"
    __table_args__ = ({"sqlite_with_rowid": False},)

    digest: str = Field(primary_key=True)
    article_seq: int = Field(foreign_key="articles.seq", primary_key=True)


class DeliveryRow(Row, table=True):
    """投递: one copy of an edition for one recipient, and what became of it."""

    __tablename__ = "deliveries"
    __table_args__ = (
        UniqueConstraint("digest", "total_number", "recipient"),
        ForeignKeyConstraint(["digest", "total_number"], _EDITION_KEY),
        Index(None, "state", "lease_owner", "not_before"),
        Index("ix_deliveries_leased", "lease_owner", **_where("lease_owner IS NOT NULL")),
    )

    id: int | None = Field(default=None, primary_key=True)
    digest: str
    total_number: int
    recipient: str
    message_id: str
    state: str
    attempts: int = 0
    not_before: dt.datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    lease_owner: str | None = None
    lease_until: dt.datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    last_code: int | None = None
    last_text: str = ""
    queued_at: dt.datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    settled_at: dt.datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class RunRow(Row, table=True):
    """运行: one pass of the program, whole as JSON."""

    __tablename__ = "runs"
    __table_args__ = (Index(None, "started_at"),)

    id: str = Field(primary_key=True)
    started_at: dt.datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    finished_at: dt.datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    run: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class SourceStateRow(Row, table=True):
    """来源状态: what we remember of a source between polls."""

    __tablename__ = "source_states"

    source_key: str = Field(primary_key=True)
    state: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class PeriodRow(Row, table=True):
    """刊期: one appearance that a schedule promised and that was settled."""

    __tablename__ = "periods"

    digest: str = Field(primary_key=True)
    period: str = Field(primary_key=True)
    settled_at: dt.datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
