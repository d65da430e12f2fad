"""What came in: documents, their revisions, replies of sources, what we remember between polls."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, Column, Index, UniqueConstraint
from sqlmodel import Field

from kexie_digest.store.tables.row import Row, UtcDateTime, where


class DocumentRow(Row, table=True):
    """原件: one item of a source, taken once."""

    __tablename__ = "documents"
    __table_args__ = (
        UniqueConstraint("source_key", "identity", "part"),
        Index(None, "sha256"),
        Index(None, "source_key", "state"),
        # Of drops alone: a feed's addresses may be longer than PostgreSQL takes into an index (2,704 bytes).
        Index(None, "source_key", "address", **where("identity = sha256")),
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
    """Content that a known document was later seen with; of the web, its articles stay as they are."""

    __tablename__ = "document_revisions"

    document_id: int = Field(foreign_key="documents.id", primary_key=True)
    revision: int = Field(primary_key=True)
    sha256: str
    seen_at: dt.datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class SourceOriginalRow(Row, table=True):
    """来源原文: a reply of a polled source as it came, such as a feed or a list page; bytes are a blob."""

    __tablename__ = "source_originals"
    __table_args__ = (UniqueConstraint("source_key", "sha256", "address"),)

    id: int | None = Field(default=None, primary_key=True)
    source_key: str
    sha256: str
    address: str
    media_type: str
    name: str
    fetched_at: dt.datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class SourceStateRow(Row, table=True):
    """来源状态: what we remember of a source between polls."""

    __tablename__ = "source_states"

    source_key: str = Field(primary_key=True)
    state: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
