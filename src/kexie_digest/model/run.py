"""A run and what became of each thing it touched."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field


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

    @property
    def seconds(self) -> float | None:
        """How long it took; None while it is not finished."""
        return (self.finished_at - self.started_at).total_seconds() if self.finished_at else None
