"""What went out: editions, what they took, what waits, and runs."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, Column, ForeignKeyConstraint, Index, UniqueConstraint
from sqlmodel import Field

from kexie_digest.store.tables.row import Row, UtcDateTime, where


class EditionRow(Row, table=True):
    """简报一期: what was published once, whole as JSON."""

    __tablename__ = "editions"
    __table_args__ = (
        UniqueConstraint("digest", "year", "number"),
        Index(None, "state"),
        # The archive: all digests by day; one digest, or a year of it; the count of its years.
        Index(None, "state", "published_on", "added_at", "total_number"),
        Index(None, "state", "digest", "year", "published_on", "added_at", "total_number"),
    )

    digest: str = Field(primary_key=True)
    total_number: int = Field(primary_key=True)
    year: int
    number: int
    published_on: str
    state: str
    step: int = Field(default=0, sa_column_kwargs={"server_default": "0"})
    version: int = Field(default=1, sa_column_kwargs={"server_default": "1"})
    folder: str | None = None
    added_at: dt.datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    published_at: dt.datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    edition: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class EditionArticleRow(Row, table=True):
    """Which report went into which edition: at most once in a digest."""

    __tablename__ = "edition_articles"
    __table_args__ = (
        ForeignKeyConstraint(["digest", "total_number"], ["editions.digest", "editions.total_number"]),
        Index(None, "digest", "total_number"),
        {"sqlite_with_rowid": False},
    )

    digest: str = Field(primary_key=True)
    article_seq: int = Field(foreign_key="articles.seq", primary_key=True)
    total_number: int


class PublishedFactsRow(Row, table=True):
    """A report with facts of a kind in a published edition, once a year of them and under year 0.

    The key is the order in which readers turn the pages of a register.
    """

    __tablename__ = "published_facts"
    __table_args__ = (
        ForeignKeyConstraint(["digest", "total_number"], ["editions.digest", "editions.total_number"]),
        Index(None, "article_seq"),
        {"sqlite_with_rowid": False},
    )

    kind: str = Field(primary_key=True)
    year: int = Field(primary_key=True)
    published_on: str = Field(primary_key=True)
    total_number: int = Field(primary_key=True)
    digest: str = Field(primary_key=True)
    article_seq: int = Field(foreign_key="articles.seq", primary_key=True)


class PublishedNameRow(Row, table=True):
    """In how many published reports facts of a kind and year (0: of any) name a body or person."""

    __tablename__ = "published_names"
    __table_args__ = (Index(None, "kind", "year", "reports"), {"sqlite_with_rowid": False})

    kind: str = Field(primary_key=True)
    year: int = Field(primary_key=True)
    folded: str = Field(primary_key=True)
    printed: str
    reports: int


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


class RunRow(Row, table=True):
    """运行: one pass of the program, whole as JSON."""

    __tablename__ = "runs"
    __table_args__ = (
        Index(None, "started_at"),
        Index("ix_runs_failed", "finished_at", **where("failure_count > 0")),
    )

    id: str = Field(primary_key=True)
    started_at: dt.datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    finished_at: dt.datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    failure_count: int | None = None
    run: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
