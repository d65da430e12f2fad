"""Find the dates printed in a running text.

Takes a text, gives finds with offsets and ISO days. A day that does not exist, a month
13 or a year before 1949 is refused; a missing year is inferred only near a given day,
and nothing is ever made more precise than it is printed. ``read_instant`` (one date
string), the calendar and the lunar check are offered from here too.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from kexie_digest.text.calendar import FIRST_YEAR, WIDE, infer_year, make_day, weekday_agrees, weekday_of
from kexie_digest.text.instants import read_instant
from kexie_digest.text.lunar import lunar_agrees, lunar_of
from kexie_digest.text.numbers import read_digits, read_number

__all__ = [
    "FoundDay",
    "find_days",
    "infer_year",
    "lunar_agrees",
    "lunar_of",
    "make_day",
    "read_instant",
    "weekday_agrees",
    "weekday_of",
]


@dataclass(frozen=True, slots=True)
class FoundDay:
    """A date printed in a text.

    ``iso`` is ``2020-12-11``, ``2020-12`` or ``2020``, a range ``a/b``, or None where
    the year is neither printed nor inferred, or the phrase is vague (近日).
    ``precision`` is ``day``, ``month``, ``year`` or ``none``.
    """

    start: int
    end: int
    text: str
    iso: str | None
    precision: str


_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_RANGE = r"\s*(?:[-—–~～]{1,2}|至|到)\s*"
#: How a day or a month begins, asked at every place: the groups that may be left out cost four times as much.
_BEGINS = r"(?=[\d一二三四五六七八九十〇○零今去前明本同当當])"
_TEXT_DAY = re.compile(
    rf"{_BEGINS}(?:(?<![\d第])(?P<year>\d{{4}}|[一二三四五六七八九〇○零]{{4}})\s*年\s*|(?P<relative>今年|去年|前年|明年|本年|同年|当年|當年)\s*)?"
    rf"(?<![\d.一二三四五六七八九十])(?P<month>{_NUMBER})\s*月\s*(?P<day>{_NUMBER})\s*[日号號]"
    rf"(?:{_RANGE}(?:(?P<year2>\d{{4}})\s*年\s*)?(?:(?P<month2>{_NUMBER})\s*月\s*)?(?P<day2>{_NUMBER})\s*[日号號])?"
)
_TEXT_OPEN_RANGE = re.compile(
    rf"{_BEGINS}(?:(?<!\d)(?P<year>\d{{4}})\s*年\s*|(?P<relative>今年|去年|前年|明年|本年|同年|当年|當年)\s*)?"
    rf"(?<![\d.])(?P<month>\d{{1,2}})\s*月\s*(?P<day>\d{{1,2}}){_RANGE}(?P<day2>\d{{1,2}})\s*[日号號]"
)
_TEXT_ISO = re.compile(r"(?<![\d.-])(?P<year>\d{4})([-/.])(?P<month>\d{1,2})\2(?P<day>\d{1,2})(?![\d.-]|/\d)")
_TEXT_MONTH = re.compile(
    rf"{_BEGINS}(?:(?<!\d)(?P<year>\d{{4}})\s*年\s*|(?P<relative>今年|去年|前年|明年|本年|同年|当年|當年)\s*)?"
    r"(?<![\d.至到~-])(?P<month>\d{1,2})\s*月(?!\s*\d{1,2}\s*[日号號])"
)
_TEXT_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})\s*年(?!\s*\d{1,2}\s*月|[度内来後后前])")
_VAGUE = re.compile(r"近日|日前|近期|不久前|前不久|上个月|上個月|上月|本月|当日|當日")
_OFFSETS = {"今年": 0, "本年": 0, "去年": -1, "前年": -2, "明年": 1}


def _day_of(match: re.Match[str], near: date | None) -> date | None:
    month, day = read_number(match["month"]), read_number(match["day"])
    if match["year"]:
        return make_day(read_digits(match["year"]), month, day)
    relative = match.groupdict().get("relative")
    if near is None or (relative and relative not in _OFFSETS):
        return None
    return make_day(near.year + _OFFSETS[relative], month, day) if relative else infer_year(month, day, near)


def _range_end(match: re.Match[str], first: date) -> date | None:
    groups = match.groupdict()
    month = read_number(groups["month2"]) if groups.get("month2") else first.month
    year = int(groups["year2"]) if groups.get("year2") else first.year + (month < first.month)
    last = make_day(year, month, read_number(groups["day2"]))
    return last if last and last >= first else None


def _exists(match: re.Match[str]) -> bool:
    """Whether the printed month and day can be a day at all (no 2月30日, no month 13)."""
    year = read_digits(match["year"]) if match["year"] else 2000
    return make_day(year, read_number(match["month"]), read_number(match["day"])) is not None


def _found(match: re.Match[str], iso: str | None, precision: str) -> FoundDay:
    return FoundDay(match.start(), match.end(), match[0], iso, precision)


def _find_day(match: re.Match[str], near: date | None) -> FoundDay | None:
    if not _exists(match):
        return None
    first = _day_of(match, near)
    iso = first.isoformat() if first else None
    if first and match.groupdict().get("day2"):
        last = _range_end(match, first)
        if last is None:
            return None
        iso = f"{first.isoformat()}/{last.isoformat()}"
    return _found(match, iso, "day")


def _find_month(match: re.Match[str], near: date | None) -> FoundDay | None:
    month = int(match["month"])
    if not 1 <= month <= 12:  # noqa: PLR2004 - months
        return None
    if match["year"]:
        year: int | None = int(match["year"]) if int(match["year"]) >= FIRST_YEAR else None
    elif match["relative"]:
        offset = _OFFSETS.get(match["relative"])
        year = near.year + offset if near and offset is not None else None
    else:
        inferred = infer_year(month, 1, near) if near else None
        year = inferred.year if inferred else None
    return _found(match, f"{year:04d}-{month:02d}" if year else None, "month")


def _find_year(match: re.Match[str], near: date | None) -> FoundDay:  # noqa: ARG001 - one shape for all
    return _found(match, match["year"], "year")


def _find_vague(match: re.Match[str], near: date | None) -> FoundDay:  # noqa: ARG001 - one shape for all
    return _found(match, None, "none")


#: Without one of these a text prints no date; asked first, for most sentences print none.
_MAY_PRINT = re.compile(r"[\d年月日期前]")
#: What each pattern cannot do without.
_READERS = (
    ("月", _TEXT_OPEN_RANGE, _find_day),
    ("月", _TEXT_DAY, _find_day),
    ("", _TEXT_ISO, _find_day),
    ("月", _TEXT_MONTH, _find_month),
    ("年", _TEXT_YEAR, _find_year),
    ("", _VAGUE, _find_vague),
)


def find_days(text: str, near: date | None = None) -> tuple[FoundDay, ...]:
    """Find the dates in a running text.

    Ranges (3月11日~12日, 10月30日至11月1日) are one find. Months, years and vague
    phrases (近日) are found too and say so in their precision.

    Args:
        text: A sentence or an article.
        near: The day of the page, which lends its year; None infers none.

    Returns:
        What was found, in reading order, no two overlapping.
    """
    if not _MAY_PRINT.search(text):
        return ()
    plain = text.translate(WIDE)
    taken = bytearray(len(plain))
    found: list[FoundDay] = []
    for needed, pattern, reader in _READERS:
        for match in pattern.finditer(plain) if needed in plain else ():
            day = None if any(taken[match.start() : match.end()]) else reader(match, near)
            taken[match.start() : match.end()] = b"\1" * (match.end() - match.start())
            if day:
                raw = text[day.start : day.end]
                found.append(FoundDay(day.start, day.end, raw, day.iso, day.precision))
    return tuple(sorted(found, key=lambda day: day.start))
