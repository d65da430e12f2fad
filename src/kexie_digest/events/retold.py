"""Tie reports that tell one happening in other words.

Takes signatures, gives ties of a feature and a notice, of two papers that name nothing
alike: the same day, no contradiction of place or body, and several rare strings (a
name, a quantity, a thing seen) that both print. A shared organiser alone ties nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from zlib import crc32

from kexie_digest.events.background import weigh, weight
from kexie_digest.events.signature.traits import Signature
from kexie_digest.model import Tie

#: Reports of one happening are printed within so many days.
_PRINTED_APART = dt.timedelta(days=15)
_GRAM = 3
#: So many of a report's strings lead to candidates.
_CHOSEN = 96
#: What a shared string must weigh to count as telling, and how many of them, of what weight.
_TELLING, _FEWEST, _ENOUGH = 0.85, 2, 2.8
#: Without a common day, or for the two ends of a camp, more is asked for.
_FEWEST_APART, _ENOUGH_APART = 3, 4.2
_PLENTY = 6.0
#: Reports whose days are neighbours (a portrait on the morning after, a post dated by its own day) must
#: share so much; of the labelled pairs so near and so alike all were one, a week apart half were a series.
_NEIGHBOURS, _FEWEST_NEAR, _ENOUGH_NEAR = 2, 5, 14.0
#: A string this heavy is a full name, and tells as much as two.
_FULL_NAME = 7.5
#: Bodies, halls and leaders have several happenings a day: what both saw must weigh so much.
_SEEN = 1.8
#: So many that agree identify together.
_MANY = 5
_DAYS_UNDATED = 5
#: The number or year of a prize both print leaves more time to tell of it.
_DAYS_NUMBERED = 14
_NUMBERED = re.compile(r"第[\d一二三四五六七八九十百]+[届期批]|20\d\d年")
#: What an undated report recalls is not its news.
_PAST = re.compile(r"去年|往年|前年|此前|历届|上届|曾经?(?:参加|获|在)")
_BODY = re.compile(
    r"(?:学会|协会|科协|研究会|促进会|委员会|联合会|大学|学院|医院|科技馆|博物馆|中学|小学|公司|集团|研究[院所]|中心|省|市|县|区|镇|乡|村|"
    r"公园|植物园|广场|会?堂|剧院|宾馆|酒店|社区|实验室|局|委|部|厅)[在的]?$"
)
_NO_NAME = re.compile(
    r"^[\d一二三四五六七八九十年月日上下午晚两]+$|^(?:科技馆|市科协|省科协|县科协|区科协|科技工作者|石湖省|记者|本报讯)$"
)
#: The same leaders are at many happenings: one such string counts, not three.
_LEADER = re.compile(r"书记|主席|[院校省市县区部局厅会]长|院士|主任|常委|教授|领导")
_OPENED = re.compile(r"开[营幕班赛展讲]|启动|启程|拉开")
_CLOSED = re.compile(r"结[营业束]|闭[幕营]|落幕|收官|落下帷幕|告别|挥别|尾声|结课|最后一")


def shared_strings(left: str, right: str) -> list[str]:
    """Give the longest strings of three characters or more that both texts print.

    Args:
        left: A plain text, blanks where marks stood.
        right: Another.

    Returns:
        Each string once, none that is a part of another one.
    """
    found: list[str] = []
    at = 0
    while at + _GRAM <= len(left):
        end = at + _GRAM
        if " " in left[at:end] or left[at:end] not in right:
            at += 1
            continue
        while end < len(left) and left[end] != " " and left[at : end + 1] in right:
            end += 1
        found.append(left[at:end])
        at = end - 1
    longest = sorted(set(found), key=len, reverse=True)
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
    return sorted(chosen, key=lambda gram: (-weight(gram[:2]) - weight(gram[1:]), crc32(gram.encode())))[
        :_CHOSEN
    ]


def _days_between(left: Signature, right: Signature) -> int | None:
    """Days between the nearest printed days of two reports; None where one prints none."""
    gaps = [abs((ours - theirs).days) for ours in left.days for theirs in right.days]
    return min(gaps) if gaps else None


def _fits_undated(left: Signature, right: Signature) -> bool:
    if not left.printed or not right.printed:
        return False
    days = left.days or right.days
    if any(_PAST.search(side.told) for side in (left, right) if not side.days):
        return False
    late = max(left.printed, right.printed)
    apart = abs(left.printed - right.printed)
    near = apart <= dt.timedelta(days=_DAYS_UNDATED)
    if not near and days and apart <= dt.timedelta(days=_DAYS_NUMBERED):
        near = bool(set(_NUMBERED.findall(left.told)) & set(_NUMBERED.findall(right.told)))
    return near and all(day <= late for day in days)


def _bodies_differ(left: Signature, right: Signature, total: float) -> bool:
    """Whether both headings name a body of one kind, and not the same (甲科技馆, 乙科技馆)."""
    for kind, ours in left.heads.items():
        theirs = right.heads.get(kind, frozenset())
        if theirs and not ours & theirs and (total < _PLENTY or kind.endswith("会")):
            return True
    return False


def retold_tie(left: Signature, right: Signature) -> Tie | None:
    """Compare two reports that may tell one happening in other words.

    Args:
        left: One report.
        right: The other.

    Returns:
        The tie, or None when too little that is telling stands in both.
    """
    gap = _days_between(left, right)
    if not _may_be_one(left, right, gap):
        return None
    weighed = {text: weigh(text) for text in shared_strings(left.told, right.told)}
    telling = [text for text, value in weighed.items() if value >= _TELLING]
    leaders = [text for text in telling if _LEADER.search(text)]
    telling = [text for text in telling if text not in leaders] + leaders[:1]
    total = sum(value for text, value in weighed.items() if text in telling or value < _TELLING)
    fewest, enough = _asked(left, right, gap)
    seen = sum(weighed[text] for text in telling if not _BODY.search(text) and text not in leaders)
    count = len(telling) + (gap is None) * sum(weighed[text] >= _FULL_NAME for text in telling)
    if count < fewest or total < enough or (seen < _SEEN and len(telling) < _MANY):
        return None
    if _bodies_differ(left, right, total):
        return None
    named = "”“".join(sorted(telling, key=lambda text: -weighed[text])[:3])
    when = "日期相同，" if gap == 0 else ""
    return Tie(left.id, right.id, round(0.9 + total / 10, 3), f"{when}都写到“{named}”")


def _asked(left: Signature, right: Signature, gap: int | None) -> tuple[int, float]:
    """How many telling strings, and of what weight, two reports must share."""
    if gap == 0:
        return _FEWEST, _ENOUGH
    if gap and not _are_both_ends(left, right):
        return _FEWEST_NEAR, _ENOUGH_NEAR
    return _FEWEST_APART, _ENOUGH_APART


def _may_be_one(left: Signature, right: Signature, gap: int | None) -> bool:
    """Whether day and place, quickly compared, leave room for one happening."""
    if not left.printed or not right.printed or abs(left.printed - right.printed) > _PRINTED_APART:
        return False
    if left.places and right.places and not left.places & right.places:
        return False
    if gap is None:
        return _fits_undated(left, right)
    return gap <= _NEIGHBOURS or _are_both_ends(left, right)


def _are_both_ends(left: Signature, right: Signature) -> bool:
    """The opening and the close of one thing that lasted some days."""
    ends = (_OPENED.search(left.told), _CLOSED.search(right.told))
    other = (_OPENED.search(right.told), _CLOSED.search(left.told))
    return all(ends) or all(other)
