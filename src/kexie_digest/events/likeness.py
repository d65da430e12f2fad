"""How alike the words of two reports are.

Takes two signatures, gives the cosine of their weighed bigrams. Alone it proves nothing: texts
that only sound alike (.30) were different events (UNDERSTANDING §7).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from math import sqrt

from kexie_digest.events.background import weight
from kexie_digest.events.signature.traits import Signature

#: So much of a text is compared, in letters.
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
