"""Who was sent what."""

import datetime as dt

from sqlalchemy import Column, ForeignKeyConstraint, Index, UniqueConstraint
from sqlmodel import Field

from kexie_digest.store.tables.row import Row, UtcDateTime, where


class DeliveryRow(Row, table=True):
    """投递: one copy of an edition for one recipient, and what became of it."""

    __tablename__ = "deliveries"
    __table_args__ = (
        UniqueConstraint("digest", "total_number", "recipient"),
        ForeignKeyConstraint(["digest", "total_number"], ["editions.digest", "editions.total_number"]),
        Index(None, "state", "lease_owner", "not_before"),
        Index("ix_deliveries_leased", "lease_owner", **where("lease_owner IS NOT NULL")),
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
