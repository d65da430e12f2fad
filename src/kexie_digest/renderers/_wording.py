"""How the outputs say things in Chinese: flags, bylines, sources.

Takes values of the model, gives plain strings (never markup). It decides no layout
and drops nothing but characters that no reader can see.
"""

import re
from itertools import groupby
from urllib.parse import urlsplit

from kexie_digest.model import Byline, BylineRole, Flag, FlagKind, Item, SourceReference
from kexie_digest.renderers._days import partial_day

#: How files end that are read.
_ENDING = re.compile(
    r"\.(?:txt|md|html?|xml|json|docx?|wps|rtf|pdf|eml|zip|png|jpe?g|tiff?)$", re.ASCII | re.IGNORECASE
)
#: Controls (C0 and C1 but tab and newline), U+FEFF, lone surrogates, noncharacters.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0x110000, 0x10000))
    + "]"
)

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

_ROLES = {
    BylineRole.REPORTER: "记者",
    BylineRole.CONTRIBUTOR: "通讯员",
    BylineRole.PHOTOGRAPHER: "摄",
}
_TRADITIONAL_ROLES = {
    BylineRole.REPORTER: "記者",
    BylineRole.CONTRIBUTOR: "通訊員",
    BylineRole.PHOTOGRAPHER: "攝",
}


#: What stands before a summary in an editor's own words; others are quoted.
EDITED_SUMMARY = "编者概括"
#: What stands before an editors' word, on the edition and on an item.
EDITION_NOTE, ITEM_NOTE = "编者按", "按语"


def strip_invisible(text: str) -> str:
    """Drop control characters and the like, which make mail clients clip a message.

    Args:
        text: Any text, also a whole rendered page.

    Returns:
        The same text without them; tabs and newlines stay.
    """
    return _INVISIBLE.sub("", text)


def flag_word(flag: Flag) -> str:
    """Name a flag in three or four characters."""
    return FLAG_LABELS[flag.flag]


def byline_phrases(bylines: tuple[Byline, ...], language: str = "zh-CN") -> tuple[str, ...]:
    """Write bylines as a newspaper does: ``本报记者 罗小禾　何晓汀``, ``金一鸣 摄``.

    Args:
        bylines: In printed order.
        language: Of the item; ``zh-TW`` has 記者 for 记者.

    Returns:
        One phrase for neighbours of one role and paper, which share its name; the same
        name twice in a phrase is printed once.
    """
    words = _TRADITIONAL_ROLES if language == "zh-TW" else _ROLES
    phrases = []
    for (role, paper), group in groupby(bylines, key=lambda byline: (byline.role, byline.affiliation)):
        names = "　".join(dict.fromkeys(byline.name for byline in group))
        word = words.get(role, "") if role else ""
        if role is BylineRole.PHOTOGRAPHER:
            phrases.append(" ".join(filter(None, (names, paper, word))))
        else:
            phrases.append(" ".join(filter(None, ((paper or "") + word, names))))
    return tuple(phrases)


def retitled(item: Item) -> str:
    """Say that a title is an editor's: ``编者改题，原题《山里来了气象站》``.

    Args:
        item: As published.

    Returns:
        Nothing where the title is as printed. An original that holds 《》 itself stands in
        quotation marks.
    """
    if item.printed_title is None:
        return ""
    original = item.printed_title.strip()
    if not original:
        return "编者拟题，原无标题"
    return "编者改题，原题" + (f"“{original}”" if "《" in original else f"《{original}》")


def title_elsewhere(source: SourceReference, item: Item) -> str:
    """Give the title a report had, where a reader does not see it already.

    Args:
        source: One report of the item.
        item: As published.

    Returns:
        The title; nothing when it is the item's own, or the one that :func:`retitled` names.
    """
    return "" if source.title in {item.title, item.printed_title} else source.title


def summary_label(item: Item) -> str:
    """Give the words before an item's summary: :data:`EDITED_SUMMARY` where an editor wrote it."""
    return "" if item.printed_summary is None else EDITED_SUMMARY


def note_lines(note: str) -> tuple[str, ...]:
    """Divide an editors' note into its paragraphs."""
    return tuple(line.strip() for line in note.splitlines() if line.strip())


def source_name(source: SourceReference) -> str:
    """Name who printed a report; where nobody is known, its document, as its file is called.

    The ending of a file name is no reader's business; a host's (``kx.example.cn``) is its name.
    """
    return source.publication or _ENDING.sub("", source.file)


def source_paper(source: SourceReference) -> str:
    """Name who printed a report as print does: a paper in 《》, a document without."""
    return f"《{source.publication}》" if source.publication else source_name(source)


def source_place(source: SourceReference) -> str:
    """Say where a report appeared, such as ``《海岚科技导报》2026年3月5日第2版``.

    A report without a publication is named by its document.
    """
    blank = "" if source.publication else " "
    return (source_paper(source) + blank + source_day(source)).rstrip()


def source_day(source: SourceReference) -> str:
    """Say on what day and page a report appeared, such as ``2026年3月5日第2版``."""
    day = partial_day(source.date) if source.date else ""
    page = f"第{source.page.removesuffix('版').lstrip('0')}版" if source.page else ""
    return day + page


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
