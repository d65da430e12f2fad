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
