"""The words around a story: by whom, from where, and what is doubtful about it.

Takes model values, gives the short Chinese phrases the bulletin prints. It states what
the values say and nothing else.
"""

from __future__ import annotations

from itertools import groupby

from kexie_digest.model import Byline, BylineRole, Flag, FlagKind, SourceReference
from kexie_digest.renderers.pdf import almanac

#: What an editor reads in the brackets of a flag mark.
FLAG_WORDS = {
    FlagKind.GAP: "原文有缺",
    FlagKind.TRUNCATED: "原文不全",
    FlagKind.DISPLACED: "次序存疑",
    FlagKind.AMBIGUOUS: "归属存疑",
    FlagKind.DATE_CONFLICT: "日期存疑",
    FlagKind.COUNT_MISMATCH: "数目不符",
    FlagKind.DUPLICATE_BYLINE: "署名重复",
    FlagKind.NO_HEADLINE: "原文无题",
    FlagKind.CHARSET_DOUBT: "编码存疑",
    FlagKind.NEEDS_REVIEW: "待核",
}


def flag_word(flag: Flag) -> str:
    """Name a flag in two to four characters."""
    return FLAG_WORDS[flag.flag]


def credits_line(bylines: tuple[Byline, ...]) -> str:
    """Write bylines as a newspaper does, such as ``本报记者 廖梅 肖小红``.

    Args:
        bylines: In printed order.

    Returns:
        One line; neighbours of one role and paper share its name. Empty without bylines.
    """
    phrases = []
    for role, group in groupby(bylines, key=_role):
        names = "　".join(byline.name for byline in group)
        if role.endswith("摄"):
            phrases.append(f"{names} {role}")
        else:
            phrases.append(f"{role} {names}" if role else names)
    return "　".join(phrases)


def _role(byline: Byline) -> str:
    paper = byline.affiliation or ""
    if byline.role is BylineRole.REPORTER:
        return f"{paper}记者"
    if byline.role is BylineRole.CONTRIBUTOR:
        return f"{paper}通讯员"
    if byline.role is BylineRole.PHOTOGRAPHER:
        return f"{paper}摄" if not paper else f"{paper} 摄"
    return paper


def source_place(source: SourceReference) -> str:
    """Say where a report appeared, such as ``《海岚科技导报》2026年3月5日第2版``.

    A report without a publication is named by its file.
    """
    paper = f"《{source.publication}》" if source.publication else source.file
    day = almanac.partial_day(source.date) if source.date else ""
    page = f"第{source.page.lstrip('0')}版" if source.page else ""
    return paper + day + page
