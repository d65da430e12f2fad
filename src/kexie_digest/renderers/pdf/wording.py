"""The words around a story: by whom, from where, and what is doubtful about it.

Takes model values, gives the short Chinese phrases the bulletin prints. It states what
the values say and nothing else.
"""

from __future__ import annotations

from itertools import groupby

from kexie_digest.model import BylineRole, Edition, Flag, FlagKind, Item, SourceReference
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


ROLES = {
    BylineRole.REPORTER: "记者",
    BylineRole.CONTRIBUTOR: "通讯员",
    BylineRole.PHOTOGRAPHER: "摄",
}
TRADITIONAL_ROLES = {
    BylineRole.REPORTER: "記者",
    BylineRole.CONTRIBUTOR: "通訊員",
    BylineRole.PHOTOGRAPHER: "攝",
}


def flag_word(flag: Flag) -> str:
    """Name a flag in two to four characters."""
    return FLAG_WORDS[flag.flag]


def credits_line(item: Item) -> str:
    """Write an item's bylines as a newspaper does, such as ``本报记者 廖梅 肖小红``.

    Args:
        item: With bylines in printed order; its language decides 记者 or 記者.

    Returns:
        One line; neighbours of one role and paper share its name. Empty without bylines.
    """
    words = TRADITIONAL_ROLES if item.language == "zh-TW" else ROLES
    phrases = []
    for (role, paper), group in groupby(item.bylines, key=lambda byline: (byline.role, byline.affiliation)):
        names = "　".join(byline.name for byline in group)
        word = words.get(role, "") if role else ""
        if role is BylineRole.PHOTOGRAPHER:
            phrases.append(" ".join(filter(None, (names, paper, word))))
        else:
            phrases.append(" ".join(filter(None, ((paper or "") + word, names))))
    return "　".join(phrases)


def source_place(source: SourceReference) -> str:
    """Say where a report appeared, such as ``《海岚科技导报》2026年3月5日第2版``.

    A report without a publication is named by its file.
    """
    paper = f"《{source.publication}》" if source.publication else f"{source.file} "
    day = almanac.partial_day(source.date) if source.date else ""
    page = f"第{source.page.lstrip('0')}版" if source.page else ""
    return (paper + day + page).rstrip()


def imprint(edition: Edition, papers: tuple[str, ...]) -> str:
    """Say what an official bulletin is made of, and how its text was treated.

    Args:
        edition: The bulletin.
        papers: The publications its reports are from.

    Returns:
        One paragraph.
    """
    sources = [source for item in edition.items for source in item.sources]
    names = "".join(f"《{name}》" for name in papers)
    others = "等" if any(not source.publication for source in sources) else ""
    chosen = f"，选自{names}" if names else ""
    return (
        f"本期刊出{len(edition.items)}篇，依据报道{len(sources)}则{chosen}{others}。"
        "文字均照录原报道，标点按中文排版统一为全角；存疑之处以〔　〕标出。"
    )
