"""Drafts: articles under construction, made of pieces of lines.

Plain containers that ``assemble`` fills, ``repair`` moves about and ``finish`` turns
into values. A piece is a stretch of one line, so nothing is ever retyped.
"""

from dataclasses import dataclass, field

from kexie_digest.model import Byline, Dateline, Flag
from kexie_digest.parsers import pieces
from kexie_digest.parsers.newspaper.page.lines import Line
from kexie_digest.parsers.pieces import Mark, Signature


class Piece(pieces.Piece[Line]):
    """Characters of a line of the page."""

    __slots__ = ()


def whole(line: Line) -> Piece:
    """Take all of a line.

    Args:
        line: The line.

    Returns:
        The piece.
    """
    return Piece(line, 0, len(line.text))


@dataclass(slots=True)
class Paragraph:
    """Pieces that were one paragraph before columns and pictures cut it; no prose: a table's row."""

    pieces: list[Piece]
    is_prose: bool = True

    @property
    def text(self) -> str:
        """The pieces with nothing between them."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def folded(self) -> str:
        """The same for matching."""
        return "".join(piece.folded for piece in self.pieces)

    @property
    def end(self) -> str:
        """The last piece for matching: enough to see whether a sentence is open."""
        return self.pieces[-1].folded


@dataclass(slots=True)
class Picture:
    """A caption with its credits; either may be missing."""

    texts: list[Piece]
    credits: list[Piece]
    people: tuple[Byline, ...] = ()
    marks: list[Piece] = field(default_factory=list)
    at: int = 0

    @property
    def folded(self) -> str:
        """The caption for matching."""
        return "".join(piece.folded for piece in self.texts)


@dataclass(slots=True)
class Draft:
    """One article under construction."""

    column: str | None = None
    heads: list[Piece] = field(default_factory=list)
    shared: list[Piece] = field(default_factory=list)
    paragraphs: list[Paragraph] = field(default_factory=list)
    signatures: list[Signature[Piece]] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)
    subheads: list[Mark[Piece]] = field(default_factory=list)
    speakers: list[Mark[Piece]] = field(default_factory=list)
    dateline: Dateline = field(default_factory=Dateline)
    dateline_piece: Piece | None = None
    gaps: list[tuple[int, int]] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
    is_closed: bool = False

    @property
    def folded(self) -> str:
        """The whole body for matching."""
        return "".join(paragraph.folded for paragraph in self.paragraphs)

    @property
    def lines(self) -> set[int]:
        """The lines of the page that have a part in it."""
        pieces = [*self.heads, *self.shared, *(signature.piece for signature in self.signatures)]
        pieces += [piece for paragraph in self.paragraphs for piece in paragraph.pieces]
        pieces += [piece for mark in (*self.subheads, *self.speakers) for piece in mark.pieces]
        for picture in self.pictures:
            pieces += [*picture.texts, *picture.credits, *picture.marks]
        if self.dateline_piece:
            pieces.append(self.dateline_piece)
        return {piece.line.index for piece in pieces}

    @property
    def is_empty(self) -> bool:
        """Whether nothing was put in yet besides the column."""
        marks = self.subheads or self.speakers or self.dateline_piece
        return not (self.heads or self.paragraphs or self.signatures or self.pictures or marks)


@dataclass(slots=True)
class Sheet:
    """All that was read from a page."""

    drafts: list[Draft] = field(default_factory=list)
    columns: list[Piece] = field(default_factory=list)
    masthead: list[Line] = field(default_factory=list)
    colophon: list[Line] = field(default_factory=list)
    noise: list[Line] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
