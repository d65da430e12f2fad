"""How editions were made up and approved: decisions and settled proof queries."""

import datetime as dt
from typing import Any

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field

from kexie_digest.store.tables.row import Row, UtcDateTime


class ReviewRow(Row, table=True):
    """审稿记录: one decision on an edition, kept even when the edition is withdrawn."""

    __tablename__ = "reviews"
    __table_args__ = (Index(None, "digest", "total_number"),)

    id: int | None = Field(default=None, primary_key=True)
    digest: str
    total_number: int
    decision: str
    step: str
    version: int
    by: str
    note: str
    act: dict[str, Any] | None = Field(default=None, sa_column=Column(JSON))
    at: dt.datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class ProofTickRow(Row, table=True):
    """勾校: a query that a proofreader settled; a later tick takes the place of an earlier one."""

    __tablename__ = "proof_ticks"
    __table_args__ = ({"sqlite_with_rowid": False},)

    digest: str = Field(primary_key=True)
    total_number: int = Field(primary_key=True)
    query: str = Field(primary_key=True)
    by: str
    note: str
    at: dt.datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
