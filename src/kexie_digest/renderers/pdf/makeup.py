"""Make up the bulletin (拼版): decide how much room and which form each story gets.

Takes an edition, gives the blocks of each section in printing order, for templates to
set. It does not change a text, and keeps the editors' order.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from kexie_digest.model import BodyLength, Digest, Edition, Item, Section

#: From this many characters on a story gets its own columns across the page; below, it
#: would be three columns of a few lines under a headline as wide as the page.
WIDE_FROM = 620
#: So many short stories in a row share the columns; fewer stand with the head at the side.
BRIEFS_FROM = 3


@dataclass(frozen=True, slots=True)
class Piece:
    """One element of a story's body: ``text``, ``quote``, ``subhead`` or ``speaker``."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Story:
    """An item with its anchor and its body as it will be set."""

    item: Item
    anchor: str
    body: tuple[Piece, ...]
    quoted: bool

    @property
    def size(self) -> int:
        """Characters of the body."""
        return sum(len(piece.text) for piece in self.body)


@dataclass(frozen=True, slots=True)
class Block:
    """Stories set together: one ``lead``, ``wide`` or ``side`` story, or several ``briefs``."""

    kind: str
    stories: tuple[Story, ...]


@dataclass(frozen=True, slots=True)
class Band:
    """A theme section (专题) with its blocks."""

    theme: str
    label: str
    anchor: str
    blocks: tuple[Block, ...]

    @property
    def stories(self) -> tuple[Story, ...]:
        """All stories in reading order."""
        return tuple(story for block in self.blocks for story in block.stories)


def make_up(edition: Edition, digest: Digest) -> tuple[Band, ...]:
    """Lay an edition out in sections and blocks.

    Args:
        edition: What to print.
        digest: Says whether full texts or summaries are printed.

    Returns:
        One band for each section that has items.
    """
    full = digest.body_bulletin is BodyLength.FULL
    bands = []
    for number, section in enumerate((s for s in edition.sections if s.items), 1):
        stories = tuple(
            _story(item, f"item-{number}-{place}", full=full) for place, item in enumerate(section.items, 1)
        )
        bands.append(_band(section, f"section-{number}", stories, is_first=number == 1))
    return tuple(bands)


def _band(section: Section, anchor: str, stories: tuple[Story, ...], *, is_first: bool) -> Band:
    blocks: list[Block] = []
    if is_first:
        blocks.append(Block("lead", stories[:1]))
        stories = stories[1:]
    for is_wide, run in groupby(stories, key=_is_wide):
        group = tuple(run)
        if is_wide:
            blocks.extend(Block("wide", (story,)) for story in group)
        elif len(group) >= BRIEFS_FROM:
            blocks.append(Block("briefs", group))
        else:
            blocks.extend(Block("side", (story,)) for story in group)
    return Band(section.theme, section.label, anchor, tuple(blocks))


def _is_wide(story: Story) -> bool:
    return story.size >= WIDE_FROM or bool(story.item.images)


def _story(item: Item, anchor: str, *, full: bool) -> Story:
    if full and item.paragraphs:
        return Story(item, anchor, _full_body(item), quoted=False)
    return Story(item, anchor, tuple(Piece("quote", quote.text) for quote in item.summary), quoted=True)


def _full_body(item: Item) -> tuple[Piece, ...]:
    """Put subheads and speakers where they stood; a place beyond the end comes last."""
    last = len(item.paragraphs)
    body: list[Piece] = []
    for index in range(last + 1):
        for kind, heads in (("subhead", item.subheads), ("speaker", item.speakers)):
            body.extend(Piece(kind, text) for place, text in heads if min(place, last) == index)
        if index < last:
            body.append(Piece("text", item.paragraphs[index]))
    return tuple(body)
