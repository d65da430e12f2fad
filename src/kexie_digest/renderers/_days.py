"""Days in Chinese, as every output writes them: solar day, weekday, ranges.

Takes ISO days, gives words. It never asks what day it is.
"""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise

from kexie_digest.text.calendar import weekday_of

_ISO_DATE = re.compile(r"(\d{4}|-)-?(?:-(\d{1,2}))?(?:-(\d{1,2}))?")


def solar_day(iso: str) -> str:
    """Write ``2026-03-06`` as ``2026年3月6日``.

    Args:
        iso: An ISO day.

    Returns:
        The Chinese day, numbers without leading zeros (GB/T 15835-2011).
    """
    day = dt.date.fromisoformat(iso)
    return f"{day.year}年{day.month}月{day.day}日"


def weekday(iso: str) -> str:
    """Name the weekday of an ISO day, such as ``星期五``."""
    return weekday_of(dt.date.fromisoformat(iso))


def long_day(iso: str) -> str:
    """Write an ISO day as ``2026年3月6日 星期五``; what is no full day stays as it is."""
    try:
        dt.date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{solar_day(iso)} {weekday(iso)}"


def partial_day(iso: str, year: str = "") -> str:
    """Write an ISO day, month, year or range in Chinese, leaving out what is unknown.

    Args:
        iso: ``2026``, ``2026-03``, ``2026-03-06``, ``--03-06`` or two joined by ``/``.
        year: A year (or day) whose year goes without saying.

    Returns:
        ``2026年``, ``2026年3月``, ``2026年3月6日``, ``3月6日``; a range is joined by
        a dash, and its second half leaves out what it shares with the first. Text that
        is no date is returned as it is.
    """
    parts = [_read(part) for part in iso.split("/")]
    if any(part is None for part in parts):
        return iso
    read = [part for part in parts if part is not None]
    known = read[0][1] and read[0][0] == year[:4]
    written = [_write("" if known else read[0][0], *read[0][1:])]
    for first, second in pairwise(read):
        if first == second:
            continue
        shared = 0
        while shared < 2 and first[shared] == second[shared]:  # noqa: PLR2004 - year and month
            shared += 1
        written.append(_write(*(("",) * shared + second[shared:])))
    return "—".join(written)


def _read(part: str) -> tuple[str, str, str] | None:
    found = _ISO_DATE.fullmatch(part.strip())
    if not found:
        return None
    year, month, day = (value or "" for value in found.groups())
    return ("" if year == "-" else year, month.lstrip("0"), day.lstrip("0"))


def _write(year: str, month: str, day: str) -> str:
    named = ((year, "年"), (month, "月"), (day, "日"))
    return "".join(number + unit for number, unit in named if number)
