"""What somebody must look at, and that they were told."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class AlarmKind(StrEnum):
    """What is wrong."""

    RUN_FAILED = "run_failed"
    SOURCE_QUIET = "source_quiet"
    SOURCE_FAILING = "source_failing"
    SOURCE_CHANGED = "source_changed"
    SOURCE_PAUSED = "source_paused"
    CERTIFICATE_ENDING = "certificate_ending"
    ENCODING_GUESSED = "encoding_guessed"
    DISK_NEARLY_FULL = "disk_nearly_full"
    SENDING_HELD = "sending_held"
    SCHEDULER_SILENT = "scheduler_silent"


@dataclass(frozen=True, slots=True)
class Alarm:
    """报警: one thing that somebody must look at, and what to do.

    ``subject`` is what it is about (a source's key, an edition, a folder). As long as ``mark``
    stays the same it is the same trouble and is told once. ``since`` is empty until it is kept.
    """

    kind: AlarmKind
    subject: str
    message: str
    advice: str = ""
    mark: str = ""
    since: dt.datetime | None = None


class NoticeEvent(StrEnum):
    """What happened to an alarm."""

    RAISED = "raised"
    CHANGED = "changed"
    RESOLVED = "resolved"


@dataclass(frozen=True, slots=True)
class Notice:
    """报警通知: that an alarm was raised, changed or resolved, for one of those who are told.

    ``target`` names who, without the secret in an address; ``attempts`` counts this try.
    """

    id: int
    event: NoticeEvent
    alarm: Alarm
    target: str
    made_at: dt.datetime
    attempts: int = 1
