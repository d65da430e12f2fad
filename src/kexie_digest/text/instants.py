"""Read the one date string of a feed, a meta tag or a page's head.

Takes a string, gives an aware instant. feedparser silently reads 2020年12月11日 as the
1st of November; this reads it first. It does not know today's date, so an instant in
the future is given as it stands.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from kexie_digest.text.calendar import FIRST_YEAR, WIDE, make_day
from kexie_digest.text.numbers import read_digits, read_number

_CLOCK = re.compile(
    r"[T\s,，]*(?:(?:星期|周|週)[一二三四五六日天]\s*)?"
    r"(?P<half>凌晨|早上|上午|中午|下午|晚上|晚)?\s*"
    r"(?P<hour>\d{1,2})\s*[:：时時点點]\s*(?:(?P<minute>\d{1,2})\s*分?)?(?:\s*[:：]?\s*(?P<second>\d{1,2})秒?)?"
    r"(?:\.\d+)?\s*(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?",
    re.IGNORECASE,
)
_PLAIN_DAY = re.compile(
    r"(?<!\d)(?P<year>\d{4})\s*(?:年|[-/.])\s*(?P<month>\d{1,2})\s*(?:月|[-/.])\s*(?P<day>\d{1,2})(?!\d)\s*[日号號]?"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?")
_EPOCH = re.compile(r"\d{10}(?:\d{3})?")
#: RFC 822 names CST for Chicago; a Chinese feed means China.
_CHINA_TIME = re.compile(r"\b(?:CST|BJT)\b")


def _clock_after(raw: str, end: int) -> tuple[int, int, int, str]:
    match = _CLOCK.match(raw, end)
    if not match:
        return 0, 0, 0, ""
    hour, minute, second = (int(match[name] or 0) for name in ("hour", "minute", "second"))
    if match["half"] in {"下午", "晚上", "晚"} and hour < 12:  # noqa: PLR2004 - noon
        hour += 12
    return hour, minute, second, (match["zone"] or "").upper()


def _in_zone(instant: datetime, zone: str, timezone: str) -> datetime:
    if not zone:
        return instant.replace(tzinfo=ZoneInfo(timezone))
    if zone in {"Z", "UTC", "GMT"}:
        return instant.replace(tzinfo=UTC)
    return datetime.strptime(f"{instant:%Y-%m-%dT%H:%M:%S}{zone}", "%Y-%m-%dT%H:%M:%S%z")


def _build(day: date | None, clock: tuple[int, int, int], zone: str, timezone: str) -> datetime | None:
    if day is None:
        return None
    try:
        return _in_zone(datetime.combine(day, time(*clock)), zone, timezone)
    except ValueError:  # 25:00
        return None


def _read_numeric(text: str, timezone: str) -> datetime | None:
    """Epoch seconds or milliseconds, 20201211, 202012110800."""
    if _EPOCH.fullmatch(text):
        return datetime.fromtimestamp(int(text[:10]), tz=ZoneInfo(timezone))
    match = _COMPACT.fullmatch(text)
    if not match:
        return None
    year, month, day, hour, minute, second = (int(part or 0) for part in match.groups())
    return _build(make_day(year, month, day), (hour, minute, second), "", timezone)


def _read_rfc822(text: str, timezone: str) -> datetime | None:
    try:
        instant = parsedate_to_datetime(_CHINA_TIME.sub("+0800", text))
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
    if instant.year < FIRST_YEAR:
        return None
    return instant if instant.tzinfo else instant.replace(tzinfo=ZoneInfo(timezone))


def read_instant(raw: str, timezone: str = "Asia/Shanghai") -> datetime | None:
    """Read the date string of a feed, a meta tag or a page.

    Understands 2020年12月11日 08:00, 2020/12/11 8:00, ISO 8601, RFC 822 (CST read as
    China's time), epoch seconds, full-width digits and 二〇二〇年十二月十一日.

    Args:
        raw: The string as it stands there.
        timezone: Where a string without a zone was written.

    Returns:
        An aware instant, midnight where no time is printed; None when unsure.
    """
    text = _chinese_digits(raw.translate(WIDE).strip())
    if len(text) > 200:  # noqa: PLR2004 - no date string is longer; keeps odd input cheap
        return None
    if text.isascii() and text.isdigit():
        return _read_numeric(text, timezone)
    match = _PLAIN_DAY.search(text)
    if match:
        hour, minute, second, zone = _clock_after(text, match.end())
        day = make_day(int(match["year"]), int(match["month"]), int(match["day"]))
        return _build(day, (hour, minute, second), zone, timezone)
    return _read_rfc822(text, timezone)


def _chinese_digits(text: str) -> str:
    """Turn 二〇二〇年十二月十一日 into 2020年12月11日; other text stays."""
    match = re.search(
        r"([一二三四五六七八九〇○零]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十廿卅]{1,3})日",
        text,
    )
    if not match:
        return text
    year, month, day = read_digits(match[1]), read_number(match[2]), read_number(match[3])
    return f"{text[: match.start()]}{year}年{month}月{day}日{text[match.end() :]}"
