"""What events are formed from: signatures under keys, ties, editors' rulings."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Index
from sqlmodel import Field

from kexie_digest.store.tables.row import Row, UtcDateTime


class SignatureRow(Row, table=True):
    """What is compared of a report, as long as it is recent; see ``events``.

    The newest row also says up to which article reports were placed.
    """

    __tablename__ = "event_signatures"

    article_seq: int = Field(foreign_key="articles.seq", primary_key=True)
    traits: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class EventKeyRow(Row, table=True):
    """A report under one of its keys, near one of its days (0: whatever the day)."""

    __tablename__ = "event_keys"
    __table_args__ = ({"sqlite_with_rowid": False},)

    key: int = Field(sa_type=BigInteger, primary_key=True)
    day: int = Field(primary_key=True)
    article_seq: int = Field(primary_key=True)


class TieRow(Row, table=True):
    """关联: what links two reports, and why; kept as long as they are."""

    __tablename__ = "event_ties"
    __table_args__ = (Index(None, "right_seq"), {"sqlite_with_rowid": False})

    left_seq: int = Field(foreign_key="articles.seq", primary_key=True)
    right_seq: int = Field(foreign_key="articles.seq", primary_key=True)
    score: float
    reason: str


class RulingRow(Row, table=True):
    """裁定: an editor's decision that reports tell one happening or do not."""

    __tablename__ = "event_rulings"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    ruled_by: str
    ruled_at: dt.datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    undone_by: str | None = None
    undone_at: dt.datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class RuledArticleRow(Row, table=True):
    """A report that a ruling names; ``is_other`` on the other side of a split."""

    __tablename__ = "event_ruling_articles"
    __table_args__ = (Index(None, "article_seq"), {"sqlite_with_rowid": False})

    ruling_id: int = Field(foreign_key="event_rulings.id", primary_key=True)
    article_seq: int = Field(foreign_key="articles.seq", primary_key=True)
    is_other: bool = False
