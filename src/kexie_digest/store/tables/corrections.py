"""What editors put right in single articles, and what the themes learnt from it."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field

from kexie_digest.store.tables.row import Row, UtcDateTime


class CorrectionRow(Row, table=True):
    """更正: one change by one editor; rows are only ever added.

    There is no foreign key: an article that is read anew under the same id finds its
    corrections here.
    """

    __tablename__ = "corrections"
    __table_args__ = (Index(None, "article_id"), {"sqlite_autoincrement": True})

    id: int | None = Field(default=None, primary_key=True)
    article_id: str
    field: str
    path: str
    was: str
    becomes: str
    by: str
    at: dt.datetime = Field(sa_column=Column(UtcDateTime(), nullable=False))
    note: str


class LearntThemesRow(Row, table=True):
    """学习结果: what the themes learnt from corrections, whole as JSON; the latest row acts."""

    __tablename__ = "learnt_themes"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: int | None = Field(default=None, primary_key=True)
    learnt_at: dt.datetime = Field(sa_column=Column(UtcDateTime(), nullable=False))
    learnt: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
