"""Bytes as they came in, and the text blocks taken from them.

A :class:`Document` is one fetch or one dropped file, a :class:`Block` one piece
of its text with line breaks kept. Later stages never edit this text: they point
at it with :class:`Span`.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum


class Rights(StrEnum):
    """What a source's texts may be republished as (转载权限)."""

    FULL = "full"
    EXCERPT = "excerpt"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Hints:
    """What a source already knows of a document, before anyone reads its text.

    ``published`` is the raw date string of the feed; ``text.dates`` reads it. ``body`` is the
    owner's recipe for the body of a web page: a CSS selector or XPath. ``issue`` (期号),
    ``page_number`` and ``page_name`` (版次、版名) are what a newspaper's own site prints beside
    an article.
    """

    title: str | None = None
    link: str | None = None
    publication: str | None = None
    published: str | None = None
    author: str | None = None
    layout: str | None = None
    body: str | None = None
    issue: str | None = None
    page_number: str | None = None
    page_name: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One fetch or one dropped file (原件).

    ``sha256`` names the unchanged bytes; ``identity`` says which item of its
    source this is (guid, link, or the hash), so that the same item is never
    taken twice; ``part`` names an entry inside a file that holds several.
    """

    content: bytes
    sha256: str
    media_type: str
    name: str
    source_key: str
    address: str
    identity: str
    fetched_at: dt.datetime
    part: str = ""
    hints: Hints = field(default_factory=Hints)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of the decoded text of a document, before any normalisation.

    ``start`` and ``end`` count characters (half open); ``line`` is 1-based and
    None where the document has no lines.
    """

    start: int
    end: int
    line: int | None = None
    page: int = 1
    part: str = ""


class BlockKind(StrEnum):
    """What the extractor could tell about a block."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    TABLE = "table"
    CAPTION = "caption"
    IMAGE = "image"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of text as extracted (文字块).

    ``gap_before`` counts the blank lines above it; ``level`` is the heading level
    1-6 where markup gives one; ``size_ratio`` its type size over the body's;
    ``box`` is (left, top, right, bottom) in points on its page.
    """

    index: int
    kind: BlockKind
    text: str
    span: Span
    gap_before: int = 0
    level: int | None = None
    size_ratio: float | None = None
    box: tuple[float, float, float, float] | None = None
    confidence: float | None = None
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Extracted:
    """What an extractor found: blocks, the whole decoded text, and doubts.

    ``text`` is the decoded text that spans count in; ``warnings`` are stable
    codes such as ``charset_doubt``; ``hints`` adds what markup says of itself
    (title, date, site name) to what the source knew. ``embedded`` are pictures whose bytes
    stood in the document itself; a block's ``href`` of ``embedded:0`` means the first.
    """

    blocks: tuple[Block, ...]
    text: str
    encoding: str
    hints: Hints = field(default_factory=Hints)
    warnings: tuple[str, ...] = ()
    embedded: tuple[bytes, ...] = ()
