"""Reports filed under keys and days.

Takes numbers of reports with key and day, gives those filed under a key near some days.
It keeps all in memory: a batch, or what one portion asked of the store.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Iterable

from kexie_digest.events.index_keys import Asked

#: Bits of a number: day and number stand in one integer, for a hundred thousand small
#: pairs would keep the collector busy.
_NUMBER_BITS = 40
_NUMBER = (1 << _NUMBER_BITS) - 1


class Filings:
    """Numbers under keys, in order of days: a common name may be filed in every month of ten years."""

    def __init__(self) -> None:
        """Start with nothing filed."""
        self._filed: dict[int, list[int]] = defaultdict(list)

    def file(self, rows: Iterable[tuple[int, int, int]]) -> None:
        """File reports.

        Args:
            rows: A key, a day (0 for none) and the number of the report; quickest in order.
        """
        filed = self._filed
        for key, day, number in rows:
            row = day << _NUMBER_BITS | number
            present = filed[key]
            if present and row < present[-1]:
                insort(present, row)
            else:
                present.append(row)

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
            if key in filed:
                present = filed[key]
                start = bisect_left(present, first << _NUMBER_BITS)
                end = bisect_left(present, (last + 1) << _NUMBER_BITS, start)
                if start < end:
                    near = {row & _NUMBER for row in present[start:end]}
                    found[key] = found[key] | near if key in found else near
        return found
