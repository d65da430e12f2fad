"""The days that the beginning of a report prints.

Takes a text and the day of printing, gives days. Which of them is the day of the
happening is for ``signature``.
"""

from __future__ import annotations

import datetime as dt
import re

from kexie_digest.text.dates import find_days
from kexie_digest.text.script import fold

SENTENCE_END = re.compile(r"(?<=[。!?！？])")
_FESTIVAL = re.compile(r"(国庆|元旦|五一|六一|教师)(?:节)?(?:首日|当天|这天|当日)")
_FESTIVALS = {"国庆": (10, 1), "元旦": (1, 1), "五一": (5, 1), "六一": (6, 1), "教师": (9, 10)}
#: Not in the name of a thing: “星期天实验室”.
_WEEKDAY = re.compile(r"(?<![“《])(?P<last>上)?(?:周|星期)(?P<day>[一二三四五六日天])(?!报|刊|期|年)")
_RELATIVE = re.compile(r"昨[日天晚]|前[天晚](?!后)|今[日天晨晚]")
_AGO = {"昨": 1, "前": 2, "今": 0}
_MONTH_DAY = re.compile(r"(\d{1,2}) ?月 ?(\d{1,2}) ?日")
#: What is announced is so near.
_FORETOLD = dt.timedelta(days=60)
#: What is handed in by a day happens before it.
_DEADLINE = re.compile(r"\d{1,2} ?月 ?\d{1,2} ?日(?:\d{1,2}[时点])?(?:之?前(?!后)|截止|为止)")
#: The day a paper learned of it.
_LEARNED = re.compile(r"(?:\d{1,2} ?月 ?)?(?:\d{1,2} ?日|[昨今][日天])(?:从[^,。，]{2,20})?获悉")
#: What lies further back is what led to the news; a day or two behind the first is part of it.
_BACK, _GOES_ON = dt.timedelta(days=30), dt.timedelta(days=3)
#: Without one of these a sentence prints no day of any kind: most print none.
_MAY_PRINT = re.compile(r"[\d月日昨前今周期天]")
_BARE_DAY = re.compile(r"(?<![\d月至到、—-])(?:本月 ?)?(?<!\d)([12]?\d|3[01]) ?日(?!内|均|常|程|本)")


def iso_range(text: str | None) -> tuple[dt.date | None, dt.date | None]:
    """Read an ISO day or range; anything less precise is no day.

    Args:
        text: ``2026-03-05``, ``2026-03-05/2026-03-07`` or something else.

    Returns:
        First and last day, or None twice.
    """
    try:
        days = [dt.date.fromisoformat(part) for part in (text or "").split("/") if part]
    except ValueError:
        return None, None
    return (days[0], days[-1]) if days else (None, None)


def main_days(text: str, printed: dt.date | None) -> frozenset[dt.date]:
    """Give the days of the first sentence that prints any, and what the next goes on with.

    A later day may recall another happening: of the second sentence that prints days, only those within
    three days of the first count. A day more than thirty days before printing led to the news; a sentence
    that prints no other is passed over.

    Args:
        text: The beginning of a body.
        printed: The day of printing; without it, 3日 and 昨天 are no days, and none lies too far back.

    Returns:
        The days, and the day before each of the first sentence where the text speaks of 前一天.
    """
    if "获悉" in text:
        text = _LEARNED.sub("", text)
    sentences = SENTENCE_END.split(_DEADLINE.sub("", text))
    dated = (_days(sentence, printed) for sentence in sentences if _MAY_PRINT.search(sentence))
    told = filter(None, (_recent(days, printed) for days in dated))
    first, second = next(told, frozenset()), next(told, frozenset())
    if "前一天" in text:
        first |= {day - dt.timedelta(days=1) for day in first}
    return first | {day for day in second if any(abs(day - other) <= _GOES_ON for other in first)}


def _recent(days: frozenset[dt.date], printed: dt.date | None) -> frozenset[dt.date]:
    return frozenset(day for day in days if not printed or printed - day <= _BACK)


def _days(text: str, printed: dt.date | None) -> frozenset[dt.date]:
    """Every day a beginning prints: 5月3日, 本月3日, 3日, 昨天, both ends of a range."""
    found: set[dt.date] = set()
    for day in find_days(text, printed):
        if day.precision == "day" and day.iso:
            found |= {end for end in iso_range(day.iso) if end}
        elif day.precision == "day" and printed:
            found |= _announced(day.text, printed)
    if printed:
        found |= {printed - dt.timedelta(days=_AGO[match[0][0]]) for match in _RELATIVE.finditer(text)}
        for match in _BARE_DAY.finditer(fold(text)):
            first = printed.replace(day=1)
            month = first if int(match[1]) <= printed.day else (first - dt.timedelta(days=1)).replace(day=1)
            found |= {month + dt.timedelta(days=int(match[1]) - 1)}
        found |= {_weekday(printed, match) for match in _WEEKDAY.finditer(text)}
        found |= {dt.date(printed.year, *_FESTIVALS[match[1]]) for match in _FESTIVAL.finditer(text)}
    return frozenset(found)


def _announced(text: str, printed: dt.date) -> set[dt.date]:
    """The day within two months that a report of what is to come prints (延期至8月29日)."""
    match = _MONTH_DAY.fullmatch(fold(text))
    if match is None:
        return set()
    month, day = int(match[1]), int(match[2])
    try:
        coming = dt.date(printed.year + (month < printed.month), month, day)
    except ValueError:
        return set()
    return {coming} if dt.timedelta() <= coming - printed <= _FORETOLD else set()


def _weekday(printed: dt.date, match: re.Match[str]) -> dt.date:
    """The day 周六, 上周五 means on the day of printing."""
    wanted = "一二三四五六日".index(match["day"].replace("天", "日"))
    monday = printed - dt.timedelta(days=printed.weekday())
    if match["last"]:
        return monday + dt.timedelta(days=wanted - 7)
    return monday + dt.timedelta(days=wanted - (7 if wanted > printed.weekday() else 0))
