"""What stands in the Word file, before it is XML: paragraphs, tables, pictures.

Values only; ``body`` and ``front`` make them, ``pages`` measures them, ``writing`` writes
them down.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from kexie_digest.renderers.pdf.pictures import Frame


@dataclass(frozen=True, slots=True)
class Run:
    """Text of one look: ``style`` names a character style; ``href`` makes it a link."""

    text: str
    style: str = ""
    href: str | None = None


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph in a named style; ``anchor`` can be linked to, ``language`` is a BCP 47 tag.

    ``before`` is the empty lines above it, where the style's own are not wanted.
    """

    style: str
    runs: tuple[Run, ...]
    anchor: str = ""
    language: str = "zh-CN"
    before: int | None = None

    @property
    def text(self) -> str:
        """Its characters."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell over ``span`` columns; a spread name takes the room of three characters (分散对齐)."""

    text: str
    span: int = 1
    is_spread: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose first row is its head, repeated on every page; ``shares`` are column widths."""

    rows: tuple[tuple[Cell, ...], ...]
    shares: tuple[float, ...]
    is_centred: bool = False
    language: str = "zh-CN"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as wide as the text, at most so high that seven lines of the grid hold it."""

    frame: Frame


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents: heading, its level, where it leads and on which page that is."""

    text: str
    level: int
    anchor: str
    page: int = 0


Block: TypeAlias = Paragraph | Table | Picture


def plain(style: str, text: str, *, anchor: str = "", language: str = "zh-CN") -> Paragraph:
    """Make a paragraph of one run."""
    return Paragraph(style, (Run(text),), anchor, language)
