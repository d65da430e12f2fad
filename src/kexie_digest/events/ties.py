"""How strongly two reports are tied to one happening, and why.

Takes two signatures, gives a score with a reason in Chinese, or nothing. A shared rare
name and no contradiction of day or place are required: texts that only sound alike (.30
cosine) were different events (UNDERSTANDING §7).
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from math import sqrt

from kexie_digest.events.background import weight
from kexie_digest.events.signature import NAMES_EVENT, NUMBERED_EVENT, VISITS
from kexie_digest.events.signature.traits import Signature
from kexie_digest.model import Tie

#: Reports of one happening name days at most so far apart.
_DAYS_APART = dt.timedelta(days=7)
#: A report without a day fits happenings up to so long before it was printed.
_NEWS_AGE = dt.timedelta(days=21)
#: Likeness that overrides a doubt about the place, and likeness that carries a link
#: without a rare name when bodies and day agree.
_ALIKE, _ALIKE_APART, _TWIN = 0.5, 0.8, 0.42
#: From this likeness on two reports use the same words; a name that is no meeting's
#: (科技工作者之家) ties only such where no day is common to both.
ALIKE = 0.25
_SHARED_BODIES = 2
#: A meeting's own number and full name (首届…年会) tie reports that share no other words.
_NUMBERED = 0.3
#: A name this long is found in running text by no accident.
_LONG = 6
_YEAR = re.compile(r"20\d\d")


#: So much of a text is compared for likeness, in letters.
_BEGINNING = 600


@lru_cache(maxsize=512)
def _vector(text: str) -> Mapping[str, float]:
    """The bigrams of a text by count and weight, of length one."""
    counts = Counter(text[at : at + 2] for at in range(len(text) - 1))
    raw = {gram: count * sqrt(weight(gram)) for gram, count in counts.items()}
    length = sqrt(sum(value * value for value in raw.values()))
    return {gram: value / length for gram, value in raw.items()}


def likeness(left: Signature, right: Signature) -> float:
    """Compare the words of two reports.

    Args:
        left: One report.
        right: The other.

    Returns:
        Cosine of their weighed bigrams, 0 to 1.
    """
    ours, theirs = (_vector(f"{side.title}{side.text[:_BEGINNING]}") for side in (left, right))
    if len(ours) > len(theirs):
        ours, theirs = theirs, ours
    return sum(value * theirs[gram] for gram, value in ours.items() if gram in theirs)


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


def _reason(names: list[str], bodies: set[str], alike: float, *, same_day: bool) -> str:
    parts = []
    if names:
        parts.append(f"同提“{names[0]}”")
    if bodies:
        parts.append(f"同涉{'、'.join(sorted(bodies)[:2])}")
    if same_day:
        parts.append("日期相同")
    parts.append(f"文字相近{alike:.0%}")
    return "，".join(parts)


def _places_differ(left: Signature, right: Signature) -> bool:
    return bool(left.places and right.places and not left.places & right.places)


def _is_one_meeting(name: str) -> bool:
    """Whether a name is that of one meeting with its number or year, which may last some days."""
    return bool(NAMES_EVENT.search(name) and (NUMBERED_EVENT.search(name) or _YEAR.search(name)))


def _may_be_shared(names: list[str], left: Signature, right: Signature) -> bool:
    """Whether the names that two reports share say that their happening is one."""
    if all(name.endswith(VISITS) for name in names):
        # A leader visits several places in a week.
        return bool(left.days & right.days or left.places & right.places)
    # A work or a slogan goes on after the day it won its prize, and a series after its first evening.
    return not _days_differ(left, right) or any(_is_one_meeting(name) for name in names)


def tie(left: Signature, right: Signature, common: frozenset[str] = frozenset()) -> Tie | None:
    """Compare two reports.

    Args:
        left: One report.
        right: The other.
        common: Names so frequent that they identify nothing.

    Returns:
        The tie, or None when nothing rare is shared or day or place contradict.
    """
    if not days_agree(left, right):
        return None
    names = [name for name in _shared_names(left, right) if name not in common]
    bodies = set(left.bodies & right.bodies)
    same_day = _same_day(left, right)
    if names and not _may_be_shared(names, left, right):
        return None
    if not names and not (same_day and len(bodies) >= _SHARED_BODIES):
        return None
    alike = likeness(left, right)
    if _places_differ(left, right) and alike < (_ALIKE if same_day else _ALIKE_APART):
        return None
    if not names and alike < _TWIN:
        return None
    if alike < ALIKE and not (left.days & right.days) and not any(map(NAMES_EVENT.search, names)):
        return None
    score = 0.7 + 0.15 * min(3, len(names)) + 0.2 * same_day + alike
    score += _NUMBERED * any(NUMBERED_EVENT.fullmatch(name) for name in names)
    return Tie(left.id, right.id, round(score, 3), _reason(names, bodies, alike, same_day=same_day))
