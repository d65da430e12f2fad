"""One piece of news as read from a page, and the facts of the page it stood on.

Field names are those of the JSON that ``kexie-digest parse`` writes; rows and
templates use the same. Every text is a :class:`Passage`-like value whose spans
lead back to the original characters.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from kexie_digest.model.document import Span
from kexie_digest.model.picture import Image


class Script(StrEnum):
    """Which Chinese characters a text is written in."""

    SIMPLIFIED = "simplified"
    TRADITIONAL = "traditional"


class BylineRole(StrEnum):
    """What the person or body named in a byline did (署名身份)."""

    REPORTER = "reporter"
    CONTRIBUTOR = "contributor"
    ORGANISATION = "organisation"
    PHOTOGRAPHER = "photographer"


class FlagKind(StrEnum):
    """Why an editor should look (标记)."""

    GAP = "gap"
    TRUNCATED = "truncated"
    DISPLACED = "displaced"
    AMBIGUOUS = "ambiguous"
    DATE_CONFLICT = "date_conflict"
    COUNT_MISMATCH = "count_mismatch"
    DUPLICATE_BYLINE = "duplicate_byline"
    NO_HEADLINE = "no_headline"
    CHARSET_DOUBT = "charset_doubt"
    NEEDS_REVIEW = "needs_review"


@dataclass(frozen=True, slots=True)
class Flag:
    """A doubt about one place: what, why (one Chinese sentence), where, by which rule."""

    flag: FlagKind
    reason: str
    span: Span | None = None
    rule: str = ""

    @property
    def asks_editors(self) -> bool:
        """Whether it doubts our own reading: nothing for readers once an editor has looked.

        What the original itself lacks (a gap, an unfinished sentence) stays true when somebody has looked.
        """
        return self.flag is FlagKind.NEEDS_REVIEW


@dataclass(frozen=True, slots=True)
class Passage:
    """A text and the original stretches it was put together from.

    ``spans`` has one entry per piece; joining the raw text of the spans (markup
    left out) gives ``text``.
    """

    text: str
    spans: tuple[Span, ...] = ()

    @property
    def lines(self) -> tuple[int, ...] | None:
        """The 1-based source lines, or None where the document has no lines."""
        lines = tuple(dict.fromkeys(span.line for span in self.spans if span.line is not None))
        return lines or None


@dataclass(frozen=True, slots=True)
class Byline:
    """Who wrote or photographed it (署名)."""

    name: str
    role: BylineRole | None = None
    affiliation: str | None = None


@dataclass(frozen=True, slots=True)
class Dateline:
    """电头: the printed source phrase (本报讯), place and date; None when not printed."""

    place: str | None = None
    date: str | None = None
    source_phrase: str | None = None


@dataclass(frozen=True, slots=True)
class Subhead:
    """小标题: a heading inside the body, and the paragraph index it stands before."""

    text: str
    lines: tuple[int, ...] = ()
    before_paragraph: int = 0


@dataclass(frozen=True, slots=True)
class Speaker:
    """A named voice that introduces the paragraphs from ``before_paragraph`` on."""

    name: str
    affiliation: str | None
    position: str | None
    raw: str
    before_paragraph: int = 0


@dataclass(frozen=True, slots=True)
class Gap:
    """Text missing in the original: after ``after`` and (None: to the end) before ``before``."""

    paragraph: int
    after: str
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Article:
    """One piece of news (稿件).

    ``title_synthetic`` marks a title that is not printed but proposed from the
    text. ``event_date`` is ISO 8601 with the year inferred, ``event_date_text``
    the phrase as printed. ``published_on`` is the ISO day of the page or feed entry.
    ``edited`` names what stands here in an editor's words and is no quotation: field path
    (``title``, ``captions[0]``, ``images[0]``) → the text as printed, empty where none was.
    """

    paragraphs: tuple[Passage, ...]
    title: str | None = None
    title_synthetic: bool = False
    column: str | None = None
    kicker: str | None = None
    subtitle: str | None = None
    headline_organisation: str | None = None
    bylines: tuple[Byline, ...] = ()
    byline_raw: tuple[str, ...] = ()
    dateline: Dateline = field(default_factory=Dateline)
    event_date: str | None = None
    event_date_text: str | None = None
    published_on: str | None = None
    subheads: tuple[Subhead, ...] = ()
    speakers: tuple[Speaker, ...] = ()
    gaps: tuple[Gap, ...] = ()
    captions: tuple[str, ...] = ()
    photo_credits: tuple[str, ...] = ()
    images: tuple[Image, ...] = ()
    source: str | None = None
    link: str | None = None
    script: Script = Script.SIMPLIFIED
    flags: tuple[Flag, ...] = ()
    edited: dict[str, str] = field(default_factory=dict)

    @property
    def body(self) -> str:
        """All paragraphs, one a line."""
        return "\n".join(passage.text for passage in self.paragraphs)


@dataclass(frozen=True, slots=True)
class Person:
    """A role and a name, as a colophon prints them (责编：廖梅)."""

    role: str
    name: str


@dataclass(frozen=True, slots=True)
class Page:
    """What a page prints about itself (版面信息); None when it prints nothing."""

    publication: str | None = None
    publisher: str | None = None
    issue_number: int | None = None
    number: str | None = None
    name: str | None = None
    date: str | None = None
    weekday: str | None = None
    lunar_date: str | None = None
    page_count: int | None = None
    cn_code: str | None = None
    postal_code: str | None = None
    website: str | None = None
    hotline: str | None = None
    page_editors: tuple[Person, ...] = ()
    masthead_people: tuple[Person, ...] = ()
    script: Script = Script.SIMPLIFIED
    raw_lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ownership:
    """Which slot a stretch of the decoded text landed in (text conservation).

    ``slot`` is a path such as ``articles[0].paragraphs[2]``, ``page.date``,
    ``noise[1]`` or ``decoration``.
    """

    span: Span
    slot: str


@dataclass(frozen=True, slots=True)
class LineTrace:
    """How one line was read: class, score and the rule that decided, for ``--explain``."""

    line: int | None
    label: str
    score: float
    rule: str
    text: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a parser made of one document."""

    page: Page
    articles: tuple[Article, ...]
    noise: tuple[str, ...] = ()
    flags: tuple[Flag, ...] = ()
    ownership: tuple[Ownership, ...] = ()
    trace: tuple[LineTrace, ...] = ()
