"""What makes two reports one happening: a copy, a shared name, the same things told.

Takes two signatures, gives the strongest tie between them or nothing. It looks at these
two alone and at neither's time of arrival: a tie once found stays true whatever comes in.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from kexie_digest.events.duplicates import find_copy
from kexie_digest.events.particulars import CONTRADICTION, contradiction
from kexie_digest.events.retold import retold_tie
from kexie_digest.events.signature.traits import Signature
from kexie_digest.events.ties import ALIKE, likeness, tie
from kexie_digest.model import Tie

#: From this score on a tie links two reports.
LINKED = 1.0
#: A copy outweighs every tie of names.
_COPY_SCORE = 10.0
#: Of two that use one template: it weighs against a third report that is tied to both.
_KEPT_APART = -2.0
#: From this score on a copy is one, whatever number was misread in it.
_WORD_FOR_WORD = 9.5


def link(one: Signature, other: Signature, common: frozenset[str] = frozenset()) -> Tie | None:
    """Compare two reports in every way.

    Args:
        one: One report.
        other: The other.
        common: Names so frequent that they identify nothing.

    Returns:
        The strongest tie, the report printed earlier on its left; None below what links. Its
        score is negative where the two use one template and contradict each other: such a
        pair speaks against joining the events of both.
    """
    left, right = one, other
    if (one.printed or dt.date.max, one.id) > (other.printed or dt.date.max, other.id):
        left, right = other, one
    copy = _copy(left, right)
    found = (copy, tie(left, right, common), retold_tie(left, right))
    if not any(found):
        return None  # nearly always
    ties = [each for each in found if each is not None and each.score >= LINKED]
    best = max(ties, key=lambda each: each.score, default=None)
    if (
        best is not None
        and best.score < _WORD_FOR_WORD
        and _contradict(left, right, is_copy=found[0] is not None)
    ):
        return replace(best, score=_KEPT_APART)
    return best


def _copy(left: Signature, right: Signature) -> Tie | None:
    is_identified = left.is_identified and right.is_identified
    copy = find_copy(left.text, right.text, is_identified=is_identified)
    if copy is None:
        return None
    return Tie(left.id, right.id, round(_COPY_SCORE * copy.containment, 3), copy.reason)


def _contradict(left: Signature, right: Signature, *, is_copy: bool) -> bool:
    against = contradiction(
        left.particulars,
        right.particulars,
        is_same_day=bool(left.days & right.days),
        is_alike=likeness(left, right) >= ALIKE,
        is_copy=is_copy,
    )
    return against >= CONTRADICTION
