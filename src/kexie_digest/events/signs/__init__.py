"""What speaks for and against two reports telling one happening.

Takes two signatures, gives a value between 0 and 1 for each sign, and the words that the reason
quotes. How much each sign weighs is for ``linking``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from kexie_digest.events.particulars import differences
from kexie_digest.events.retold import Retold, retold
from kexie_digest.events.signature import NUMBERED_EVENT
from kexie_digest.events.signature.traits import Signature
from kexie_digest.events.signs.template import compare

#: A name this long is found in running text by no accident.
_LONG = 6
#: Letters at the beginning of a text that are laid side by side, and the share from which they run alike.
_BEGINNING, _RUNS_ALIKE, _TITLES_ALIKE = 220, 0.4, 0.35
#: Where a sign is full: in strings, their weight, names, places filled in otherwise, days.
_STRINGS, _WEIGHT, _SEEN, _NAMES, _FILLED, _DAYS = 6, 15, 8, 2, 1.5, 14
#: Days so near are neighbours.
NEIGHBOURS = 2
_LEVELS = {"旗": "县", "区": "县", "州": "市", "乡": "镇"}
_OPENED = re.compile(r"开[营幕班赛展讲]|启动|启程|拉开")
_CLOSED = re.compile(r"结[营业束]|闭[幕营]|落幕|收官|落下帷幕|告别|挥别|尾声|结课|最后一")
#: What a report without a day recalls is not its news.
_RECALLED = re.compile(r"去年|往年|前年|此前|历届|上届|曾经?(?:参加|获|在)")
_SOCIETIES = ("学会", "协会", "研究会", "专委会")
#: Signs against one happening, and the question that both answer differently.
_DIFFERENCES = {
    "other region": "地",
    "other parties": "方",
    "other winners": "奖",
    "other hall": "馆",
    "other week": "周",
    "other stage": "段",
}


@dataclass(frozen=True, slots=True)
class Signs:
    """Values by sign; what both print; whether they fill in one form, and are of two periods."""

    values: Mapping[str, float]
    names: tuple[str, ...]
    retold: Retold
    is_template: bool
    is_other_period: bool


def signs(left: Signature, right: Signature, common: frozenset[str] = frozenset()) -> Signs:
    """Compare two reports sign by sign.

    Args:
        left: One report.
        right: The other.
        common: Names so frequent that they identify nothing.

    Returns:
        The signs; what two texts of one template share counts the less, the more was replaced in it.
    """
    told = retold(left.told, right.told, common)
    names = _shared_names(left, right, common)
    text, title = compare(left.text[:_BEGINNING], right.text[:_BEGINNING]), compare(left.title, right.title)
    are_ends = are_both_ends(left, right)
    is_template = text.share > _RUNS_ALIKE and not are_ends
    kept = 1 - min(1.0, len(text.replaced) * text.share / _FILLED) if is_template else 1.0
    agree, differ = differences(left.particulars, right.particulars)
    values = {
        "strings": kept * min(1.0, len(told.telling) / _STRINGS),
        "told": kept * min(1.0, told.weight / _WEIGHT),
        "seen": kept * min(1.0, told.seen / _SEEN),
        "names": kept * min(1.0, len(names) / _NAMES),
        "numbered": any(NUMBERED_EVENT.fullmatch(name) for name in names),
        "bodies": min(1.0, len(left.bodies & right.bodies) / 2),
        "figures": min(1.0, agree["量"] / 2),
        "series": agree["序"] > 0,
        "winners": agree["奖"] > 0,
        "parties": agree["方"] > 0,
        "other counts": min(1.0, differ["数"] / 2),
        "other figures": min(1.0, text.figures / 2) if is_template else 0,
        "other title": title.share > _TITLES_ALIKE and len(title.replaced) > 0,
        "other places": _places_differ(left, right),
        "other societies": _societies_differ(left, right),
    }
    for sign, kind in _DIFFERENCES.items():
        values[sign] = differ[kind] > 0
    values["other series"] = not agree["序"] and differ["序"] > 0
    values |= _days(left, right, are_ends=are_ends)
    return Signs(
        {sign: float(value) for sign, value in values.items()}, names, told, kept < 1, differ["期"] > 0
    )


def _days(left: Signature, right: Signature, *, are_ends: bool) -> dict[str, float]:
    """How near the days are that both print; where they print none, the days of printing."""
    gap = days_between(left, right)
    printed = 0
    if left.printed and right.printed:
        printed = abs((left.printed - right.printed).days)
    is_far = gap is not None and gap > NEIGHBOURS and not are_ends
    return {
        "same day": gap == 0,
        "day after": gap is not None and 0 < gap <= NEIGHBOURS,
        "other day": is_far,
        "recalled": gap is None
        and any(_RECALLED.search(side.told) for side in (left, right) if not side.days),
        "printed later": 0 if gap == 0 or are_ends else min(1.0, printed / _DAYS),
    }


def _shared_names(left: Signature, right: Signature, common: frozenset[str]) -> tuple[str, ...]:
    """Names of both, or names of one that the other's title or lead prints unmarked; the longest first."""
    shared = set(left.names & right.names)
    shared |= {name for name in left.names if len(name) >= _LONG and name in right.heading}
    shared |= {name for name in right.names if len(name) >= _LONG and name in left.heading}
    return tuple(sorted(shared - common, key=lambda name: (-len(name), name)))


def _places_differ(left: Signature, right: Signature) -> bool:
    """Whether both name places of one level, and none alike."""
    ours, theirs = ({_LEVELS.get(place[-1], place[-1]) for place in side.places} for side in (left, right))
    return not left.places & right.places and bool(ours & theirs)


def _societies_differ(left: Signature, right: Signature) -> bool:
    """Whether both headings name a society, and not the same (物理学会, 化学会)."""
    return any(
        not left.heads[kind] & right.heads[kind]
        for kind in _SOCIETIES
        if kind in left.heads and kind in right.heads
    )


def days_between(left: Signature, right: Signature) -> int | None:
    """Count the days between the nearest printed days of two reports.

    Args:
        left: One report.
        right: The other.

    Returns:
        0 for a common day; None where one prints none.
    """
    gaps = [abs((ours - theirs).days) for ours in left.days for theirs in right.days]
    return min(gaps) if gaps else None


def are_both_ends(left: Signature, right: Signature) -> bool:
    """Tell the opening and the close of one thing that lasted some days.

    Args:
        left: One report.
        right: The other.

    Returns:
        Whether one tells that it opened and the other that it closed.
    """
    ours, theirs = _ends(left.heading), _ends(right.heading)
    return (ours[0] and theirs[1]) or (theirs[0] and ours[1])


@lru_cache(maxsize=256)
def _ends(heading: str) -> tuple[bool, bool]:
    """Whether a report tells that something opened, and that something closed."""
    return bool(_OPENED.search(heading)), bool(_CLOSED.search(heading))
