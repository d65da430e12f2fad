"""What makes two reports one happening: a copy, a shared name, the same things told.

Takes two signatures, gives the strongest tie between them or nothing. It looks at these
two alone and at neither's time of arrival: a tie once found stays true whatever comes in.
"""

from __future__ import annotations

import datetime as dt

from kexie_digest.events.duplicates import find_copy
from kexie_digest.events.retold import retold_tie
from kexie_digest.events.signature import Signature
from kexie_digest.events.ties import tie
from kexie_digest.model import Tie

#: From this score on a tie links two reports.
LINKED = 1.0
#: A copy outweighs every tie of names.
_COPY_SCORE = 10.0


def link(one: Signature, other: Signature, common: frozenset[str] = frozenset()) -> Tie | None:
    """Compare two reports in every way.

    Args:
        one: One report.
        other: The other.
        common: Names so frequent that they identify nothing.

    Returns:
        The strongest tie, the report printed earlier on its left; None below what links.
    """
    left, right = one, other
    if (one.printed or dt.date.max, one.id) > (other.printed or dt.date.max, other.id):
        left, right = other, one
    found = (_copy(left, right), tie(left, right, common), retold_tie(left, right))
    if not any(found):
        return None  # nearly always
    ties = [each for each in found if each is not None and each.score >= LINKED]
    return max(ties, key=lambda each: each.score, default=None)


def _copy(left: Signature, right: Signature) -> Tie | None:
    is_identified = left.is_identified and right.is_identified
    copy = find_copy(left.text, right.text, is_identified=is_identified)
    if copy is None:
        return None
    return Tie(left.id, right.id, round(_COPY_SCORE * copy.containment, 3), copy.reason)
