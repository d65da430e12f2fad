"""A linear-chain conditional random field over characters: how likely each stretch is a winner's name.

Takes the features of a sentence (``features``) and the weights, gives stretches with probabilities.
Every character is outside a name or begins, continues or ends one; names of persons and all others
have labels of their own (Lafferty, McCallum, Pereira 2001). It learns nothing: the weights are
taught by ``tests/facts/teach_tagger.py``.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import mul
from struct import Struct

from kexie_digest.facts.awards.tagging.features import Described

#: Outside; then begin, inside, end of a person's name and of any other.
LABELS = ("O", "BP", "IP", "EP", "BX", "IX", "EX")
_KINDS = ((1, 2, 3), (4, 5, 6))
_STOPS = (0, 3, 6)
#: A stretch less likely than this is not looked at.
_LEAST = 0.02
_LONGEST = 45
#: A row of weights in hundredths stands in one integer, a lane a label: a character has some thirty
#: features, and one sum for all labels takes far less time than seven.
_LANE, _LANES = 32, Struct(f"<{len(LABELS)}I")
#: What makes every lane of a sum positive.
_MIDDLE = sum(1 << (_LANE * at + _LANE - 1) for at in range(len(LABELS)))
#: Ends a prefix.
_BAR = re.compile(r"\|")
_Table = list[list[float]]


@dataclass(frozen=True)
class Weights:
    """What each feature says for each label, in whole hundredths, and each label for the next one."""

    features: dict[str, tuple[float, ...]]
    transitions: tuple[tuple[float, ...], ...]

    @cached_property
    def moves(self) -> _Table:
        """How much each label speaks for the next one."""
        return [[math.exp(weight) for weight in row] for row in self.transitions]

    def sum(self, names: Iterable[str], prefix: str = "") -> int:
        """Add up what features say, all labels in one."""
        return sum(filter(None, map(self._packed.get(prefix, {}).get, names)))

    @cached_property
    def _packed(self) -> Mapping[str, Mapping[str, int]]:
        """Each row as one integer, alike rows as the same; by every prefix and what follows it."""
        rows = {row: _packed(row) for row in set(self.features.values())}
        found: dict[str, dict[str, int]] = {}
        for name, row in self.features.items():
            for cut in (0, *(bar.end() for bar in _BAR.finditer(name))):
                found.setdefault(name[:cut], {})[name[cut:]] = rows[row]
        return found


def _packed(row: Sequence[float]) -> int:
    return sum(round(100 * weight) << (_LANE * at) for at, weight in enumerate(row))


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
    moves = weights.moves
    ahead, scales = _ahead(emitted, moves)
    behind = _behind(emitted, moves, scales)
    found = sorted(_likely(emitted, moves, ahead, behind, scales), key=lambda one: (-one.chance, one.start))
    chosen: list[Stretch] = []
    taken: set[int] = set()
    for one in found:
        if taken.isdisjoint(range(one.start, one.end)):
            chosen.append(one)
            taken.update(range(one.start, one.end))
    return chosen


def _emitted(described: Described, weights: Weights) -> list[list[float]]:
    """How much the features of each character speak for each label, the best as 1."""
    shared = {
        key: sum(weights.sum(features, prefix) for prefix, features in found)
        for key, found in described.shared.items()
    }
    emitted = []
    for own, key in zip(described.own, described.group, strict=True):
        told = weights.sum(own) + (shared[key] if key else 0) + _MIDDLE
        sums = _LANES.unpack(told.to_bytes(_LANES.size, "little"))
        most = max(sums)
        emitted.append([math.exp((one - most) / 100) for one in sums])
    return emitted


def _ahead(emitted: _Table, moves: _Table) -> tuple[_Table, list[float]]:
    """Forward probabilities, scaled to sum 1 at every character, and the scales.

    Written out label by label, for three at most go before one: loops take four times as long.
    """
    to_o, to_bp, to_ip, to_ep, to_bx, to_ix, to_ex = zip(*moves, strict=True)
    row = [1.0, 1.0, 0.0, 0.0, 1.0, 0.0, 0.0]
    found: _Table = []
    scales: list[float] = []
    for emission in emitted:
        row = list(map(mul, emission, row))
        scale = sum(row) or 1.0
        o, bp, ip, ep, bx, ix, ex = last = [one / scale for one in row]
        scales.append(scale)
        found.append(last)
        row = [
            o * to_o[0] + ep * to_o[3] + ex * to_o[6],
            o * to_bp[0] + ep * to_bp[3] + ex * to_bp[6],
            bp * to_ip[1] + ip * to_ip[2],
            bp * to_ep[1] + ip * to_ep[2],
            o * to_bx[0] + ep * to_bx[3] + ex * to_bx[6],
            bx * to_ix[4] + ix * to_ix[5],
            bx * to_ex[4] + ix * to_ex[5],
        ]
    return found, scales


def _behind(emitted: _Table, moves: _Table, scales: Sequence[float]) -> _Table:
    """Backward probabilities by the same scales; names must be closed at the end."""
    from_o, from_bp, from_ip, from_ep, from_bx, from_ix, from_ex = moves
    row = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0, 1.0]
    found = [row]
    for emission, scale in zip(emitted[:0:-1], scales[:0:-1], strict=True):
        o, bp, ip, ep, bx, ix, ex = [one / scale for one in map(mul, row, emission)]
        row = [
            from_o[0] * o + from_o[1] * bp + from_o[4] * bx,
            from_bp[2] * ip + from_bp[3] * ep,
            from_ip[2] * ip + from_ip[3] * ep,
            from_ep[0] * o + from_ep[1] * bp + from_ep[4] * bx,
            from_bx[5] * ix + from_bx[6] * ex,
            from_ix[5] * ix + from_ix[6] * ex,
            from_ex[0] * o + from_ex[1] * bp + from_ex[4] * bx,
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
