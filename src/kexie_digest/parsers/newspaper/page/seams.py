"""Seams: whether two pieces of text were one before a column cut them.

Takes folded ends and beginnings, gives log odds, or whether a line breaks off. It asks a
dictionary for words and their parts of speech, never the rest of the page.
"""

import re
from functools import lru_cache
from typing import Final

import rjieba

from kexie_digest.parsers.newspaper.page import shape
from kexie_digest.parsers.parts.names import is_person

_TAIL: Final = 10
#: Part-of-speech initials of words that lean on the next one: adverb, preposition, conjunction,
#: pronoun, numeral, prefix, morpheme, particle.
_BOUND: Final = frozenset("dpcrhguk")
_COUNTED: Final = re.compile(
    r"(?<!第)[一二三四五六七八九十百千两几\d][名位个道张台只份株棵条项家支册块座所间]$"
)
_SUBJECT: Final = re.compile(
    r"(?:长|授|研究员|主任|书记|主席|师|专家|负责人|家)(?P<name>[\u4e00-\u9fff]{2,4})(?:说|在[^。]{0,8})?$"
)
#: Log odds that two pieces are one text, when a dictionary word crosses the cut and when none does:
#: half of all cuts fall inside a word, one wrong neighbour in about fourteen makes a word by chance.
CROSSED, UNCROSSED = 2.0, -0.6


@lru_cache(maxsize=4096)
def fit(left: str, right: str) -> float:
    """Weigh whether two pieces of folded text were one before a column cut them.

    Args:
        left: End of the first piece.
        right: Start of the second.

    Returns:
        Log odds: above 0 when a dictionary word runs across the cut.
    """
    left, right = left[-_TAIL:], right[:_TAIL]
    if not left or not right:
        return 0.0
    if shape.continues(right):
        return CROSSED
    if left[-1].isdecimal() and (right[0].isdecimal() or right[0] in "年月日个名位项万亿%届.余多"):
        return CROSSED
    if not _is_han(left[-1]) or not _is_han(right[0]):
        return 0.0
    place = 0
    for token in rjieba.cut(left + right, hmm=False):
        if place < len(left) < place + len(token):
            return CROSSED
        place += len(token)
    return UNCROSSED


@lru_cache(maxsize=4096)
def breaks_off(folded: str) -> bool:
    """Tell whether a line ends with a single character that cannot stand at the end of a phrase.

    Args:
        folded: The folded line.

    Returns:
        True after a lone adverb, preposition, pronoun, number or prefix (子女免, 最, 把).
    """
    if _COUNTED.search(folded):
        return True
    tagged = rjieba.tag(folded[-_TAIL:])
    if not tagged or (folded.endswith("的") and "是" in folded):
        return False
    word, kind = tagged[-1]
    return len(word) == 1 and kind[:1] in _BOUND and _is_han(word) and word not in "边上下里中外前后间内旁"


@lru_cache(maxsize=4096)
def names_subject(folded: str) -> bool:
    """Tell whether a line ends with a person just named by post, who is about to do something.

    Args:
        folded: The folded line.

    Returns:
        True for 校长王小明 and the like, where a sentence has only begun.
    """
    found = _SUBJECT.search(folded)
    return found is not None and " " not in folded and is_person(found["name"])


def _is_han(char: str) -> bool:
    return "\u4e00" <= char <= "\u9fff"
