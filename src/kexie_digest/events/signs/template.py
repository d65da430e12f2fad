"""Where two texts that run alike say something else: one template filled in twice.

Takes two strings of letters, gives the pairs of words that stand in the same place. A copy leaves
words out or puts some in; the neighbour's notice of the same week, or next month's, puts another
town, another person and another number where these stood.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

#: The least run of letters in common, and how far the next one may be from the last in either text.
_RUN, _NEAR = 3, 15
#: Words in one place are of like length, and short.
_LONGEST, _ALIKE = 14, 2
_FIGURE = re.compile(r"[\d〇零一二三四五六七八九十百千万两]+")


@dataclass(frozen=True, slots=True)
class Template:
    """How much of the shorter text runs alike (0 to 1), and what stands in the same places."""

    share: float
    replaced: tuple[tuple[str, str], ...]

    @property
    def figures(self) -> int:
        """In how many places both have a number, and not the same."""
        return sum(bool(_FIGURE.fullmatch(one) and _FIGURE.fullmatch(other)) for one, other in self.replaced)


def compare(left: str, right: str) -> Template:
    """Lay two texts side by side.

    Args:
        left: The letters of one.
        right: Those of the other.

    Returns:
        What runs alike and what was replaced between.
    """
    runs = _runs(left, right)
    gaps = [
        (left[at + size : to], right[there + size : goal])
        for (at, there, size), (to, goal, _) in pairwise(runs)
    ]
    share = sum(size for _, _, size in runs) / max(1, min(len(left), len(right)))
    return Template(share, tuple(gap for gap in gaps if _is_replaced(*gap)))


def _runs(left: str, right: str) -> list[tuple[int, int, int]]:
    """Runs in common in the order of both: where in the one, where in the other, how long."""
    found: list[tuple[int, int, int]] = []
    at = past = reached = 0
    while at + _RUN <= len(left):
        there = right.find(left[at : at + _RUN], reached, reached + _NEAR + 2 * (at - past))
        if there < 0:
            at += 1
            continue
        size = _RUN
        while left[at + size : at + size + 1] == right[there + size : there + size + 1] != "":
            size += 1
        found.append((at, there, size))
        at, reached = at + size, there + size
        past = at
    return found


def _is_replaced(one: str, other: str) -> bool:
    """Whether words stand for each other, and none is a part of the other (市, 澜江市)."""
    shorter, longer = sorted((len(one), len(other)))
    return shorter > 0 and longer <= min(_LONGEST, _ALIKE * shorter) and one not in other and other not in one
