"""Pieces: stretches of printed lines, of which articles are put together.

Takes lines and places in them, gives their text and the way back to the document. The
reader of pages and the reader of single texts both build with them, so nothing is ever
retyped. It decides nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, Protocol, TypeVar

from kexie_digest.model import Byline, Span


class Printed(Protocol):
    """A line without its markup, and where its characters stand in the document."""

    @property
    def text(self) -> str:
        """What is printed."""

    @property
    def folded(self) -> str:
        """The same for matching, character for character."""

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """Where a stretch of the text stands."""


AnyLine = TypeVar("AnyLine", bound=Printed)


@dataclass(frozen=True, slots=True)
class Piece(Generic[AnyLine]):
    """Characters ``start`` to ``end`` of a line's text."""

    line: AnyLine
    start: int
    end: int

    @property
    def text(self) -> str:
        """The characters as printed."""
        return self.line.text[self.start : self.end]

    @property
    def folded(self) -> str:
        """The characters for matching."""
        return self.line.folded[self.start : self.end]

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where they stand in the document."""
        return self.line.spans(self.start, self.end)

    @property
    def span(self) -> Span | None:
        """The first of the spans."""
        return self.spans[0] if self.spans else None


AnyPiece = TypeVar("AnyPiece")


@dataclass(slots=True)
class Signature(Generic[AnyPiece]):
    """A printed byline and whom it names."""

    piece: AnyPiece
    people: tuple[Byline, ...]


@dataclass(slots=True)
class Mark(Generic[AnyPiece]):
    """A subhead or a speaker's line and the paragraph it stands before."""

    pieces: list[AnyPiece]
    before: int


def keep(raw: str, cuts: Sequence[tuple[int, int]], base: int) -> tuple[int, ...] | range:
    """Find the characters of a line that are text.

    Args:
        raw: The line as extracted.
        cuts: Half-open stretches of markup, sorted by their start.
        base: Place of its first character in the document.

    Returns:
        Absolute places without markup and outer blanks; a range where they follow each other.
    """
    if not cuts:
        left, right = len(raw) - len(raw.lstrip()), len(raw.rstrip())
        return range(base + left, base + right) if left < right else ()
    kept: list[int] = []
    place = 0
    for start, end in cuts:
        kept += range(place, start)
        place = max(place, end)
    kept += range(place, len(raw))
    first, last = 0, len(kept)
    while first < last and raw[kept[first]].isspace():
        first += 1
    while last > first and raw[kept[last - 1]].isspace():
        last -= 1
    places = tuple(base + place for place in kept[first:last])
    if places and places[-1] - places[0] + 1 == len(places):
        return range(places[0], places[-1] + 1)
    return places


def gather(text: str, offsets: tuple[int, ...] | range) -> str:
    """Read the characters at some places.

    Args:
        text: The document.
        offsets: Places in it, ascending.

    Returns:
        The characters, nothing between them.
    """
    if isinstance(offsets, range):
        return text[offsets.start : offsets.stop]
    return "".join(map(text.__getitem__, offsets))


def stretches(offsets: tuple[int, ...] | range, start: int, end: int) -> list[tuple[int, int]]:
    """Give the stretches of the document that a piece of a line is made of.

    Args:
        offsets: Place of each character of the line.
        start: First character of the piece.
        end: One past its last.

    Returns:
        Half-open stretches: one, or several where markup stands inside; none for an empty piece.
    """
    if start >= end:
        return []
    if isinstance(offsets, range):
        return [(offsets.start + start, offsets.start + end)]
    found: list[tuple[int, int]] = []
    left = offsets[start]
    for before, place in pairwise(offsets[start:end]):
        if place != before + 1:
            found.append((left, before + 1))
            left = place
    return [*found, (left, offsets[end - 1] + 1)]
