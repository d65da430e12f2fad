"""How strongly two reports are tied to one happening, and why.

Takes two signatures and how rare each name is, gives a score with a reason in Chinese,
or nothing. A shared rare name and no contradiction of day or place are required: texts
that only sound alike (.30 cosine) were different events (UNDERSTANDING §7).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from math import log, sqrt

from kexie_digest.events.signature import NAMES_EVENT, VISITS, Signature

#: Reports of one happening name days at most so far apart.
_DAYS_APART = dt.timedelta(days=7)
#: A report without a day fits happenings up to so long before it was printed.
_NEWS_AGE = dt.timedelta(days=21)
#: From this score on a tie links two reports.
LINKED = 1.0
#: Likeness that overrides a doubt about the place, and likeness that carries a link
#: without a rare name when bodies and day agree.
_ALIKE, _ALIKE_APART, _TWIN = 0.5, 0.8, 0.42
_SHARED_BODIES = 2
#: A name this long is found in running text by no accident.
_LONG = 6


@dataclass(frozen=True, slots=True)
class Tie:
    """A link between two reports, its strength and the reason for an editor."""

    left: str
    right: str
    score: float
    reason: str


def _cosine(left: Counter[str], right: Counter[str], rarity: Mapping[str, float]) -> float:
    if len(left) > len(right):
        left, right = right, left
    product = sum(
        count * right[gram] * rarity.get(gram, 1.0) for gram, count in left.items() if gram in right
    )
    norms = [sqrt(sum(c * c * rarity.get(gram, 1.0) for gram, c in grams.items())) for grams in (left, right)]
    return product / (norms[0] * norms[1]) if all(norms) else 0.0


def inverse_frequency(counts: Mapping[str, int], total: int) -> dict[str, float]:
    """Weigh each gram by how few reports hold it.

    Args:
        counts: In how many reports each gram stands.
        total: How many reports there are.

    Returns:
        Squared inverse document frequency per gram, for use in cosines.
    """
    return {gram: log(1 + total / count) ** 2 for gram, count in counts.items()}


def days_agree(left: Signature, right: Signature) -> bool:
    """Tell whether the days of two reports may be those of one happening.

    Args:
        left: One report.
        right: The other.

    Returns:
        True unless printed days contradict each other.
    """
    if left.first and right.first:
        gap = max(left.first, right.first) - min(left.last or left.first, right.last or right.first)
        return gap <= _DAYS_APART
    dated, undated = (left, right) if left.first else (right, left)
    if dated.first and undated.printed:
        return -_DAYS_APART <= undated.printed - dated.first <= _NEWS_AGE
    if left.printed and right.printed:
        return abs(left.printed - right.printed) <= _NEWS_AGE
    return True


def _same_day(left: Signature, right: Signature) -> bool:
    return bool(left.first and left.first == right.first)


def _days_differ(left: Signature, right: Signature) -> bool:
    """Whether both tell their day and no two of these are neighbours."""
    gaps = [abs(ours - theirs) for ours in left.days for theirs in right.days]
    return bool(gaps) and min(gaps) > dt.timedelta(days=1)


def _shared_names(left: Signature, right: Signature) -> list[str]:
    """Names of both, or names of one that the other's title or lead prints unmarked."""
    shared = set(left.names & right.names)
    shared |= {name for name in left.names if len(name) >= _LONG and name in right.heading}
    shared |= {name for name in right.names if len(name) >= _LONG and name in left.heading}
    return sorted(shared, key=lambda name: (-len(name), name))


def _reason(names: list[str], bodies: set[str], likeness: float, *, same_day: bool) -> str:
    parts = []
    if names:
        parts.append(f"同提“{names[0]}”")
    if bodies:
        parts.append(f"同涉{'、'.join(sorted(bodies)[:2])}")
    if same_day:
        parts.append("日期相同")
    parts.append(f"文字相近{likeness:.0%}")
    return "，".join(parts)


def tie(left: Signature, right: Signature, rarity: Mapping[str, float], common: frozenset[str]) -> Tie | None:
    """Compare two reports.

    Args:
        left: One report.
        right: The other.
        rarity: Weight of each character bigram.
        common: Names so frequent that they identify nothing.

    Returns:
        The tie, or None when nothing rare is shared or day or place contradict.
    """
    if not days_agree(left, right):
        return None
    names = [name for name in _shared_names(left, right) if name not in common]
    bodies = set(left.bodies & right.bodies)
    same_day = _same_day(left, right)
    likeness = _cosine(left.grams, right.grams, rarity)
    if (
        left.places
        and right.places
        and not left.places & right.places
        and likeness < (_ALIKE if same_day else _ALIKE_APART)
    ):
        return None
    is_twin = same_day and len(bodies) >= _SHARED_BODIES and likeness >= _TWIN
    if not names and not is_twin:
        return None
    if (
        names
        and all(name.endswith(VISITS) for name in names)
        and not (left.days & right.days or left.places & right.places)
    ):
        return None  # a leader visits several places in a week
    if names and _days_differ(left, right) and not any(NAMES_EVENT.search(name) for name in names):
        return None  # a work or a slogan goes on after the day it won its prize
    score = 0.7 + 0.15 * min(3, len(names)) + 0.2 * same_day + likeness
    return Tie(left.id, right.id, round(score, 3), _reason(names, bodies, likeness, same_day=same_day))
