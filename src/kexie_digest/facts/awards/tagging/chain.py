"""A linear-chain conditional random field over characters: how likely each stretch is a winner's name.

Takes the features of a sentence (``features``) and the weights, gives stretches with probabilities.
Every character is outside a name or begins, continues or ends one; names of persons and all others
have labels of their own (Lafferty, McCallum, Pereira 2001). It learns nothing: the weights are
taught by ``tests/facts/teach_tagger.py``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kexie_digest.facts.awards.tagging.features import Described

#: Outside; then begin, inside, end of a person's name and of any other.
LABELS = ("O", "BP", "IP", "EP", "BX", "IX", "EX")
_KINDS = ((1, 2, 3), (4, 5, 6))
_STARTS, _STOPS = (0, 1, 4), (0, 3, 6)
_BEFORE = ((0, 3, 6), (0, 3, 6), (1, 2), (1, 2), (0, 3, 6), (4, 5), (4, 5))
_BEHIND = tuple(
    tuple(at for at, before in enumerate(_BEFORE) if label in before) for label in range(len(LABELS))
)
#: A stretch less likely than this is not looked at.
_LEAST = 0.02
_LONGEST = 45
_NOTHING = (0.0,) * len(LABELS)


@dataclass(frozen=True)
class Weights:
    """What each feature says for each label, and each label for the next one."""

    features: dict[str, tuple[float, ...]]
    transitions: tuple[tuple[float, ...], ...]

    def sum(self, names: Sequence[str]) -> list[float]:
        """Add up what features say for each label."""
        known = [self.features[name] for name in names if name in self.features]
        return [sum(column) for column in zip(_NOTHING, *known, strict=True)]


@dataclass(frozen=True)
class Stretch:
    """A stretch of a sentence and how likely it names a winner."""

    chance: float
    start: int
    end: int


def stretches(described: Described, weights: Weights) -> list[Stretch]:
    """Find the stretches of a sentence that may name winners.

    Args:
        described: The features of its characters.
        weights: The weights taught.

    Returns:
        Stretches that do not overlap, the likeliest first.
    """
    emitted = _emitted(described, weights)
    moves = [[math.exp(weight) for weight in row] for row in weights.transitions]
    ahead, scales = _ahead(emitted, moves)
    behind = _behind(emitted, moves, scales)
    found = sorted(_likely(emitted, moves, ahead, behind, scales), key=lambda one: (-one.chance, one.start))
    chosen: list[Stretch] = []
    for one in found:
        if not any(one.start < other.end and other.start < one.end for other in chosen):
            chosen.append(one)
    return chosen


def _emitted(described: Described, weights: Weights) -> list[list[float]]:
    """How much the features of each character speak for each label, the best as 1."""
    shared = {key: weights.sum(names) for key, names in described.shared.items()}
    found = []
    for own, key in zip(described.own, described.group, strict=True):
        sums = weights.sum(own)
        if key:
            sums = [one + other for one, other in zip(sums, shared[key], strict=True)]
        most = max(sums)
        found.append([math.exp(one - most) for one in sums])
    return found


_Table = list[list[float]]


def _ahead(emitted: _Table, moves: _Table) -> tuple[_Table, list[float]]:
    """Forward probabilities, scaled to sum 1 at every character, and the scales."""
    row = [emitted[0][label] if label in _STARTS else 0.0 for label in range(len(LABELS))]
    found: _Table = []
    scales: list[float] = []
    for place, emission in enumerate(emitted):
        if place:
            row = [
                emission[label] * sum(found[-1][before] * moves[before][label] for before in _BEFORE[label])
                for label in range(len(LABELS))
            ]
        scale = sum(row) or 1.0
        scales.append(scale)
        found.append([one / scale for one in row])
    return found, scales


def _behind(emitted: _Table, moves: _Table, scales: Sequence[float]) -> _Table:
    """Backward probabilities by the same scales; names must be closed at the end."""
    row = [1.0 if label in _STOPS else 0.0 for label in range(len(LABELS))]
    found = [row]
    for place in range(len(emitted) - 1, 0, -1):
        weighed = [one * emission / scales[place] for one, emission in zip(row, emitted[place], strict=True)]
        row = [
            sum(moves[label][after] * weighed[after] for after in _BEHIND[label])
            for label in range(len(LABELS))
        ]
        found.append(row)
    return found[::-1]


def _likely(
    emitted: _Table, moves: _Table, ahead: _Table, behind: _Table, scales: Sequence[float]
) -> Iterator[Stretch]:
    """Every stretch that is likely enough, with its exact probability."""
    total = sum(ahead[-1][label] for label in _STOPS) or 1.0
    for begin, inside, end in _KINDS:
        for start, row in enumerate(ahead):
            if row[begin] * behind[start][begin] / total < _LEAST:
                continue
            mass, last = row[begin], begin
            for place in range(start + 1, min(len(emitted), start + _LONGEST)):
                step = emitted[place][end] / scales[place] * moves[last][end]
                chance = mass * step * behind[place][end] / total
                if chance > _LEAST:
                    yield Stretch(chance, start, place + 1)
                mass *= emitted[place][inside] / scales[place] * moves[last][inside]
                last = inside
                if mass * behind[place][inside] / total < _LEAST / 2:
                    break
