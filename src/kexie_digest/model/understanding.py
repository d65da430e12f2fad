"""What we understood of an article: themes, facts, a quoted summary, its event.

Everything here quotes: an assignment its phrases, a fact its sentence, a summary
whole sentences. Nothing is written that the article does not say.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from enum import StrEnum

from kexie_digest.model.article import Article, Flag, Page
from kexie_digest.model.document import Rights, Span


@dataclass(frozen=True, slots=True)
class Theme:
    """专题: a subject that digests have a section for.

    ``terms`` are plain words with a weight, ``phrases`` and ``counters`` regular
    expressions (strong evidence for, evidence against) with a weight. All are
    matched on text folded to simplified characters and half-width digits.
    """

    key: str
    label: str
    terms: tuple[tuple[str, float], ...] = ()
    phrases: tuple[tuple[str, float], ...] = ()
    counters: tuple[tuple[str, float], ...] = ()

    def __hash__(self) -> int:
        """By its key: what is made ready for a theme is looked up for every article."""
        return hash(self.key)


@dataclass(frozen=True, slots=True)
class Evidence:
    """An exact substring of the article that speaks for a theme.

    ``place`` is ``title``, ``lead`` or ``body``; ``paragraph`` the index of the
    paragraph for the latter two.
    """

    text: str
    weight: float
    place: str
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Assignment:
    """归类: a theme an article belongs to, with its score and the quoted reasons."""

    theme: str
    score: float
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Themes:
    """All themes of an article, the main one first.

    ``certain`` says that nobody needs to look, ``unsure`` asks an editor and gives the best
    guess; neither means likely.

    ``headline`` names those of awards, cooperation and science_popularization that the
    title or lead itself carries (an honour conferred, an agreement signed or alliance
    founded, an activity for the public), whatever the main theme is. ``edited`` says that
    an editor decided; an assignment of theirs may have no evidence.
    """

    assignments: tuple[Assignment, ...]
    unsure: bool = False
    headline: tuple[str, ...] = ()
    edited: bool = False
    certain: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """Theme keys, the main one first; never empty (``other`` when nothing fits)."""
        return tuple(assignment.theme for assignment in self.assignments) or ("other",)


@dataclass(frozen=True, slots=True)
class Award:
    """获奖: an honour conferred or announced; ``recipients`` as printed.

    ``count`` is the number announced. ``date`` is ISO 8601, a year alone allowed.
    """

    award: str
    awarding_body: tuple[str, ...]
    recipients: tuple[str, ...]
    evidence: str
    recipient_aliases: dict[str, tuple[str, ...]] = field(default_factory=dict)
    count: int | None = None
    level: str | None = None
    date: str | None = None


@dataclass(frozen=True, slots=True)
class Cooperation:
    """合作: an agreement signed or an alliance founded, with its named parties."""

    parties: tuple[str, ...]
    instrument: str | None
    evidence: str
    date: str | None = None
    implied: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Activity:
    """活动: something held; ``date`` an ISO day or a range ``a/b``."""

    name: str
    organisers: tuple[str, ...]
    evidence: str
    place: str | None = None
    date: str | None = None
    attendance: str | None = None


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts found in one article, or united over an event's reports."""

    awards: tuple[Award, ...] = ()
    cooperation: tuple[Cooperation, ...] = ()
    activities: tuple[Activity, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    """A whole sentence of the article and where it stands."""

    text: str
    spans: tuple[Span, ...] = ()
    paragraph: int | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """报道: an article with all we know of it and where it came from.

    ``id`` is the store's article id (or ``<stem>-<n>`` in ``parse``); ``document``
    the original's file name or address, ``sha256`` names its bytes.
    """

    id: str
    article: Article
    page: Page
    document: str
    source_key: str
    rights: Rights
    themes: Themes
    facts: Facts
    summary: tuple[Quote, ...]
    sha256: str = ""
    event: str | None = None
    collected_on: str | None = None
    flags: tuple[Flag, ...] = ()

    def settled(self) -> Report:
        """Give it as an editor leaves it who looked and found it right (核对无误)."""
        return replace(
            self,
            article=replace(
                self.article, flags=tuple(flag for flag in self.article.flags if not flag.asks_editors)
            ),
            themes=replace(self.themes, unsure=False),
            flags=tuple(flag for flag in self.flags if not flag.asks_editors),
        )


@dataclass(frozen=True, slots=True)
class Event:
    """事件: one happening in the news, told by one or several reports.

    ``key`` is opaque and persisted; ``reports`` are report ids; ``reasons`` say
    in Chinese what tied each report to the others.
    """

    key: str
    reports: tuple[str, ...]
    label: str = ""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tie:
    """关联: a link between two reports, its strength, and the reason in Chinese."""

    left: str
    right: str
    score: float
    reason: str


class RulingKind(StrEnum):
    """What an editor decided: reports tell one happening, or they do not."""

    TOGETHER = "together"
    APART = "apart"


@dataclass(frozen=True, slots=True)
class Ruling:
    """裁定: an editor's word on which reports tell one happening; it holds in later runs.

    ``reports`` tell one happening; with ``APART`` they tell another one than ``others``.
    An undone ruling stays in the record and decides nothing.
    """

    id: int
    kind: RulingKind
    reports: tuple[str, ...]
    others: tuple[str, ...]
    by: str
    at: dt.datetime
    undone_by: str | None = None
    undone_at: dt.datetime | None = None
