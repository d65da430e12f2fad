"""Who reads: recipients, their lists, subscriptions and consents, and whom we must not mail."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, Column, Index, UniqueConstraint
from sqlmodel import Field

from kexie_digest.store.tables.row import Row, UtcDateTime


class RecipientRow(Row, table=True):
    """收件人: one reader; ``key`` is the folded address, ``mark`` its hash."""

    __tablename__ = "recipients"
    __table_args__ = (UniqueConstraint("key"), Index(None, "mark"), {"sqlite_autoincrement": True})

    id: int | None = Field(default=None, primary_key=True)
    key: str
    address: str
    given: str = ""
    name: str = ""
    language: str = "zh-CN"
    mark: str
    added_at: dt.datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class ListMemberRow(Row, table=True):
    """名单: who is on a list that ``recipients:`` of a digest names."""

    __tablename__ = "list_members"
    __table_args__ = (Index(None, "recipient_id"), {"sqlite_with_rowid": False})

    list_name: str = Field(primary_key=True)
    recipient_id: int = Field(foreign_key="recipients.id", primary_key=True)


class SubscriptionRow(Row, table=True):
    """订阅: one reader's wish for one digest; ``last_on`` is the day of the edition they last got."""

    __tablename__ = "subscriptions"
    __table_args__ = ({"sqlite_with_rowid": False},)

    recipient_id: int = Field(foreign_key="recipients.id", primary_key=True)
    digest: str = Field(primary_key=True)
    themes: list[str] = Field(sa_column=Column(JSON, nullable=False))
    frequency: str
    last_on: str | None = None
    since: dt.datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class ConsentRow(Row, table=True):
    """同意记录: kept as long as the reader is."""

    __tablename__ = "consents"
    __table_args__ = (Index(None, "recipient_id"),)

    id: int | None = Field(default=None, primary_key=True)
    recipient_id: int = Field(foreign_key="recipients.id")
    basis: str
    origin: str
    text: str = ""
    at: dt.datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class SuppressionRow(Row, table=True):
    """禁发: by the hash of an address, so that it outlives the address; ``digest`` empty means all."""

    __tablename__ = "suppressions"
    __table_args__ = ({"sqlite_with_rowid": False},)

    mark: str = Field(primary_key=True)
    digest: str = Field(primary_key=True)
    reason: str
    address: str = ""
    note: str = ""
    at: dt.datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class ApplicationRow(Row, table=True):
    """订阅申请: waits for its address to confirm it; ``mark`` counts requests of one address."""

    __tablename__ = "applications"
    __table_args__ = (Index(None, "mark", "requested_at"),)

    token: str = Field(primary_key=True)
    mark: str
    application: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    requested_at: dt.datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    expires_at: dt.datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    confirmed_at: dt.datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
