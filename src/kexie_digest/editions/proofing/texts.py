"""Queries about the running text: days and weekdays, suspected slips.

A slip is something that hardly ever stands in a finished text: a doubled particle, two
points in a row, a quotation mark without its partner, half-width points among characters.
"""

import re
from collections.abc import Iterator
from datetime import date

from kexie_digest.editions.proofing._query import make_query
from kexie_digest.model import Item, ProofKind, ProofQuery
from kexie_digest.text.dates import find_days, weekday_agrees, weekday_of

_WEEKDAY = re.compile(r"\s*[（(]?\s*((?:星期|周|週|礼拜)[一二三四五六日天])")
_IMPOSSIBLE = re.compile(r"(?<!\d)(?:(?:1[3-9]|[2-9]\d)月\d{1,2}日|\d{1,2}月(?:3[2-9]|[4-9]\d)日|2月3[01]日)")
_SLIPS = (
    (re.compile(r".{0,6}(?:的的|了了|在在|是是|和和|与与|为为).{0,6}"), "疑有重字"),
    (re.compile(r".{0,6}(?:[，、；：][，。、；：]|。[，、；。]).{0,6}"), "标点连用"),
    (re.compile(r".{0,6}[\u4e00-\u9fff][,;:?!][\u4e00-\u9fff].{0,6}"), "中文里夹半角标点"),
)
_PAIRS = (("“", "”"), ("‘", "’"), ("《", "》"), ("（", "）"), ("【", "】"))
#: 了了 in 为了了解, 的的 in 的的确确: two words that only meet.
_MEETING = re.compile(r"为了了解|除了了解|的的[确士]|是是非非|为为[他人]")


def text_queries(item: Item) -> Iterator[ProofQuery]:
    """Ask about the days and suspected slips of an item's text.

    Args:
        item: With the paragraphs as printed.

    Yields:
        The queries in reading order.
    """
    near = _day_of(item)
    for text in (item.title, *item.paragraphs):
        yield from _days(item, text, near)
        yield from _slips(item, text)


def _day_of(item: Item) -> date | None:
    printed = next((source.date for source in item.sources if source.date), None)
    return date.fromisoformat(printed) if printed and len(printed) == len("2026-03-06") else None


def _days(item: Item, text: str, near: date | None) -> Iterator[ProofQuery]:
    for match in _IMPOSSIBLE.finditer(text):
        yield make_query(ProofKind.DATE, item, f"“{match[0]}”：没有这一天，请核对。", match[0])
    for found in find_days(text, near):
        weekday = _WEEKDAY.match(text, found.end)
        if not weekday or not found.iso or found.precision != "day" or "/" in found.iso:
            continue
        day = date.fromisoformat(found.iso)
        if weekday_agrees(day, weekday[1]) is False:
            words = text[found.start : weekday.end()]
            question = f"“{words}”：{found.iso} 是{weekday_of(day)}，请核对日期和星期。"
            yield make_query(ProofKind.DATE, item, question, words)


def _slips(item: Item, text: str) -> Iterator[ProofQuery]:
    for pattern, name in _SLIPS:
        for match in pattern.finditer(_MEETING.sub("", text)):
            yield make_query(ProofKind.SLIP, item, f"“{match[0]}”：{name}，请看原文。", match[0])
    for opening, closing in _PAIRS:
        if text.count(opening) != text.count(closing):
            words = text[:20]
            question = f"“{words}……”这一段里 {opening} 和 {closing} 不成对，请看原文。"
            yield make_query(ProofKind.SLIP, item, question, words, opening + closing)
