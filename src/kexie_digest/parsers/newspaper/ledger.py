"""The owner of every character of a page.

Takes pieces with the slots they went to, gives the ownership list. What is left of a line
besides its pieces is decoration when it is no letter or figure; anything else left over
stays unowned and fails the conservation check.
"""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import chain

from kexie_digest.model import Ownership, Span
from kexie_digest.parsers.newspaper.draft import Piece
from kexie_digest.parsers.newspaper.page.lines import Line


class Ledger:
    """Who owns which stretch; a piece is written down once."""

    def __init__(self) -> None:
        self._entries: list[Ownership] = []

    def own(self, piece: Piece, slot: str) -> None:
        """Write a piece down under a slot.

        Args:
            piece: The stretch.
            slot: Its path, such as ``articles[0].title``.
        """
        self._entries += [Ownership(span, slot) for span in piece.spans]

    def close(self, lines: Sequence[Line], columns: Sequence[Piece]) -> tuple[Ownership, ...]:
        """Give the decoration its owner too.

        Args:
            lines: All lines of the page.
            columns: Names of column heads; the pinyin beside them is decoration.

        Returns:
            The whole list, in document order.
        """
        taken = sorted((entry.span.start, entry.span.end) for entry in self._entries)
        rubric_lines = {piece.line.index for piece in columns}
        place = 0
        for line in lines:
            self._entries += [
                Ownership(Span(a, b, line.number, line.page, line.part), "decoration") for a, b in line.markup
            ]
            first, last = line.offsets[0], line.offsets[-1] + 1
            while place < len(taken) and taken[place][1] <= first:
                place += 1
            at, reached = place, first
            holes: list[tuple[int, int]] = []
            while at < len(taken) and taken[at][0] < last:
                if taken[at][0] > reached:
                    holes.append((reached, taken[at][0]))
                reached = max(reached, taken[at][1])
                at += 1
            if reached < last:
                holes.append((reached, last))
            if holes:
                self._leftovers(line, holes, is_rubric=line.index in rubric_lines)
        return tuple(sorted(self._entries, key=lambda entry: (entry.span.start, entry.span.end)))

    def _leftovers(self, line: Line, holes: list[tuple[int, int]], *, is_rubric: bool) -> None:
        offsets = line.offsets
        places = chain.from_iterable(
            range(bisect_left(offsets, start), bisect_left(offsets, end)) for start, end in holes
        )
        for place in places:
            char, offset = line.text[place], offsets[place]
            if char.isspace():
                continue
            if not char.isalnum() or (is_rubric and ord(char) < 0x250):  # noqa: PLR2004 - Latin
                self._entries.append(
                    Ownership(Span(offset, offset + 1, line.number, line.page, line.part), "decoration")
                )
