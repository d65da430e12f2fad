"""作业: a poke at a row that wants something done.

A job says which task to call for which row; what is to be done, and whether it still is, stands
in the row alone. So a job may be lost, doubled, late or out of turn without harm.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Queue(StrEnum):
    """队列: kinds of work, so that machines can be given some and not others."""

    COLLECT = "collect"
    PARSE = "parse"
    RENDER = "render"
    DELIVER = "deliver"


@dataclass(frozen=True, slots=True)
class Job:
    """One call of a task.

    ``key`` names the row; ``lock`` what only one worker of all may touch at a time, such as a host or
    a provider of mail; ``run_at`` is the earliest time, None for now.
    """

    task: str
    key: tuple[str, ...]
    queue: Queue
    lock: str = ""
    run_at: datetime | None = None

    @property
    def name(self) -> str:
        """The same for jobs about the same row: one of them waits, never two."""
        return f"{self.task}:{'/'.join(self.key)}"
