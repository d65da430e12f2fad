"""Topic: what a short line shares with the text below and above it.

Takes the lines of a page, gives weighted character-bigram coverages. A headline's words
come back in the body below it (median .44 on generated pages, a subhead's .0), and two
articles share less than two halves of one (.02 against .06).
"""

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import add
from typing import Final

from kexie_digest.parsers.newspaper.page import shape
from kexie_digest.parsers.newspaper.page.lines import Line

#: Midway between what headlines and subheads share with the text around them.
BELOW_MIDDLE: Final = 0.22
_ACROSS_MIDDLE: Final = 0.042
_HANZI: Final = re.compile("[\u4e00-\u9fff]{2,}")
_WINDOW: Final = 200
_REACH: Final = 9
_BODY_LENGTH: Final = 20
_SHORT: Final = 48


@dataclass(frozen=True, slots=True)
class Bond:
    """Coverage of a line by the text below and above it, and likeness of these two; 0..1 each.

    ``news`` is above 0 when the line's words come back below it, and when what stands below
    has little in common with what stands above: then it heads something new.
    """

    below: float = 0.0
    above: float = 0.0
    across: float = 0.0
    news: float = 0.0


class Topics:
    """Weights of a page's bigrams, and the bonds of its short lines."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._grams = [bigrams(line.folded) for line in lines]
        counts = Counter(chain.from_iterable(self._grams))
        total = len(lines)
        by_count = {count: math.log(1 + total / count) for count in set(counts.values())}
        self._weights = {gram: by_count[count] for gram, count in counts.items()}
        self._new = math.log(1 + total)
        self._bonds: dict[int, Bond] = {}
        self._windows: dict[tuple[int, ...], tuple[frozenset[str], float]] = {(): (frozenset(), 0.0)}
        self._is_prose = [
            len(line.folded) >= _BODY_LENGTH or shape.ends_sentence(line.folded) for line in lines
        ]

    def weigh(self, grams: Iterable[str]) -> float:
        """Sum the weights of bigrams; those of the whole page weigh least.

        Args:
            grams: Bigrams.

        Returns:
            The sum.
        """
        weights, new = self._weights, self._new
        return sum([weights.get(gram, new) for gram in grams])

    def _printed(self, grams: frozenset[str]) -> float:
        """The same for bigrams of the page's own lines, all of which have a weight."""
        return sum(map(self._weights.__getitem__, grams))

    def coverage(self, piece: str, body: str) -> float:
        """Tell how much of a line a body says too.

        Args:
            piece: The folded line.
            body: The folded body.

        Returns:
            Weighted share 0..1.
        """
        own = bigrams(piece)
        whole = self.weigh(own)
        return self.weigh([gram for gram in own if gram in body]) / whole if whole else 0.0

    def bond(self, index: int) -> Bond:
        """Measure how a short line hangs on its neighbourhood.

        Args:
            index: Which line.

        Returns:
            The bond; all 0 for a long line.
        """
        found = self._bonds.get(index)
        if found is None:
            found = self._bonds[index] = self._measure(index)
        return found

    def _measure(self, index: int) -> Bond:
        line = self._lines[index]
        if len(line.folded) > _SHORT:
            return Bond(news=_news(0.0, 0.0))
        below, below_weight = self._window(range(index + 1, min(index + 1 + _REACH, len(self._lines))))
        above, above_weight = self._window(range(index - 1, max(-1, index - 1 - _REACH), -1))
        least = min(below_weight, above_weight)
        across = self._printed(below & above) / least if least else 0.0
        grams = self._grams[index]
        whole = self._printed(grams)
        share_below = self._printed(grams & below) / whole if whole else 0.0
        share_above = self._printed(grams & above) / whole if whole else 0.0
        return Bond(share_below, share_above, across, _news(share_below, across))

    def _window(self, places: Iterable[int]) -> tuple[frozenset[str], float]:
        """The bigrams of the nearest prose and their weight; neighbours in a stack share a window."""
        chosen: list[int] = []
        length = 0
        for place in places:
            if not self._is_prose[place]:
                continue
            chosen.append(place)
            length += len(self._lines[place].folded)
            if length > _WINDOW:
                break
        key = tuple(chosen)
        if key not in self._windows:
            grams = frozenset().union(*[self._grams[place] for place in key])
            self._windows[key] = (grams, self._printed(grams))
        return self._windows[key]


def _news(below: float, across: float) -> float:
    fresh = max(-1.0, min(1.0, 25.0 * (_ACROSS_MIDDLE - across)))
    return max(-0.9, min(1.2, 4.0 * (below - BELOW_MIDDLE))) + fresh


def bigrams(folded: str) -> frozenset[str]:
    """Cut a text into the bigrams of its Chinese characters.

    Args:
        folded: Folded text.

    Returns:
        All pairs of neighbouring Chinese characters.
    """
    return frozenset(chain.from_iterable([map(add, run, run[1:]) for run in _HANZI.findall(folded)]))
