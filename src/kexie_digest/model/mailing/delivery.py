"""投递: one copy of an edition for one reader, and what became of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class DeliveryState(StrEnum):
    """How far a copy got.

    ``armed`` is written just before the final dot of the SMTP data: a process that
    dies after it leaves an ``uncertain`` copy, which is never sent again by itself.
    """

    QUEUED = "queued"
    ARMED = "armed"
    SENT = "sent"
    DEFERRED = "deferred"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Delivery:
    """A row of the ledger; ``attempts`` counts claims and is the fence against stale senders."""

    id: int
    digest: str
    total_number: int
    recipient: str
    message_id: str
    state: DeliveryState
    attempts: int = 0
    not_before: dt.datetime | None = None
    lease_owner: str | None = None
    lease_until: dt.datetime | None = None
    last_code: int | None = None
    last_text: str = ""
    name: str = ""
    token: str = ""
    themes: str = ""
    bucket: str = ""
    queued_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that is to be queued: who gets it, with which token, made of which mail.

    ``themes`` names the reader's choice of themes (keys joined by commas, empty for the
    whole edition), ``bucket`` the provider whose pace it keeps.
    """

    recipient: str
    name: str
    message_id: str
    token: str
    themes: str = ""
    bucket: str = ""


class CampaignState(StrEnum):
    """How far a campaign is: ``planning`` until every copy is queued."""

    PLANNING = "planning"
    ACTIVE = "active"
    PAUSED = "paused"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class CampaignRecord:
    """群发记录: the sending of one edition; ``note`` says why it is held up.

    ``dated`` is the Date of every copy; ``is_trusted`` that an editor let it go on in
    spite of many dead addresses.
    """

    digest: str
    total_number: int
    state: CampaignState
    dated: dt.datetime
    note: str = ""
    is_trusted: bool = False


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast a provider takes our mail; 0 means no limit.

    ``connections`` at once, messages ``per_minute`` and ``per_connection``; nothing goes
    out before ``closed_until``.
    """

    connections: int
    per_minute: int = 0
    per_connection: int = 50
    closed_until: dt.datetime | None = None
    changed_at: dt.datetime | None = None
