"""How the wording of an article sounds, whatever rule matches: what labelled notices taught.

Takes a laid-out article, gives for each built-in theme how likely its characters and pairs of
characters make it, and the stretches that speak for it most. A linear model (decision 0009):
each character or pair has a weight for each theme, weights are added up, and the sums compared
by a logistic function. ``tests/themes/teach.py`` writes the weights. It names no theme.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping
from itertools import pairwise

from kexie_digest.themes.fields import Reading
from kexie_digest.themes.wording.weights import taught

_HANZI = re.compile("[\u4e00-\u9fff]+")
#: A stretch is worth quoting from this weight on, and at most so many of them.
_TELLING, _QUOTED = 0.5, 3
#: So much of an article is heard, headlines first: the notices taught are no longer, and what a
#: longer one is about is said by then.
_HEARD = 300


def heard(reading: Reading) -> str:
    """Give the part of an article that the wording is judged by.

    Args:
        reading: The article, laid out.

    Returns:
        The beginning of its joined text.
    """
    return reading.folded[:_HEARD]


def grams(text: str) -> set[str]:
    """Give the hanzi of a text and the pairs of neighbours.

    Args:
        text: Folded text.

    Returns:
        Each once; what stands on two sides of a mark is no pair.
    """
    found: set[str] = set()
    for run in _HANZI.findall(text):
        found.update(run)
        found.update(map("".join, pairwise(run)))
    return found


def likelihoods(reading: Reading) -> Mapping[str, float]:
    """Tell how likely each built-in theme is by the wording alone.

    Args:
        reading: The article, laid out.

    Returns:
        A share of one for each theme; nothing where no known character stands.
    """
    weights = taught()
    rows = [weights.rows[gram] for gram in weights.rows.keys() & grams(heard(reading))]
    if not rows:
        return {}
    scale = 1 / math.sqrt(len(rows))
    powers = [math.exp(math.fsum(column) * scale) for column in zip(*rows, strict=True)]
    total = math.fsum(powers)
    return {theme: power / total for theme, power in zip(weights.themes, powers, strict=True)}


def telling(reading: Reading, theme: str) -> tuple[tuple[int, int, float], ...]:
    """Find the stretches of an article that speak for a theme most.

    Args:
        reading: The article, laid out.
        theme: A built-in theme.

    Returns:
        Start, end and weight of each in the joined text, the weightiest first, at most three.
    """
    column = taught().themes.index(theme)
    best: dict[str, tuple[int, int, float]] = {}
    for start, end, weight in _stretches(heard(reading), column):
        best.setdefault(reading.folded[start:end], (start, end, weight))
    ranked = sorted(best.values(), key=lambda one: (-one[2], one[0]))
    return tuple(one for one in ranked if one[2] >= _TELLING)[:_QUOTED]


def _stretches(text: str, column: int) -> Iterator[tuple[int, int, float]]:
    """Neighbouring pairs that all speak for a theme, as one stretch with the sum of their weights."""
    rows = taught().rows
    start, weight = -1, 0.0
    for at in range(len(text)):
        row = rows.get(text[at : at + 2])
        if row is not None and row[column] > 0:
            start, weight = (at, row[column]) if start < 0 else (start, weight + row[column])
        elif start >= 0:
            yield start, at + 1, round(weight, 3)
            start = -1
