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
from typing import Final

from kexie_digest.parsers.newspaper import shape
from kexie_digest.parsers.newspaper.lines import Line

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
        counts: Counter[str] = Counter()
        for grams in self._grams:
            counts.update(grams)
        total = len(lines)
        self._weights = {gram: math.log(1 + total / count) for gram, count in counts.items()}
        self._new = math.log(1 + total)
        self._bonds: dict[int, Bond] = {}

    def weigh(self, grams: Iterable[str]) -> float:
        """Sum the weights of bigrams; those of the whole page weigh least.

        Args:
            grams: Bigrams.

        Returns:
            The sum.
        """
        weights, new = self._weights, self._new
        return sum([weights.get(gram, new) for gram in grams])

    def coverage(self, piece: str, body: frozenset[str]) -> float:
        """Tell how much of a line a body says too.

        Args:
            piece: The folded line.
            body: Bigrams of the body.

        Returns:
            Weighted share 0..1.
        """
        own = bigrams(piece)
        whole = self.weigh(own)
        return self.weigh(own & body) / whole if whole else 0.0

    def bond(self, index: int) -> Bond:
        """Measure how a short line hangs on its neighbourhood.

        Args:
            index: Which line.

        Returns:
            The bond; all 0 for a long line.
        """
        if index not in self._bonds:
            self._bonds[index] = self._measure(index)
        return self._bonds[index]

    def _measure(self, index: int) -> Bond:
        line = self._lines[index]
        if len(line.folded) > _SHORT:
            return Bond(news=_news(0.0, 0.0))
        below = self._window(range(index + 1, min(index + 1 + _REACH, len(self._lines))))
        above = self._window(range(index - 1, max(-1, index - 1 - _REACH), -1))
        least = min(self.weigh(below), self.weigh(above))
        across = self.weigh(below & above) / least if least else 0.0
        own = self.coverage(line.folded, below)
        return Bond(own, self.coverage(line.folded, above), across, _news(own, across))

    def _window(self, places: Iterable[int]) -> frozenset[str]:
        found: set[str] = set()
        length = 0
        for place in places:
            folded = self._lines[place].folded
            if len(folded) < _BODY_LENGTH and not shape.ends_sentence(folded):
                continue
            found |= self._grams[place]
            length += len(folded)
            if length > _WINDOW:
                break
        return frozenset(found)


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
    return frozenset([run[i : i + 2] for run in _HANZI.findall(folded) for i in range(len(run) - 1)])
