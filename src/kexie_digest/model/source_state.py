"""What we remember of a polled source between two polls.

``sources.polling`` decides the next state from an outcome, the store keeps it;
nothing here knows how either is done.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SourceState:
    """来源状态: validators for the next conditional request, and the source's health.

    ``body_hash`` is the SHA-256 of the last body, because many servers answer 200
    with the same bytes. ``last_code`` is the stable word of the last outcome:
    ``ok``, ``not_modified``, ``source_changed`` or a SourceError's code.
    ``first_ok`` is when the source was first read: what it published more than
    ``backlog_days`` before that never enters an edition.
    ``failures`` counts failures in a row. ``paused_reason`` is empty while the
    source is polled; a paused source waits for an editor. ``seen_any`` tells a
    first collection (``backlog_days`` holds) from later ones. ``moved_to`` is
    where the source says it lives now, seen ``moves`` times in a row: it is
    proposed to the editor, never followed for good.
    """

    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    next_poll: dt.datetime | None = None
    failures: int = 0
    first_ok: dt.datetime | None = None
    last_ok: dt.datetime | None = None
    last_new: dt.datetime | None = None
    last_code: str = ""
    paused_reason: str = ""
    seen_any: bool = False
    moved_to: str | None = None
    moves: int = 0
