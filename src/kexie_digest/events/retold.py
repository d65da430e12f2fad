"""What two reports share that tell one happening in other words.

Takes the beginnings of two, gives the rare strings that both print (a name, a quantity, a thing
seen) and what they weigh. Which of them make one happening is for ``linking``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from zlib import crc32

from kexie_digest.events.background import weigh, weight

#: The length of the strings.
_GRAM = 3
#: So many of a report's strings lead to candidates.
_CHOSEN = 96
#: What a shared string must weigh to count as telling.
_TELLING = 0.7
#: The most that one string weighs: a long phrase of the region is still one.
_FULL = 3.0
_BODY = re.compile(
    r"(?:学会|协会|科协|研究会|促进会|委员会|联合会|大学|学院|医院|科技馆|博物馆|中学|小学|公司|集团|研究[院所]|中心|省|市|县|区|镇|乡|村|"
    r"公园|植物园|广场|会?堂|剧院|宾馆|酒店|社区|实验室|局|委|部|厅)[在的]?$"
)
_NO_NAME = re.compile(
    r"^[\d一二三四五六七八九十年月日上下午晚两]+$|^(?:科技馆|市科协|省科协|县科协|区科协|科技工作者|石湖省|记者|本报讯)$"
)
#: The same leaders are at many happenings: one such string counts, not three.
_LEADER = re.compile(r"书记|主席|[院校省市县区部局厅会]长|院士|主任|常委|教授|领导")


@dataclass(frozen=True, slots=True)
class Retold:
    """Strings that two reports share: the telling ones, the weight of all, and of what is no body or hall.

    Bodies, halls and leaders have several happenings a day.
    """

    telling: tuple[str, ...]
    weight: float
    seen: float


def shared_strings(left: str, right: str) -> list[str]:
    """Give the longest strings of three characters or more that both texts print.

    Args:
        left: A plain text, blanks where marks stood.
        right: Another.

    Returns:
        Each string once, none that is a part of another one.
    """
    found: list[str] = []
    for word in left.split(" "):
        at = 0
        while at + _GRAM <= len(word):
            end = at + _GRAM
            if word[at:end] not in right:
                at += 1
                continue
            while end < len(word) and word[at : end + 1] in right:
                end += 1
            found.append(word[at:end])
            at = end - 1
    longest = sorted(dict.fromkeys(found), key=len, reverse=True)
    return [
        text
        for index, text in enumerate(longest)
        if not any(text in other for other in longest[:index]) and not _NO_NAME.match(text)
    ]


def rarest_grams(told: str) -> list[str]:
    """Choose the strings by which another account of the same is looked for.

    Args:
        told: The beginning of a report, blanks where marks stood.

    Returns:
        At most 96 strings of three characters, the rarest; equally rare ones are chosen
        by their hash, so that two reports choose alike.
    """
    grams = {told[at : at + _GRAM] for at in range(len(told) - _GRAM + 1)}
    chosen = [gram for gram in grams if " " not in gram]
    if len(chosen) <= _CHOSEN:
        return sorted(chosen)
    ranked = [(-weight(gram[:2]) - weight(gram[1:]), crc32(gram.encode()), gram) for gram in chosen]
    return [gram for _, _, gram in sorted(ranked)[:_CHOSEN]]


def retold(left: str, right: str, common: frozenset[str] = frozenset()) -> Retold:
    """Weigh the strings that two reports share.

    Args:
        left: The beginning of one, blanks where marks stood.
        right: That of the other.
        common: Names so frequent that they, and what is a part of them, tell nothing.

    Returns:
        The telling strings, heaviest first, and what all weigh.
    """
    weighed = {
        text: min(_FULL, weigh(text))
        for text in shared_strings(left, right)
        if not any(text in name for name in common)
    }
    telling = [text for text, value in weighed.items() if value >= _TELLING]
    leaders = [text for text in telling if _LEADER.search(text)]
    telling = [text for text in telling if text not in leaders] + leaders[:1]
    total = sum(value for text, value in weighed.items() if text in telling or value < _TELLING)
    seen = sum(weighed[text] for text in telling if not _BODY.search(text) and text not in leaders)
    return Retold(tuple(sorted(telling, key=lambda text: -weighed[text])), total, seen)
