"""``activities.ics``: the activities of an edition as a calendar (iCalendar, RFC 5545).

Takes the edition's facts, gives one all-day event an activity with a full day or range.
Activities that are dated by month or year only, or not at all, are left out: a calendar
would have to invent their day.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from kexie_digest.model import Activity, Digest, Edition, Item, Rendition
from kexie_digest.renderers import Tools
from kexie_digest.renderers._citing import cited_sources
from kexie_digest.renderers._wording import source_name

#: RFC 5545 3.1: no line longer, its line end not counted.
_LONGEST_LINE = 75
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
#: RFC 5545 3.3.11: texts hold no control characters; line breaks and tabs are dealt with before.
_CONTROLS = dict.fromkeys((*range(0x20), 0x7F))

#: RFC 5545 3.4: a calendar has at least one component, so one without events names its time zone.
_TIME_ZONE = (
    "BEGIN:VTIMEZONE",
    "TZID:Asia/Shanghai",
    "BEGIN:STANDARD",
    "DTSTART:19910915T020000",
    "TZOFFSETFROM:+0900",
    "TZOFFSETTO:+0800",
    "TZNAME:CST",
    "END:STANDARD",
    "END:VTIMEZONE",
)


def render(edition: Edition, _digest: Digest, _tools: Tools) -> Rendition:
    """Write the calendar of an edition.

    Args:
        edition: Whose activities to write.
        _digest: Not needed; the edition is complete.
        _tools: Not needed.

    Returns:
        ``activities.ics``; valid and without events when no activity has a full day.
    """
    return Rendition(
        name="activities.ics",
        media_type="text/calendar",
        content=write_calendar([edition], f"{edition.title} 第{edition.number}期 活动"),
    )


def write_calendar(editions: Sequence[Edition], name: str) -> bytes:
    """Write the activities of editions as one calendar.

    Args:
        editions: Whose activities to write; of an activity told twice the first is taken.
        name: What calendar programs call it.

    Returns:
        An iCalendar object in UTF-8.
    """
    events: dict[str, tuple[str, ...]] = {}
    for edition in editions:
        for item in edition.items:
            for activity in item.facts.activities:
                days = _days(activity.date)
                if days is not None:
                    uid = _uid(item, activity)
                    events.setdefault(uid, tuple(_event(uid, item, activity, days, edition)))
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Kexie Digest//activities//ZH",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{_text(name)}",
        *(line for event in events.values() for line in event),
        *(() if events else _TIME_ZONE),
        "END:VCALENDAR",
    )
    return "".join(folded + "\r\n" for line in lines for folded in _fold(line)).encode()


def _event(
    uid: str, item: Item, activity: Activity, days: tuple[date, date], edition: Edition
) -> Iterator[str]:
    sources = cited_sources(item, activity.evidence)
    hosts = "、".join(activity.organisers)
    details = (
        hosts and f"主办：{hosts}",
        activity.attendance and f"规模：{activity.attendance}",
        activity.evidence,
        "来源：" + "；".join(f"{source_name(source)}《{source.title}》" for source in sources),
    )
    yield "BEGIN:VEVENT"
    yield f"UID:{uid}"
    yield f"DTSTAMP:{edition.published_on.replace('-', '')}T000000Z"
    yield f"DTSTART;VALUE=DATE:{days[0]:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{days[1]:%Y%m%d}"
    yield f"SUMMARY:{_text(activity.name)}"
    if activity.place:
        yield f"LOCATION:{_text(activity.place)}"
    yield "DESCRIPTION:" + _text("\n".join(detail for detail in details if detail))
    address = next((source.href for source in sources if source.href), None)
    if address:
        yield f"URL:{address.translate(_CONTROLS)}"
    yield "TRANSP:TRANSPARENT"  # a day in the calendar, not an appointment of its reader
    yield "END:VEVENT"


def _uid(item: Item, activity: Activity) -> str:
    """Name an activity the same way in every rendering and every later edition of its event."""
    identity = f"{item.event}\0{activity.name}\0{activity.date}"
    return hashlib.sha256(identity.encode()).hexdigest()[:32] + "@kexie-digest"


def _days(iso: str | None) -> tuple[date, date] | None:
    """Give the first day and the day after the last, as DTEND wants (RFC 5545 3.6.1)."""
    begin, _, end = (iso or "").partition("/")
    end = end or begin
    if not (_DAY.fullmatch(begin) and _DAY.fullmatch(end)):
        return None
    try:
        first, last = date.fromisoformat(begin), date.fromisoformat(end)
        return (first, last + timedelta(days=1)) if first <= last else None
    except (ValueError, OverflowError):  # a 30th of February; the last day of year 9999
        return None


def _text(text: str) -> str:
    r"""Escape a text (RFC 5545 3.3.11): backslash, semicolon, comma and line break."""
    escaped = re.sub(r"([\\;,])", r"\\\1", text.replace("\t", " "))
    return re.sub(r"\r\n?|\n", r"\\n", escaped).translate(_CONTROLS)


def _fold(line: str) -> Iterable[str]:
    """Break a line into pieces of 75 octets at most, never inside a character (RFC 5545 3.1)."""
    piece, length = "", 0
    for character in line:
        width = len(character.encode())
        if length + width > _LONGEST_LINE:
            yield piece
            piece, length = " ", 1
        piece += character
        length += width
    yield piece
