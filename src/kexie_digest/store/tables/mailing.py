"""Who was sent what: copies, the frozen mail they are made of, and the pace of each provider."""

import datetime as dt

from sqlalchemy import JSON, Column, ForeignKeyConstraint, Index, LargeBinary, UniqueConstraint
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
        Index(None, "token"),
    )

    id: int | None = Field(default=None, primary_key=True)
    digest: str
    total_number: int
    recipient: str
    message_id: str
    name: str = ""
    token: str = ""
    themes: str = ""
    bucket: str = ""
    state: str
    attempts: int = 0
    not_before: dt.datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    lease_owner: str | None = None
    lease_until: dt.datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    last_code: int | None = None
    last_text: str = ""
    queued_at: dt.datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    settled_at: dt.datetime | None = Field(default=None, sa_column=Column(UtcDateTime))


class CampaignRow(Row, table=True):
    """群发: one edition on its way to its readers; an editor may hold it up or call it back."""

    __tablename__ = "campaigns"
    __table_args__ = (
        ForeignKeyConstraint(["digest", "total_number"], ["editions.digest", "editions.total_number"]),
        Index(None, "state"),
    )

    digest: str = Field(primary_key=True)
    total_number: int = Field(primary_key=True)
    state: str
    note: str = ""
    is_trusted: bool = False
    dated: dt.datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
    changed_at: dt.datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class FrozenMailRow(Row, table=True):
    """The mail of a campaign as it was compiled; a changed template does not change it.

    ``themes`` is the choice of themes it was made for, empty for the whole edition.
    """

    __tablename__ = "frozen_mails"
    __table_args__ = (
        ForeignKeyConstraint(["digest", "total_number"], ["campaigns.digest", "campaigns.total_number"]),
    )

    digest: str = Field(primary_key=True)
    total_number: int = Field(primary_key=True)
    themes: str = Field(primary_key=True)
    sender: str
    message_id: str
    head: str
    shared: str
    body: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    sha256: str


class PaceRow(Row, table=True):
    """How fast a provider takes our mail, as its replies taught us."""

    __tablename__ = "paces"

    bucket: str = Field(primary_key=True)
    connections: int
    per_minute: int
    per_connection: int
    closed_until: dt.datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    changed_at: dt.datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class AccountDayRow(Row, table=True):
    """How much an account has sent on a day, against its quota."""

    __tablename__ = "account_days"
    __table_args__ = ({"sqlite_with_rowid": False},)

    account: str = Field(primary_key=True)
    day: str = Field(primary_key=True)
    sent: int
    is_closed: bool = False


class SendingTurnRow(Row, table=True):
    """How often mail has begun to leave: one row that only grows, unless a backup is restored.

    ``place`` names the database it was written in; since ``set_back_at`` it is known to be a copy,
    in which editions up to ``doubtful`` may have left elsewhere.
    """

    __tablename__ = "sending_turns"

    id: int = Field(primary_key=True)
    count: int
    place: str | None = None
    set_back_at: dt.datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    doubtful: dict[str, int] | None = Field(default=None, sa_column=Column(JSON(none_as_null=True)))


class BounceRow(Row, table=True):
    """退信: one failure of an address, by its hash; several soft ones make it a dead one."""

    __tablename__ = "bounces"
    __table_args__ = (UniqueConstraint("mark", "digest", "total_number", "kind"),)

    id: int | None = Field(default=None, primary_key=True)
    mark: str
    digest: str
    total_number: int
    kind: str
    text: str = ""
    at: dt.datetime = Field(sa_column=Column(UtcDateTime, nullable=False))


class LetterRow(Row, table=True):
    """函件: a mail to one person that they asked for, such as the one that confirms an address."""

    __tablename__ = "letters"
    __table_args__ = (Index(None, "state", "not_before"),)

    id: int | None = Field(default=None, primary_key=True)
    kind: str
    recipient: str
    envelope_from: str
    message_id: str
    content: bytes = Field(sa_column=Column(LargeBinary, nullable=False))
    state: str
    attempts: int = 0
    not_before: dt.datetime | None = Field(default=None, sa_column=Column(UtcDateTime))
    lease_owner: str | None = None
    last_text: str = ""
    queued_at: dt.datetime = Field(sa_column=Column(UtcDateTime, nullable=False))
