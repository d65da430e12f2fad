"""The owner of every character of a text.

Takes stretches with the slot they landed in, gives the complete list: what is left of a
row belongs to decoration when it is no letter or figure, else to the row's own slot. So
no visible character is ever without an owner.
"""

from collections.abc import Sequence

from kexie_digest.model import Ownership
from kexie_digest.parsers.prose.rows import Row

DECORATION = "decoration"


class Ledger:
    """Who owns which stretch of which row."""

    def __init__(self) -> None:
        self._owned: dict[int, list[tuple[int, int, str]]] = {}

    def own(self, row: Row, start: int, end: int, *, slot: str) -> None:
        """Write a stretch down; a later entry never takes what an earlier one has.

        Args:
            row: The row.
            start: First character in ``row.text``.
            end: One past the last.
            slot: Path such as ``articles[0].title``.
        """
        if start < end:
            self._owned.setdefault(row.index, []).append((start, end, slot))

    def close(self, rows: Sequence[Row]) -> tuple[Ownership, ...]:
        """Give all rows' owners, decoration included.

        Args:
            rows: All rows of the document.

        Returns:
            The list in document order; no two stretches overlap.
        """
        found: list[Ownership] = []
        for row in rows:
            found += [Ownership(span, DECORATION) for span in row.mark_spans()]
            entries = self._owned.get(row.index, [])
            rest = entries[-1][2] if entries else DECORATION
            place = 0
            for start, end, slot in sorted(entries):
                found += _left_over(row, place, start, rest)
                found += [Ownership(span, slot) for span in row.spans(max(start, place), end)]
                place = max(place, end)
            found += _left_over(row, place, len(row.text), rest)
        return tuple(sorted(found, key=lambda entry: (entry.span.start, entry.span.end)))


def _left_over(row: Row, start: int, end: int, slot: str) -> list[Ownership]:
    """Punctuation that no entry took is decoration; words go to the row's last slot."""
    if start >= end or row.text[start:end].isspace():
        return []
    has_words = any(char.isalnum() for char in row.text[start:end])
    return [Ownership(span, slot if has_words else DECORATION) for span in row.spans(start, end)]
