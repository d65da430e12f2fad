"""Tell reposts, shortened and extended copies of one text.

Takes the letters of two texts, gives their containment |A∩B| / min(|A|,|B|) on 5-character
shingles (UNDERSTANDING §7: altered copies stay above .80, different articles below .08),
and fingerprints by which a copy is found among many texts. It knows nothing of events.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import ceil
from zlib import crc32

SHINGLE = 5
#: From this containment on two texts are copies.
SAME = 0.6
#: Texts with fewer shingles hold stock phrases only and prove nothing.
_FEWEST = 56
#: A copy may be cut to its first sentence, if it stands in the other one nearly word by word.
_FEWEST_CUT, _SAME_CUT = 18, 0.8
#: Two copies differ in length by less than this factor are "the same text".
_ALIKE = 0.9
#: So many places of a text are looked up in another, and such a share must be found there
#: for it to be compared in full: far below what any copy has. Stock phrases pass the few.
_PROBES = ((6, 0.01), (16, 0.25), (64, 0.45))
#: One fingerprint for so many shingles in a row: closer where a text begins, for it is
#: the beginning that a copy is cut to.
_BEGINNING, _CLOSE, _WIDE = 300, 16, 32


@dataclass(frozen=True, slots=True)
class Copy:
    """What a text is to an earlier one: ``same``, ``shortened`` or ``extended``."""

    containment: float
    kind: str

    @property
    def reason(self) -> str:
        """Say it in Chinese."""
        words = {"same": "同文转载", "shortened": "后者为摘编", "extended": "后者有扩充"}
        return f"{words[self.kind]}，正文重合{self.containment:.0%}"


@lru_cache(maxsize=128)
def shingles(letters: str) -> frozenset[str]:
    """Give the 5-character shingles of a text.

    Args:
        letters: Hanzi, letters and digits, folded.

    Returns:
        Each once.
    """
    return frozenset([letters[at : at + SHINGLE] for at in range(len(letters) - SHINGLE + 1)])


def fingerprints(letters: str) -> frozenset[int]:
    """Choose the shingles by which copies of a text are looked for.

    The least hash of every window of shingles: two texts with a run in common that is as
    long as a window have a fingerprint in common (winnowing; Schleimer, Wilkerson and
    Aiken, SIGMOD 2003).

    Args:
        letters: As for :func:`shingles`.

    Returns:
        Hashes, the same in every run; none of a text that is too short to prove anything.
    """
    hashes = [crc32(letters[at : at + SHINGLE].encode()) for at in range(len(letters) - SHINGLE + 1)]
    if len(hashes) < _FEWEST_CUT:
        return frozenset()
    return frozenset(_least(hashes[:_BEGINNING], _CLOSE) | _least(hashes[_BEGINNING - _CLOSE :], _WIDE))


def _least(hashes: list[int], window: int) -> set[int]:
    """The least of every window; looked for anew only where the last one has left it."""
    if len(hashes) < window:
        return set()
    least = min(hashes[:window])
    found = {least}
    for left, (gone, new) in enumerate(zip(hashes, hashes[window:], strict=False), start=1):
        if new < least:
            least = new
            found.add(new)
        elif gone == least:
            least = min(hashes[left : left + window])
            found.add(least)
    return found


def _kind(left: int, right: int) -> str:
    if min(left, right) >= _ALIKE * max(left, right):
        return "same"
    return "shortened" if right < left else "extended"


def find_copy(left: str, right: str, *, is_identified: bool) -> Copy | None:
    """Tell whether one of two texts is a copy of the other.

    Args:
        left: The letters of the earlier text.
        right: Those of the later one.
        is_identified: Whether the shorter one names a day or has a name in marks; a
            single sentence without is a stock phrase.

    Returns:
        What ``right`` is to ``left``; None when they are different texts.
    """
    if not (_is_probable(left, right) if len(left) <= len(right) else _is_probable(right, left)):
        return None
    ours, theirs = shingles(left), shingles(right)
    fewest = min(len(ours), len(theirs))
    if fewest < (_FEWEST_CUT if is_identified else _FEWEST):
        return None
    containment = len(ours & theirs) / fewest
    if containment < (SAME if fewest >= _FEWEST else _SAME_CUT):
        return None
    return Copy(containment, _kind(len(ours), len(theirs)))


def _is_probable(shorter: str, longer: str) -> bool:
    """Whether a few places of the shorter text stand in the longer one; most pairs end here."""
    for probes, hit in _PROBES:
        step = max(1, (len(shorter) - SHINGLE) // probes)
        starts = range(0, len(shorter) - SHINGLE + 1, step)
        spare = len(starts) - ceil(len(starts) * hit)
        for at in starts:
            if shorter[at : at + SHINGLE] not in longer:
                spare -= 1
                if spare < 0:
                    return False
    return True
