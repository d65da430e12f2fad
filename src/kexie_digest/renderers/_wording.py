"""How the outputs say things in Chinese: days, flags, bylines, sources.

Takes values of the model, gives plain strings (never markup). It decides no layout
and drops nothing but characters that no reader can see.
"""

import datetime as dt
import re
from urllib.parse import urlsplit

from kexie_digest.model import Byline, BylineRole, FlagKind, SourceReference

#: Controls (C0 and C1 but tab and newline), U+FEFF, lone surrogates, noncharacters.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)

_WEEKDAYS = "一二三四五六日"

FLAG_LABELS: dict[FlagKind, str] = {
    FlagKind.GAP: "原文缺字",
    FlagKind.TRUNCATED: "文末缺失",
    FlagKind.DISPLACED: "文字错位",
    FlagKind.AMBIGUOUS: "归属存疑",
    FlagKind.DATE_CONFLICT: "日期不一",
    FlagKind.COUNT_MISMATCH: "数目不符",
    FlagKind.DUPLICATE_BYLINE: "署名重复",
    FlagKind.NO_HEADLINE: "原无标题",
    FlagKind.CHARSET_DOUBT: "编码存疑",
    FlagKind.NEEDS_REVIEW: "待核对",
}

_ROLES: dict[BylineRole | None, str] = {
    BylineRole.REPORTER: "记者",
    BylineRole.CONTRIBUTOR: "通讯员",
    BylineRole.PHOTOGRAPHER: "摄影",
    BylineRole.ORGANISATION: "供稿",
    None: "",
}


def strip_invisible(text: str) -> str:
    """Drop control characters and the like, which make mail clients clip a message.

    Args:
        text: Any text, also a whole rendered page.

    Returns:
        The same text without them; tabs and newlines stay.
    """
    return _INVISIBLE.sub("", text)


def long_day(iso: str) -> str:
    """Write an ISO day as ``2026年3月6日 星期五``; what is no full day stays as it is."""
    try:
        day = dt.date.fromisoformat(iso)
    except ValueError:
        return iso
    return f"{day.year}年{day.month}月{day.day}日 星期{_WEEKDAYS[day.weekday()]}"


def short_day(iso: str) -> str:
    """Write a year, month, day or range ``a/b`` the way a Chinese table does.

    Args:
        iso: ``2026``, ``2026-03``, ``2026-03-04`` or ``2026-03-27/2026-03-29``.

    Returns:
        ``2026年3月27日至29日``; parts that the end shares with the start are not repeated.
    """
    start, _, end = iso.partition("/")
    first = _parts(start)
    last = _parts(end)
    shared = 0
    while shared < min(len(first), len(last)) - 1 and first[shared] == last[shared]:
        shared += 1
    return "".join(first) + ("至" + "".join(last[shared:]) if last and last != first else "")


def _parts(iso: str) -> list[str]:
    if not iso:
        return []
    if not re.fullmatch(r"\d{4}(-\d{1,2}){0,2}", iso):
        return [iso]
    return [f"{int(number)}{unit}" for number, unit in zip(iso.split("-"), "年月日", strict=False)]


def byline_groups(bylines: tuple[Byline, ...]) -> tuple[str, ...]:
    """Gather bylines by what people did: ``本报记者 罗小禾 何晓汀``, ``摄影 金一鸣``.

    Args:
        bylines: As parsed; the same name twice in one group is printed once.

    Returns:
        One phrase per role and affiliation, in printed order.
    """
    groups: dict[str, list[str]] = {}
    for byline in bylines:
        head = (byline.affiliation or "") + _ROLES[byline.role]
        names = groups.setdefault(head, [])
        if byline.name not in names:
            names.append(byline.name)
    return tuple(" ".join(filter(None, [head, *names])) for head, names in groups.items())


def source_line(source: SourceReference) -> str:
    """Write where a report stood: ``海岚科技导报 02版 2026年3月5日``; a file name when nobody is named."""
    page = f"{source.page.removesuffix('版')}版" if source.page else ""
    day = short_day(source.date) if source.date else ""
    return " ".join(filter(None, [source.publication or source.file, page, day]))


def web_address(address: str | None) -> str | None:
    """Let only web links through: a feed may carry ``javascript:`` and worse.

    Args:
        address: A link as the source gave it.

    Returns:
        The address if it is http(s) with a host, else None.
    """
    if not address:
        return None
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return None
    return address.strip() if parts.scheme in {"http", "https"} and parts.hostname else None
