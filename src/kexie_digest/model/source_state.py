"""What we remember of a polled source between two polls.

``sources.polling`` decides the next state from an outcome, the store keeps it;
nothing here knows how either is done.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SeenPage:
    """已读网页: one page, or letter, that a source listed and we asked for.

    ``link`` is its address (a letter's number in its mailbox), ``digest`` the hash of
    its running text: what stands around it changes at every visit. ``failures`` counts visits in
    a row that brought nothing; ``looked_at`` is the last visit.
    """

    link: str
    digest: str = ""
    etag: str | None = None
    last_modified: str | None = None
    failures: int = 0
    looked_at: dt.datetime | None = None


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
    proposed to the editor, never followed for good. ``pages`` are those its list named last.
    ``usual_gap`` is its habit: seconds between polls that brought something new, of ``gaps``
    such pairs, the latest counting most. ``doubts`` are stable words on the last reading that
    brought a body, such as ``charset_doubt``. ``certificate_until`` is the end of the site's TLS certificate.
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
    pages: tuple[SeenPage, ...] = ()
    usual_gap: float = 0.0
    gaps: int = 0
    doubts: tuple[str, ...] = ()
    certificate_until: dt.datetime | None = None
