"""What makes two reports one happening: a copy, or signs that outweigh those against it.

Takes two signatures, gives the tie between them or nothing. It looks at these two alone and at
neither's time of arrival: a tie once found stays true whatever comes in. The signs are weighed by
logistic regression, taught by ``tests/events/teach_linking.py`` (decision 0021).
"""

from __future__ import annotations

import datetime as dt
from typing import Final

from kexie_digest.events.duplicates import Copy, find_copy
from kexie_digest.events.likeness import likeness
from kexie_digest.events.signature.traits import Signature
from kexie_digest.events.signs import NEIGHBOURS, Signs, are_both_ends, days_between, signs
from kexie_digest.events.signs.template import compare
from kexie_digest.model import Tie

#: From this score on a tie links two reports.
LINKED = 1.0
#: So much more must speak for one happening than against it: joined by mistake is worse than told twice.
_SURE = 0.05
#: A copy outweighs every sign; from this containment on whatever number was misread in it.
_COPY_SCORE, _WORD_FOR_WORD = 10.0, 0.95
#: The most that signs say beside a copy; what two say that contradict each other and share no form, as
#: the first and the last report of a long story may.
_MOST, _DOUBT = 4.0, -1.0
#: No report tells of a happening, or names a day of it, more than so long after another.
_APART = 21
#: Where one of two prints no day, and no name is shared, they are printed within so many days.
_UNDATED = 7
#: What each sign weighs, as log-odds.
START: Final = -3.45
WEIGHTS: Final = {
    "strings": 1.62,
    "told": 1.18,
    "seen": 1.85,
    "names": 1.93,
    "numbered": 1.14,
    "bodies": 0.54,
    "figures": 1.90,
    "series": 1.52,
    "winners": 1.12,
    "parties": 0.66,
    "other counts": -1.64,
    "other figures": -0.37,
    "other title": -0.89,
    "other places": -0.86,
    "other societies": -1.88,
    "other region": -1.63,
    "other parties": -1.61,
    "other winners": -1.77,
    "other hall": -1.08,
    "other week": -1.12,
    "other stage": -0.34,
    "other series": -1.57,
    "same day": 2.08,
    "day after": -1.34,
    "other day": -1.67,
    "recalled": -0.49,
    "printed later": -2.03,
}


def link(one: Signature, other: Signature, common: frozenset[str] = frozenset()) -> Tie | None:
    """Compare two reports in every way.

    Args:
        one: One report.
        other: The other.
        common: Names so frequent that they identify nothing.

    Returns:
        The tie, the report printed earlier on its left; None where too little speaks for it. Its
        score is negative where enough speaks for it, as in two reports of one template, and more
        against it: such a pair speaks against joining the events of both.
    """
    left, right = one, other
    if (one.printed or dt.date.max, one.id) > (other.printed or dt.date.max, other.id):
        left, right = other, one
    is_identified = left.is_identified and right.is_identified
    copy = find_copy(left.text, right.text, is_identified=is_identified)
    if copy is not None and _is_faithful(copy, left, right):
        return Tie(left.id, right.id, round(_COPY_SCORE * copy.containment, 3), copy.reason)
    if copy is None and not _may_be_one(left, right):
        return None  # nearly always
    return _weighed(left, right, signs(left, right, common))


def _is_faithful(copy: Copy, left: Signature, right: Signature) -> bool:
    """Whether nothing was put into the place of something else."""
    return copy.containment >= _WORD_FOR_WORD or not compare(left.text, right.text).replaced


def _may_be_one(left: Signature, right: Signature) -> bool:
    """Whether days and names, quickly compared, leave room for one happening."""
    printed = abs((left.printed - right.printed).days) if left.printed and right.printed else 0
    gap = days_between(left, right)
    if printed > _APART or (gap or 0) > _APART:
        return False
    is_near = printed <= _UNDATED if gap is None else gap <= NEIGHBOURS
    return is_near or not left.names.isdisjoint(right.names) or are_both_ends(left, right)


def _weighed(left: Signature, right: Signature, found: Signs) -> Tie | None:
    weighed = [value * WEIGHTS[sign] for sign, value in found.values.items()]
    total = START + sum(weighed)
    if found.is_other_period:
        total = min(total, _DOUBT)
    if total > _SURE:
        reason = f"{_reason(found)}，文字相近{likeness(left, right):.0%}"
        return Tie(left.id, right.id, round(LINKED + min(_MOST, total), 3), reason)
    if found.is_template:
        return Tie(left.id, right.id, round(total, 3), "套用同一文稿，所写不同")
    if START + sum(weight for weight in weighed if weight > 0) > 0:
        return Tie(left.id, right.id, round(max(_DOUBT, total), 3), "所写有出入")
    return None


def _reason(found: Signs) -> str:
    parts = []
    if found.names:
        parts.append(f"同提“{found.names[0]}”")
    if found.values["same day"]:
        parts.append("日期相同")
    if found.retold.telling:
        parts.append(f"都写到“{'”“'.join(found.retold.telling[:3])}”")
    return "，".join(parts)
