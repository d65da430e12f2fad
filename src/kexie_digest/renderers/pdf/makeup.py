"""Make up the bulletin (拼版): decide how much room and which form each story gets.

Takes an edition, gives its blocks in printing order, for templates to set. It does not
change a text, and keeps the editors' order.

A long story has its head across the page and three columns of its own. Short stories
share columns, and sections that hold only short stories share them too, as on the
综合新闻 page of a paper: a section of one brief under a banner as wide as the page would
leave more white than text.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from kexie_digest.model import BodyLength, Digest, Edition, Item, Section
from kexie_digest.renderers.pdf.pictures import LINE, Frame, frames, rows

#: From this many characters on a story gets its own columns across the page: about
#: twelve lines in each of three columns of 18 characters.
WIDE_FROM = 620
#: What a line of a column of three holds.
COLUMN_LETTERS = 18
CAPTION_LINES = 2
#: A text of so many characters has no columns: it would be a line or two in each.
SHORT = 112
#: So many names make a roll that wants the page's width.
ROLL_FROM = 10
#: A box of so few rows, with so few winners each, stands in a column under its story; across
#: the page it would be more tint than text, and go to the next page alone.
SMALL_BOX_ROWS = 3
SMALL_BOX_NAMES = 3
UNTITLED = "（无题）"
#: The day that ends a notice, the office above it, and those that it goes to.
_DAY = re.compile(r"\s*(?:\d{4}|[〇○零一二三四五六七八九]{4})年.{1,3}月.{1,3}日\s*")
_SIGNATORY = re.compile(r"[^，。；：！？]{2,30}")
_ADDRESSEE = re.compile(r"[^，。；！？]{2,120}[：:]")
_LEAST_LETTER = 2
#: Three columns of 18 characters do not hold long Latin words: such a story gets two.
LATIN_SHARE = 0.3
_LATIN = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Piece:
    """One element of a story's body: ``text``, ``quote``, ``subhead`` or ``speaker``.

    Of a letter or notice also ``addressee`` (主送), ``signatory`` and ``signed`` (落款: its day).
    """

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Story:
    """An item with its anchor and its body as it will be set.

    ``quoted`` says that only the summary is printed; ``dateline`` (本报讯) opens the
    first paragraph.
    """

    item: Item
    anchor: str
    body: tuple[Piece, ...]
    quoted: bool
    pictures: tuple[Frame, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        """The item's title; a heading must not be empty, for the outline's sake too."""
        return self.item.title.strip() or UNTITLED

    @property
    def size(self) -> int:
        """Characters of the body."""
        return sum(len(piece.text) for piece in self.body)

    @property
    def picture_rows(self) -> list[Sequence[Frame]]:
        """Several pictures, row by row, or a panorama; another one alone opens the text instead."""
        if len(self.pictures) > 1:
            return rows(self.pictures)
        return [self.pictures] if self.pictures and self.pictures[0].is_across else []

    @property
    def has_small_box(self) -> bool:
        """Whether the box of facts fits a column."""
        awards = [award for award in self.item.facts.awards if award.recipients]
        agreements = [agreement for agreement in self.item.facts.cooperation if agreement.parties]
        rows_of_box = len(awards) + len(agreements)
        return 0 < rows_of_box <= SMALL_BOX_ROWS and all(
            len(award.recipients) <= SMALL_BOX_NAMES for award in awards
        )

    @property
    def columns(self) -> int:
        """Two columns for a text rich in Latin words, one for two lines across the page, else three."""
        if self.size <= SHORT and not self.pictures:
            return 1
        latin = sum(len(_LATIN.findall(piece.text)) for piece in self.body)
        return 2 if latin > LATIN_SHARE * self.size else 3


@dataclass(frozen=True, slots=True)
class Band:
    """A theme section (专题): its heading and its stories."""

    theme: str
    label: str
    anchor: str
    stories: tuple[Story, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A story in shared columns, with the heading of the section it opens there."""

    story: Story
    heading: Band | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """One thing as wide as the page.

    ``kind`` is ``heading`` (of ``band``), ``lead`` or ``wide`` (one entry), or
    ``shared`` (columns of several entries).
    """

    kind: str
    entries: tuple[Entry, ...] = ()
    band: Band | None = None


def make_up(edition: Edition, digest: Digest, assets: Path) -> tuple[tuple[Band, ...], tuple[Block, ...]]:
    """Lay an edition out.

    Args:
        edition: What to print.
        digest: Says whether full texts or summaries are printed.
        assets: Where the pictures are.

    Returns:
        One band for each section that has items, and the blocks in printing order.
    """
    full = digest.body_bulletin is BodyLength.FULL
    sections = [section for section in edition.sections if section.items]
    bands = tuple(_band(section, number, assets, full=full) for number, section in enumerate(sections, 1))
    return bands, tuple(_settled(_blocks(bands)))


def _blocks(bands: tuple[Band, ...]) -> Iterator[Block]:
    """Give the blocks; runs of short stories come out as neighbouring ``shared`` blocks."""
    for position, band in enumerate(bands):
        stories = band.stories
        is_first = position == 0
        if is_first:
            yield Block("heading", band=band)
            yield Block("lead", (Entry(stories[0]),))
            stories = stories[1:]
        elif any(_is_wide(story) for story in stories):
            yield Block("heading", band=band)
        else:
            first, *others = stories
            yield Block("shared", (Entry(first, band), *map(Entry, others)))
            continue
        for story in stories:
            yield Block("wide" if _is_wide(story) else "shared", (Entry(story),))


def _settled(blocks: Iterator[Block]) -> Iterator[Block]:
    """Join neighbouring shared blocks; a section alone in them gets its heading across."""
    for kind, group in groupby(blocks, key=lambda block: block.kind):
        if kind != "shared":
            yield from group
            continue
        entries = tuple(entry for block in group for entry in block.entries)
        headed = [entry.heading for entry in entries if entry.heading]
        if len(headed) == 1 and entries[0].heading:
            yield Block("heading", band=headed[0])
            entries = tuple(Entry(entry.story) for entry in entries)
        yield Block("shared", entries)


def _is_wide(story: Story) -> bool:
    has_roll = any(len(award.recipients) >= ROLL_FROM for award in story.item.facts.awards)
    return story.size >= WIDE_FROM or has_roll or _has_text_beside(story)


def _has_text_beside(story: Story) -> bool:
    """Tell whether the text fills the columns beside its picture; below one it stands in any case."""
    if len(story.pictures) != 1 or story.picture_rows:
        return bool(story.pictures)
    lines = sum(math.ceil((len(piece.text) + 2) / COLUMN_LETTERS) for piece in story.body)
    return lines >= (story.columns - 1) * (story.pictures[0].height / LINE + CAPTION_LINES)


def _band(section: Section, number: int, assets: Path, *, full: bool) -> Band:
    stories = tuple(
        _story(item, f"item-{number}-{place}", assets, full=full)
        for place, item in enumerate(section.items, 1)
    )
    return Band(section.theme, section.label, f"section-{number}", stories)


def _story(item: Item, anchor: str, assets: Path, *, full: bool) -> Story:
    pictures, unusable = frames(item.images, assets)
    warnings = tuple(f"{warning}（{item.title}）" for warning in unusable)
    quoted = not (full and item.paragraphs)
    body = tuple(Piece("quote", quote.text) for quote in item.summary) if quoted else _full_body(item)
    return Story(item, anchor, body, quoted, pictures, warnings)


def _full_body(item: Item) -> tuple[Piece, ...]:
    """Put subheads and speakers where they stood; a place beyond the end comes last."""
    last = len(item.paragraphs)
    body: list[Piece] = []
    for index in range(last + 1):
        for kind, heads in (("subhead", item.subheads), ("speaker", item.speakers)):
            body.extend(Piece(kind, text) for place, text in heads if min(place, last) == index)
        if index < last:
            body.append(Piece("text", item.paragraphs[index]))
    return _as_letter(body)


def _as_letter(body: list[Piece]) -> tuple[Piece, ...]:
    """Mark what a notice begins and ends with: to whom, by whom, on what day (GB/T 9704 7.3)."""
    if len(body) > _LEAST_LETTER and body[-1].kind == "text" and _DAY.fullmatch(body[-1].text):
        body[-1] = Piece("signed", body[-1].text)
        if _SIGNATORY.fullmatch(body[-2].text):
            body[-2] = Piece("signatory", body[-2].text)
        if _ADDRESSEE.fullmatch(body[0].text):
            body[0] = Piece("addressee", body[0].text)
    return tuple(body)
