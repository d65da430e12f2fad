"""Reports filed under keys and days.

Takes numbers of reports with key and day, gives those filed under a key near some days.
It keeps all in memory: a batch, or what one portion asked of the store.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from kexie_digest.events.index_keys import Asked

#: Days are kept in blocks of 2 ** 6: a common name may be filed in every month of ten years.
_BLOCK_BITS = 6
#: Whoever asks for more blocks than this wants every day.
_MOST_BLOCKS = 64


class Filings:
    """Numbers under keys and days."""

    def __init__(self) -> None:
        """Start with nothing filed."""
        self._blocks: dict[int, dict[int, list[tuple[int, int]]]] = defaultdict(dict)

    def file(self, key: int, day: int, number: int) -> None:
        """File a report.

        Args:
            key: One of its keys.
            day: One of its days, 0 for none.
            number: The report.
        """
        self._blocks[key].setdefault(day >> _BLOCK_BITS, []).append((number, day))

    def near(self, asked: Iterable[Asked]) -> dict[int, set[int]]:
        """Look up who is filed near some days.

        Args:
            asked: Keys, each with first and last day.

        Returns:
            Key → numbers, for the keys that someone is filed under.
        """
        found: dict[int, set[int]] = {}
        for key, first, last in asked:
            blocks = self._blocks.get(key)
            if blocks is None:
                continue
            at, end = first >> _BLOCK_BITS, last >> _BLOCK_BITS
            near = blocks if end - at > _MOST_BLOCKS else range(at, end + 1)
            numbers = {
                number for block in near for number, day in blocks.get(block, ()) if first <= day <= last
            }
            if numbers:
                found[key] = found[key] | numbers if key in found else numbers
        return found
