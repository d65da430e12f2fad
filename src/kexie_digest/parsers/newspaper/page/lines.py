"""Lines: the page as the reader sees it, markup set apart.

Takes extracted blocks, gives one :class:`Line` per non-empty line with its reading
text, the folded text for matching, and the way back to every original character.
It decides nothing about what a line is.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from kexie_digest.model import Block, BlockKind, Extracted, Span
from kexie_digest.parsers.pieces import gather, keep, stretches
from kexie_digest.text.script import fold

_HEADING: Final = re.compile(r"\s*(#{1,6})(?!#)\s*")
#: Markup, and characters nobody sees.
_LEFT_OUT: Final = re.compile(r"\*\*|__|<br ?/?>|\\(?=[#*])|[\ufeff\u200b\u200c\u200d\u2060\ufffe]")
_INDENT: Final = re.compile(r"[\u3000\u00a0]{2}|\t| {2,8}(?=\S)")
_NARROW: Final = re.compile(r"[^\u2e80-\U0010ffff“”‘’…—·]")


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line.

    ``text`` is without markup and outer blanks, ``folded`` the same for matching,
    character for character. ``offsets`` gives each character of ``text`` its place
    in the decoded document; ``markup`` are the stretches left out as decoration.
    ``gap`` counts the blank lines above.
    """

    index: int
    text: str
    folded: str
    offsets: tuple[int, ...] | range
    markup: tuple[tuple[int, int], ...]
    number: int | None
    page: int
    part: str
    gap: int
    level: int | None
    size: float | None
    is_indented: bool
    is_bold: bool
    kind: BlockKind

    @property
    def width(self) -> float:
        """Width in full-width characters."""
        return len(self.text) - 0.5 * len(_NARROW.findall(self.text))

    def spans(self, start: int, end: int) -> tuple[Span, ...]:
        """Give the original stretches of a piece of ``text``.

        Args:
            start: First character of the piece.
            end: One past its last character.

        Returns:
            One span, or several where markup stands inside the piece.
        """
        found = stretches(self.offsets, start, end)
        return tuple([Span(first, last, self.number, self.page, self.part) for first, last in found])


def read_lines(extracted: Extracted) -> tuple[Line, ...]:
    """Cut the blocks of a document into lines.

    Args:
        extracted: Blocks with spans into ``extracted.text``.

    Returns:
        Lines that hold at least one visible character besides markup, in order.
    """
    text = extracted.text
    found: list[Line] = []
    waiting = 0
    bare: tuple[tuple[int, int], ...] = ()  # markup of rows that hold nothing else
    for block in extracted.blocks:
        waiting = max(waiting, block.gap_before)
        for start, end, row in _rows(text, block.span):
            line = _line(text, (start, end), block, row, len(found), waiting)
            if line.offsets:
                found.append(replace(line, markup=(*bare, *line.markup)) if bare else line)
                waiting, bare = 0, ()
            else:
                bare += line.markup
    if bare and found:
        found[-1] = replace(found[-1], markup=(*found[-1].markup, *bare))
    return tuple(found)


def _rows(text: str, span: Span) -> Iterator[tuple[int, int, int]]:
    """The rows of a block: start, end and count from the block's first line."""
    start, row = span.start, 0
    while start < span.end:
        end = text.find("\n", start, span.end)
        end = span.end if end < 0 else end
        yield start, end, row
        start, row = end + 1, row + 1


def _line(text: str, bounds: tuple[int, int], block: Block, row: int, index: int, gap: int) -> Line:
    raw = text[bounds[0] : bounds[1]]
    head = _HEADING.match(raw) if "#" in raw[:8] else None
    cuts = [(head.start(1), head.end(1))] if head else []
    cuts += [match.span() for match in _LEFT_OUT.finditer(raw)]
    offsets = keep(raw, cuts, bounds[0])
    clean = gather(text, offsets)
    number = None if block.span.line is None else block.span.line + row
    level = len(head.group(1)) if head else (block.level if row == 0 else None)
    return Line(
        index=index,
        text=clean,
        folded=fold(clean),
        offsets=offsets,
        markup=tuple((bounds[0] + a, bounds[0] + b) for a, b in cuts),
        number=number,
        page=block.span.page,
        part=block.span.part,
        gap=gap,
        level=level,
        size=block.size_ratio,
        is_indented=bool(_INDENT.match(raw)) and not head,
        is_bold="**" in raw and _is_bold(raw.strip(), clean),
        kind=block.kind,
    )


def _is_bold(raw: str, clean: str) -> bool:
    return raw.startswith("**") and raw.endswith("**") and len(clean) + 4 >= len(raw)
