"""How an edition walks from the compositor to the reader: states, decisions, queries.

编排 → the steps its digest names in ``review:`` (初审, 复审, 终审 …) → publishing.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class EditionState(StrEnum):
    """Where an edition stands; without review it begins at ``publishing``."""

    DRAFTING = "drafting"
    REVIEWING = "reviewing"
    PUBLISHING = "publishing"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True)
class Standing:
    """An edition's state beside its content.

    ``step`` counts the review steps passed; ``version`` grows with every change, so that
    two editors never overwrite each other; ``folder`` is where its files are.
    """

    digest: str
    total_number: int
    state: EditionState
    step: int
    version: int
    added_at: dt.datetime
    published_at: dt.datetime | None = None
    folder: str | None = None


class Decision(StrEnum):
    """What somebody did with an edition; ``changed`` is an edit, the others move it on."""

    CHANGED = "changed"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    RETURNED = "returned"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Review:
    """审稿记录: one decision, never altered; ``step`` is the review step it was taken at.

    ``act`` is the change as plain data (``changed`` only), with what stood there before.
    """

    decision: Decision
    by: str
    at: dt.datetime
    version: int
    step: str = ""
    note: str = ""
    act: dict[str, object] | None = None


class ProofKind(StrEnum):
    """What a proofreader is asked to look at (校对)."""

    PERSON = "person"
    SPELLING = "spelling"
    DATE = "date"
    COUNT = "count"
    SLIP = "slip"
    LOSS = "loss"
    EDITED = "edited"


@dataclass(frozen=True, slots=True)
class ProofQuery:
    """校对项: one question to the proofreader, with the words it is about.

    ``id`` depends on kind and words alone: mending the text makes the query vanish, and
    ticking it once holds until the words change. ``event`` names the item.
    """

    id: str
    kind: ProofKind
    question: str
    quotes: tuple[str, ...]
    event: str


@dataclass(frozen=True, slots=True)
class ProofTick:
    """A proofreader's word that a query is settled."""

    query: str
    by: str
    at: dt.datetime
    note: str = ""
