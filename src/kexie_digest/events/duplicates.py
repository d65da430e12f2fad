"""Tell reposts, shortened and extended copies of one text.

Takes texts, gives pairs with their containment |A∩B| / min(|A|,|B|) on 5-character
shingles of folded hanzi and alphanumerics (UNDERSTANDING §7: altered copies stay above
.80, different articles below .08). It knows nothing of events.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from zlib import crc32

from kexie_digest.text.script import fold

SHINGLE = 5
#: From this containment on two texts are copies.
SAME = 0.6
#: Texts with fewer shingles hold stock phrases only and prove nothing.
_FEWEST = 56
#: A copy may be cut to its first sentence, if it stands in the other one nearly word by word.
_FEWEST_CUT, _SAME_CUT = 18, 0.8
#: One shingle in so many is indexed; the others are looked at for candidates only.
_SAMPLED = 4
#: A sampled shingle in more texts than this is a stock phrase.
_STOCK = 40
#: Two copies differ in length by less than this factor are "the same text".
_ALIKE = 0.9
_IDENTIFIED = re.compile(r"\d ?[日號号]|[“「《]|第[一二三四五六七八九十\d]+[届屆次期]|首[届屆]")
_NOT_TEXT = re.compile(r"[^0-9a-z\u3400-\u9fff]+")


@dataclass(frozen=True, slots=True)
class Copy:
    """Two reports of one text; ``kind`` is what ``right`` is: same, shortened or extended."""

    left: str
    right: str
    containment: float
    kind: str

    @property
    def reason(self) -> str:
        """Say it in Chinese."""
        words = {"same": "同文转载", "shortened": "后者为摘编", "extended": "后者有扩充"}
        return f"{words[self.kind]}，正文重合{self.containment:.0%}"


def shingles(text: str) -> frozenset[int]:
    """Give the hashed 5-character shingles of a text, script and punctuation folded away.

    Args:
        text: A body.

    Returns:
        Their hashes, the same in every run.
    """
    plain = _NOT_TEXT.sub("", fold(text))
    return frozenset(crc32(plain[i : i + SHINGLE].encode()) for i in range(len(plain) - SHINGLE + 1))


def _candidates(sets: Mapping[str, frozenset[int]]) -> Iterator[tuple[str, str]]:
    """Pairs that share a sampled shingle that is no stock phrase."""
    holders: dict[int, list[str]] = defaultdict(list)
    for name, own in sets.items():
        for shingle in own:
            if shingle % _SAMPLED == 0 and len(holders[shingle]) <= _STOCK:
                holders[shingle].append(name)
    seen: set[tuple[str, str]] = set()
    for held in holders.values():
        if len(held) > _STOCK:
            continue
        for index, right in enumerate(held):
            for left in held[:index]:
                if (left, right) not in seen:
                    seen.add((left, right))
                    yield left, right


def _kind(left: int, right: int) -> str:
    if min(left, right) >= _ALIKE * max(left, right):
        return "same"
    return "shortened" if right < left else "extended"


def _may_be_cut(text: str, own: frozenset[int]) -> bool:
    """Whether a single sentence may be the beginning of a report: it names a day or has a name in marks."""
    return len(own) >= _FEWEST_CUT and bool(_IDENTIFIED.search(text))


def find_copies(texts: Mapping[str, str]) -> tuple[Copy, ...]:
    """Find all pairs of copies.

    Args:
        texts: Body by report id, older first.

    Returns:
        The pairs with containment of at least .6, in order of the ids.
    """
    sets = {name: shingles(text) for name, text in texts.items()}
    sets = {name: own for name, own in sets.items() if len(own) >= _FEWEST or _may_be_cut(texts[name], own)}
    found = []
    for left, right in _candidates(sets):
        ours, theirs = sets[left], sets[right]
        containment = len(ours & theirs) / min(len(ours), len(theirs))
        if containment >= (SAME if min(len(ours), len(theirs)) >= _FEWEST else _SAME_CUT):
            found.append(Copy(left, right, containment, _kind(len(ours), len(theirs))))
    return tuple(found)
