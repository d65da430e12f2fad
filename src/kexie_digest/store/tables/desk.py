"""Who works at the desk: accounts, sessions, failed sign-ins, tokens, and the trail of acts."""

import datetime as dt

from sqlalchemy import Column, Index
from sqlmodel import Field

from kexie_digest.store.tables.row import Row, UtcDateTime


class UserRow(Row, table=True):
    """用户: an account; it is disabled, never deleted, since acts name it."""

    __tablename__ = "users"

    name: str = Field(primary_key=True)
    full_name: str = ""
    role: str
    password_hash: str
    is_disabled: bool = False
    added_at: dt.datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    last_login_at: dt.datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class SessionRow(Row, table=True):
    """登录会话: a browser somebody signed in with, by the hash of its cookie."""

    __tablename__ = "sessions"
    __table_args__ = (Index(None, "user"), Index(None, "seen_at"))

    key: str = Field(primary_key=True)
    user: str = Field(foreign_key="users.name")
    csrf: str
    started_at: dt.datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    seen_at: dt.datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    address: str = ""
    browser: str = ""


class ThrottleRow(Row, table=True):
    """Failed sign-ins of an account or from an address; gone after a success."""

    __tablename__ = "throttles"
    __table_args__ = (Index(None, "last_at"),)

    key: str = Field(primary_key=True)
    failures: int = 0
    last_at: dt.datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    blocked_until: dt.datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class TokenRow(Row, table=True):
    """接口令牌: a program that acts for a user, by the hash of its secret; revoked, never deleted."""

    __tablename__ = "tokens"
    __table_args__ = (Index(None, "user"), {"sqlite_autoincrement": True})

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(unique=True)
    user: str = Field(foreign_key="users.name")
    label: str
    scope: str
    added_at: dt.datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    used_at: dt.datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    revoked_at: dt.datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class AnswerRow(Row, table=True):
    """What the API answered to a request with an ``Idempotency-Key``; gone after a day."""

    __tablename__ = "answers"
    __table_args__ = (Index(None, "at"),)

    key: str = Field(primary_key=True)
    fingerprint: str
    status: int = 0
    body: str = ""
    at: dt.datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class ActRow(Row, table=True):
    """操作记录: who changed what, when, from what to what; rows are only ever added."""

    __tablename__ = "acts"
    __table_args__ = (
        Index(None, "subject", "id"),
        Index(None, "who", "id"),
        Index(None, "action", "id"),
        {"sqlite_autoincrement": True},
    )

    id: int | None = Field(default=None, primary_key=True)
    at: dt.datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    who: str
    action: str
    subject: str
    before: str = ""
    after: str = ""
    address: str = ""
