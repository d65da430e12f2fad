"""What somebody must look at, who is told, and which programs are heard of."""

import datetime as dt

from sqlalchemy import Column, Index
from sqlmodel import Field

from kexie_digest.store.tables.row import Row, UtcDateTime


class AlarmRow(Row, table=True):
    """报警: one trouble; resolved ones stay, so that the next time is told as new."""

    __tablename__ = "alarms"

    kind: str = Field(primary_key=True)
    subject: str = Field(primary_key=True)
    mark: str
    message: str
    advice: str
    since: dt.datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    resolved_at: dt.datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class NoticeRow(Row, table=True):
    """报警通知: what one of those who are told is to be told, and whether it got there."""

    __tablename__ = "alarm_notices"
    __table_args__ = (Index(None, "state", "not_before"),)

    id: int | None = Field(default=None, primary_key=True)
    event: str
    kind: str
    subject: str
    message: str
    advice: str
    since: dt.datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    target: str
    state: str
    attempts: int = 0
    not_before: dt.datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    lease_owner: str | None = None
    last_text: str = ""
    made_at: dt.datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class HeartbeatRow(Row, table=True):
    """A program that does things by itself, and when it was last heard of."""

    __tablename__ = "heartbeats"

    name: str = Field(primary_key=True)
    beat_at: dt.datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
