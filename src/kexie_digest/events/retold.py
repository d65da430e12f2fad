"""Tie reports that tell one happening in other words.

Takes signatures, gives ties of a feature and a notice, of two papers that name nothing
alike: the same day, no contradiction of place or body, and several rare strings (a
name, a quantity, a thing seen) that both print. A shared organiser alone ties nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import log

from kexie_digest.events.signature import Signature
from kexie_digest.events.ties import Tie

#: Reports of one happening are printed within so many days; also the length of a window.
_WINDOW = 8
#: Grams in more reports of a window than this lead to no candidates.
_COMMON = 8
#: A candidate shares so many rare grams.
_FEWEST_GRAMS = 4
_GRAM = 3
#: What a shared string must weigh to count as telling, and how many of them, of what weight.
_TELLING, _FEWEST, _ENOUGH = 0.85, 2, 2.8
#: Without a common day, or for the two ends of a camp, more is asked for.
_FEWEST_APART, _ENOUGH_APART = 3, 4.2
_PLENTY = 6.0
_DAYS_UNDATED = 5
#: What an undated report recalls is not its news.
_PAST = re.compile(r"去年|往年|前年|此前|历届|上届|曾经?(?:参加|获|在)")
_BODY = re.compile(
    r"(?:学会|协会|科协|研究会|促进会|委员会|联合会|大学|学院|医院|科技馆|博物馆|中学|小学|公司|集团|研究[院所]|中心|省|市|县|区)$"
)
_NO_NAME = re.compile(
    r"^[\d一二三四五六七八九十年月日上下午晚两]+$|^(?:科技馆|市科协|省科协|县科协|区科协|科技工作者|石湖省|记者|本报讯)$"
)
#: The same leaders are at many happenings: one such string counts, not three.
_LEADER = re.compile(r"书记|主席|[院校省市县区部局厅会]长|院士|主任|常委|教授|领导")
_OPENED = re.compile(r"开[营幕班赛展讲]|启动|启程|拉开")
_CLOSED = re.compile(r"结[营业束]|闭[幕营]|落幕|收官|落下帷幕|告别|挥别|尾声|结课|最后一")


def weigh(counts: Mapping[str, int], total: int) -> dict[str, float]:
    """Weigh each bigram from 0 (in every report) to 1 (in one).

    Args:
        counts: In how many reports each bigram stands.
        total: How many reports there are.

    Returns:
        The weight per bigram.
    """
    top = log(1 + max(total, 2))
    return {gram: (log(1 + total / count) / top) ** 2 for gram, count in counts.items()}


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


def _windows(signatures: Sequence[Signature]) -> Iterator[list[Signature]]:
    """Reports printed about the same time: each stands in two windows that overlap."""
    windows: dict[int, list[Signature]] = defaultdict(list)
    for signature in signatures:
        if signature.printed:
            slot = signature.printed.toordinal() // _WINDOW
            windows[slot].append(signature)
            windows[slot + 1].append(signature)
    for slot in sorted(windows):
        yield windows.pop(slot)


def _candidates(window: Sequence[Signature]) -> Iterator[tuple[Signature, Signature]]:
    holders: dict[str, list[int]] = defaultdict(list)
    for index, signature in enumerate(window):
        text = signature.told
        for gram in {text[at : at + _GRAM] for at in range(len(text) - _GRAM + 1)}:
            held = holders[gram]
            if len(held) <= _COMMON and " " not in gram:
                held.append(index)
    shared: Counter[tuple[int, int]] = Counter()
    for held in holders.values():
        if 1 < len(held) <= _COMMON:
            shared.update((left, right) for at, right in enumerate(held) for left in held[:at])
    for (left, right), count in shared.items():
        if count >= _FEWEST_GRAMS:
            yield window[left], window[right]


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
    near = abs(left.printed - right.printed) <= dt.timedelta(days=_DAYS_UNDATED)
    return near and all(day <= late for day in days)


def _bodies_differ(left: Signature, right: Signature, total: float) -> bool:
    """Whether both headings name a body of one kind, and not the same (甲科技馆, 乙科技馆)."""
    for kind, ours in left.heads.items():
        theirs = right.heads.get(kind, frozenset())
        if theirs and not ours & theirs and (total < _PLENTY or kind.endswith("会")):
            return True
    return bool(left.places and right.places and not left.places & right.places)


def _tie(left: Signature, right: Signature, weights: Mapping[str, float]) -> Tie | None:
    gap = _days_between(left, right)
    strings = shared_strings(left.told, right.told)
    weighed = {
        text: sum(weights.get(text[at : at + 2], 1.0) for at in range(len(text) - 1)) for text in strings
    }
    telling = [text for text, weight in weighed.items() if weight >= _TELLING]
    telling = [text for text in telling if not _LEADER.search(text)] + list(filter(_LEADER.search, telling))[
        :1
    ]
    total = sum(weight for text, weight in weighed.items() if text in telling or weight < _TELLING)
    fewest, enough = (_FEWEST, _ENOUGH) if gap == 0 else (_FEWEST_APART, _ENOUGH_APART)
    if len(telling) < fewest or total < enough or all(_BODY.search(text) for text in telling):
        return None
    if gap is None and not _fits_undated(left, right):
        return None
    if gap and not _are_both_ends(left, right):
        return None
    if _bodies_differ(left, right, total):
        return None
    named = "”“".join(sorted(telling, key=lambda text: -weighed[text])[:3])
    when = "日期相同，" if gap == 0 else ""
    return Tie(left.id, right.id, round(0.9 + total / 10, 3), f"{when}都写到“{named}”")


def _are_both_ends(left: Signature, right: Signature) -> bool:
    """The opening and the close of one thing that lasted some days."""
    ends = (_OPENED.search(left.told), _CLOSED.search(right.told))
    other = (_OPENED.search(right.told), _CLOSED.search(left.told))
    return all(ends) or all(other)


def retold_ties(signatures: Sequence[Signature], counts: Mapping[str, int]) -> Iterator[Tie]:
    """Find the ties of reports that tell one happening in other words.

    Args:
        signatures: All reports.
        counts: In how many reports each bigram stands.

    Yields:
        One tie a pair.
    """
    weights = weigh(counts, len(signatures))
    seen: set[tuple[str, str]] = set()
    for window in _windows(signatures):
        for left, right in _candidates(window):
            if (left.id, right.id) not in seen:
                seen.add((left.id, right.id))
                found = _tie(left, right, weights)
                if found:
                    yield found
