"""Reports filed under keys and days.

Takes numbers of reports with key and day, gives those filed under a key near some days.
It keeps all in memory: a batch, or what one portion asked of the store.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from kexie_digest.events.index_keys import Asked

#: Days are kept in blocks of 2 ** 6: a common name may be filed in every month of ten years.
_BLOCK_BITS = 6
#: Bits of a block's number, and of a day: key and block, number and day stand in one
#: number each, for ten thousand small lists and pairs would keep the collector busy.
_BLOCKS, _DAYS = 18, 24
_DAY = (1 << _DAYS) - 1
#: Whoever asks for more blocks than this wants every day.
_MOST_BLOCKS = 64


class Filings:
    """Numbers under keys and days."""

    def __init__(self) -> None:
        """Start with nothing filed."""
        self._filed: dict[int, list[int]] = defaultdict(list)
        self._known: set[int] = set()

    def file(self, rows: Iterable[tuple[int, int, int]]) -> None:
        """File reports.

        Args:
            rows: A key, a day (0 for none) and the number of the report.
        """
        filed, blocks = self._filed, set()
        for key, day, number in rows:
            block = day >> _BLOCK_BITS
            filed[key << _BLOCKS | block].append(number << _DAYS | day)
            blocks.add(block)
        self._known |= blocks

    def near(self, asked: Iterable[Asked]) -> dict[int, set[int]]:
        """Look up who is filed near some days.

        Args:
            asked: Keys, each with first and last day.

        Returns:
            Key → numbers, for the keys that someone is filed under.
        """
        found: dict[int, set[int]] = {}
        filed = self._filed
        for key, first, last in asked:
            base = key << _BLOCKS
            for block in self._blocks(first >> _BLOCK_BITS, last >> _BLOCK_BITS):
                if base | block in filed:
                    near = {row >> _DAYS for row in filed[base | block] if first <= row & _DAY <= last}
                    if near:
                        found[key] = found[key] | near if key in found else near
        return found

    def _blocks(self, first: int, last: int) -> Collection[int]:
        return range(first, last + 1) if last - first <= _MOST_BLOCKS else self._known
