"""One article under construction, made of pieces of rows.

Plain containers that ``building`` fills and ``finishing`` turns into values.
"""

from dataclasses import dataclass, field

from kexie_digest.model import Byline, Dateline, Flag, Person, Span
from kexie_digest.parsers import pieces
from kexie_digest.parsers.pieces import Mark, Signature
from kexie_digest.parsers.prose.rows import Row
from kexie_digest.parsers.prose.sorting import Sorted
from kexie_digest.text.spacing import joint


class Piece(pieces.Piece[Row]):
    """Characters of a row of the text."""

    __slots__ = ()


def whole(row: Row) -> Piece:
    """Take all of a row.

    Args:
        row: The row.

    Returns:
        The piece.
    """
    return Piece(row, 0, len(row.text))


@dataclass(slots=True)
class Paragraph:
    """Pieces that make one paragraph; ``is_prose`` is False for a table's row."""

    pieces: list[Piece]
    is_prose: bool = True

    @property
    def text(self) -> str:
        """The pieces, a blank between Latin words only."""
        text = ""
        for piece in self.pieces:
            continues = text and piece.start == 0
            text += (joint(text, piece.text) if continues else "") + piece.text
        return text

    @property
    def spans(self) -> tuple[Span, ...]:
        """Where the pieces stand."""
        return tuple(span for piece in self.pieces for span in piece.spans)


@dataclass(slots=True)
class Picture:
    """A caption and its credit."""

    text: Piece
    credit: Piece | None
    people: tuple[Byline, ...]


@dataclass(slots=True)
class Figure:
    """A picture the text names, and the caption that stands with it."""

    row: Row
    caption: Picture | None = None


@dataclass(slots=True)
class Draft:
    """Everything read from one text."""

    titles: list[Sorted] = field(default_factory=list)
    printed_title: Piece | None = None
    paragraphs: list[Paragraph] = field(default_factory=list)
    subheads: list[Mark[Piece]] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    signatures: list[Signature[Piece]] = field(default_factory=list)
    dateline: Dateline = field(default_factory=Dateline)
    dateline_piece: Piece | None = None
    sources: list[Piece] = field(default_factory=list)
    dates: list[Piece] = field(default_factory=list)
    editors: list[tuple[Piece, tuple[Person, ...]]] = field(default_factory=list)
    furniture: list[Piece] = field(default_factory=list)
    page_lines: list[Piece] = field(default_factory=list)
    noise: list[Piece] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
