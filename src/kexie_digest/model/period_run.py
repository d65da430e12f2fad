"""刊期记录: what became of one appearance that a schedule promised, or that somebody asked for.

Values alone; the rows and who may work on them are ``store.periods``.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class CatchUp(StrEnum):
    """补刊: what becomes of appearances that came due while nobody was running.

    ``one`` edition covers the gap, ``each`` has its own, or they are left out (``skip``).
    """

    ONE = "one"
    EACH = "each"
    SKIP = "skip"


class OnEmpty(StrEnum):
    """无稿: an appearance without news is left out (``skip``) or says so to readers (``notice``)."""

    SKIP = "skip"
    NOTICE = "notice"


class PeriodState(StrEnum):
    """``due`` until it has its edition (``made``) or a reason why it has none (``waived``)."""

    DUE = "due"
    MADE = "made"
    WAIVED = "waived"


class WaiveReason(StrEnum):
    """Why an appearance has no edition.

    ``empty``: there was no news; ``covered``: a later edition covers it; ``skipped``: missed,
    and its digest leaves out what it missed; ``first``: before the digest was first seen;
    ``withdrawn``: editors gave its edition up; ``unknown``: settled before reasons were kept.
    """

    EMPTY = "empty"
    COVERED = "covered"
    SKIPPED = "skipped"
    FIRST = "first"
    WITHDRAWN = "withdrawn"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PeriodRun:
    """One appearance of a digest: key, when it was due, and its edition or the reason for none.

    ``period`` is a schedule's key, or ``manual:…`` where somebody asked for the edition.
    ``attempts`` counts claims: the fence against workers whose lease is over.
    """

    digest: str
    period: str
    due_at: datetime
    state: PeriodState = PeriodState.DUE
    reason: WaiveReason | None = None
    total_number: int | None = None
    attempts: int = 0
    lease_owner: str | None = None
    lease_until: datetime | None = None
    settled_at: datetime | None = None
