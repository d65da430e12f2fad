"""What we publish: editions with sections of items, and their outputs.

The fields are those of ``edition.json``.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from kexie_digest.model.article import Byline, Flag
from kexie_digest.model.document import Span
from kexie_digest.model.picture import Image
from kexie_digest.model.understanding import Facts, Quote


@dataclass(frozen=True, slots=True)
class SourceReference:
    """One report behind an item: what it was called, who printed it, where it is.

    ``href`` is the public address, None for a dropped file.
    """

    article_id: str
    title: str
    publication: str | None
    file: str
    page: str | None = None
    date: str | None = None
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Provenance:
    """Where an item's text comes from: file, hash of its bytes, spans per paragraph."""

    file: str
    sha256: str
    paragraphs: tuple[tuple[Span, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class FollowUp:
    """续报: the earlier edition that told an event first, by its numbers and ISO day."""

    number: int
    total_number: int
    published_on: str


@dataclass(frozen=True, slots=True)
class Item:
    """One event as the digest prints it.

    ``paragraphs`` is empty when the rights of its source allow an excerpt or a link
    only; ``sources`` names every report, the printed one first. ``title_synthetic``
    marks a title that is proposed, not printed. ``follow_up`` names the latest earlier
    edition of this digest that told the same event. ``cited`` says which report each
    sentence of ``facts`` stands in: sentence → ``article_id`` of a source.
    """

    article_id: str
    title: str
    subtitle: str | None
    bylines: tuple[Byline, ...]
    summary: tuple[Quote, ...]
    paragraphs: tuple[str, ...]
    images: tuple[Image, ...]
    sources: tuple[SourceReference, ...]
    themes: tuple[str, ...]
    flags: tuple[Flag, ...]
    event: str
    facts: Facts
    provenance: Provenance
    title_synthetic: bool = False
    kicker: str | None = None
    column: str | None = None
    dateline: str | None = None
    subheads: tuple[tuple[int, str], ...] = ()
    speakers: tuple[tuple[int, str], ...] = ()
    language: str = "zh-CN"
    follow_up: FollowUp | None = None
    cited: dict[str, str] = field(default_factory=dict)
    note: str = ""
    printed_title: str | None = None
    printed_summary: tuple[Quote, ...] | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A theme's part of an edition."""

    theme: str
    label: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Edition:
    """简报一期: what is published once, by digest and number.

    ``number`` counts within the year (第N期), ``total_number`` over all years
    (总第N期); ``published_on`` is an ISO day in the publication's time zone. ``note`` is
    the editors' word on the whole edition (编者按).
    """

    digest: str
    number: int
    total_number: int
    title: str
    published_on: str
    sections: tuple[Section, ...]
    publication: str = ""
    publisher: str = ""
    note: str = ""

    @property
    def items(self) -> tuple[Item, ...]:
        """All items in reading order."""
        return tuple(item for section in self.sections for item in section.items)


@dataclass(frozen=True, slots=True)
class Rendition:
    """成品: one output file of an edition."""

    name: str
    media_type: str
    content: bytes
    warnings: tuple[str, ...] = ()
    #: Parts of a message body that belong together (email: html, text, subject).
    texts: dict[str, str] = field(default_factory=dict)
