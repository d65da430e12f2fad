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
        if start >= end:
            return ()
        if isinstance(self.offsets, range):
            first = self.offsets.start
            return (Span(first + start, first + end, self.number, self.page, self.part),)
        found: list[Span] = []
        left = start
        for place in range(start + 1, end + 1):
            if place == end or self.offsets[place] != self.offsets[place - 1] + 1:
                found.append(
                    Span(
                        self.offsets[left],
                        self.offsets[place - 1] + 1,
                        self.number,
                        self.page,
                        self.part,
                    )
                )
                left = place
        return tuple(found)


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
    offsets = _kept(raw, cuts, bounds[0])
    clean = (
        "".join(map(text.__getitem__, offsets))
        if cuts
        else text[offsets[0] : offsets[-1] + 1]
        if offsets
        else ""
    )
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


def _kept(raw: str, cuts: list[tuple[int, int]], base: int) -> tuple[int, ...] | range:
    """Absolute places of the characters that are text, outer blanks left out."""
    if not cuts:
        left = len(raw) - len(raw.lstrip())
        right = len(raw.rstrip())
        return range(base + left, base + right) if left < right else ()
    kept: list[int] = []
    place = 0
    for start, end in cuts:
        kept += range(place, start)
        place = max(place, end)
    kept += range(place, len(raw))
    while kept and raw[kept[0]].isspace():
        kept.pop(0)
    while kept and raw[kept[-1]].isspace():
        kept.pop()
    places = tuple(base + place for place in kept)
    if places and places[-1] - places[0] + 1 == len(places):
        return range(places[0], places[-1] + 1)
    return places
