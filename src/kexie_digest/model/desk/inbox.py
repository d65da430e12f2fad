"""The inbox of the desk: which articles are listed, and what a line of the list says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kexie_digest.model.article import FlagKind


class InboxState(StrEnum):
    """Which articles the inbox lists.

    ``open`` no edition has taken them yet; ``doubtful`` an editor should look; ``all``
    everything that ever came in.
    """

    OPEN = "open"
    DOUBTFUL = "doubtful"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class InboxScope:
    """收稿箱范围: what the list is narrowed to; empty lets everything through."""

    state: InboxState = InboxState.OPEN
    theme: str = ""
    source: str = ""
    event: str = ""


@dataclass(frozen=True, slots=True)
class InboxEntry:
    """收稿箱条目: an article as one line of the list.

    ``attention`` is 2 for an unsure theme, 1 for flags, 0 for neither or once an editor
    has looked; it sorts the list together with ``seq``, the order of arrival. The theme is
    ``is_certain``, ``is_unsure``, or with neither likely.
    """

    id: str
    seq: int
    attention: int
    title: str
    is_title_proposed: bool
    themes: tuple[str, ...]
    source_key: str
    publication: str
    page: str
    day: str
    excerpt: str
    event: str | None = None
    flags: tuple[FlagKind, ...] = ()
    is_corrected: bool = False
    is_unsure: bool = False
    is_certain: bool = False
