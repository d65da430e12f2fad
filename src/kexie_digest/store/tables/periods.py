"""刊期: what schedules promised, what became of it, and who is at work on it."""

import datetime as dt

from sqlalchemy import Column, Index
from sqlmodel import Field

from kexie_digest.store.tables.row import Row, UtcDateTime, where


class PeriodRunRow(Row, table=True):
    """刊期记录: one appearance with its edition, or the reason why it has none.

    No two appearances have one edition: ``(digest, total_number)`` is unique where there is one.
    """

    __tablename__ = "period_runs"
    __table_args__ = (
        Index(
            "ix_period_runs_edition",
            "digest",
            "total_number",
            unique=True,
            **where("total_number IS NOT NULL"),
        ),
        Index(None, "digest", "due_at"),
        Index(None, "settled_at"),
        Index("ix_period_runs_open", "state", **where("state = 'due'")),
        Index("ix_period_runs_leased", "lease_owner", **where("lease_owner IS NOT NULL")),
    )

    digest: str = Field(primary_key=True)
    period: str = Field(primary_key=True)
    due_at: dt.datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    state: str
    reason: str | None = None
    total_number: int | None = None
    attempts: int = 0
    lease_owner: str | None = None
    lease_until: dt.datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    settled_at: dt.datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
