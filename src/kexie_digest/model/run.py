"""A run and what became of each thing it touched; what became of each appearance (刊期)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Failure:
    """One item that could not be done: what happened and the next step, for an editor."""

    stage: str
    subject: str
    code: str
    message: str
    advice: str = ""
    permanent: bool = False


@dataclass(frozen=True, slots=True)
class Published:
    """One edition a run published: its numbers and the files it wrote."""

    digest: str
    title: str
    number: int
    total_number: int
    folder: str
    files: tuple[str, ...] = ()
    item_count: int = 0
    report_count: int = 0


@dataclass(frozen=True, slots=True)
class UnderReview:
    """编审中: an edition that a run leaves to people: just composed, or still being made up."""

    digest: str
    title: str
    number: int
    total_number: int


@dataclass(frozen=True, slots=True)
class Stage:
    """阶段: what a run did under one name, when it first came to it and for how long in all."""

    name: str
    started_at: dt.datetime
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Run:
    """运行: one pass of collect, compose and publish.

    ``by`` is who started it; ``process`` names the process at work, so that a run that is
    not finished can be told from one that was killed.
    """

    id: str
    started_at: dt.datetime
    finished_at: dt.datetime | None = None
    counts: dict[str, int] = field(default_factory=dict)
    published: tuple[Published, ...] = ()
    notes: tuple[str, ...] = ()
    warnings: tuple[Failure, ...] = ()
    failures: tuple[Failure, ...] = ()
    by: str = ""
    process: str = ""
    stages: tuple[Stage, ...] = ()
    under_review: tuple[UnderReview, ...] = ()

    @property
    def seconds(self) -> float | None:
        """How long it took; None while it is not finished."""
        return (self.finished_at - self.started_at).total_seconds() if self.finished_at else None


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
    due_at: dt.datetime
    state: PeriodState = PeriodState.DUE
    reason: WaiveReason | None = None
    total_number: int | None = None
    attempts: int = 0
    lease_owner: str | None = None
    lease_until: dt.datetime | None = None
    settled_at: dt.datetime | None = None
