"""Headlines: the stack above (or below) an article, and the rubrics of a page.

Takes a story and the habits of the page, gives heading lines. It prints no body.
"""

from __future__ import annotations

import random

from generator.layout.sheet import Line, Style
from generator.stories import Story

RUBRICS = {
    "tuning": (
        ("综合新闻", "ZONG HE XIN WEN"),
        ("一周扫描", "YI ZHOU SAO MIAO"),
        ("基层来风", "JI CENG LAI FENG"),
        ("科技短波", "KE JI DUAN BO"),
        ("特别关注", "TE BIE GUAN ZHU"),
        ("这一周", "ZHE YI ZHOU"),
        ("会员之间", "HUI YUAN ZHI JIAN"),
        ("县里的事", "XIAN LI DE SHI"),
        ("瞭望", "LIAO WANG"),
        ("乡土", "XIANG TU"),
        ("院士来了", "YUAN SHI LAI LE"),
        ("镇街十日", "ZHEN JIE SHI RI"),
        ("走近学会", "ZOU JIN XUE HUI"),
        ("县域传真", "XIAN YU CHUAN ZHEN"),
        ("田间笔记", "TIAN JIAN BI JI"),
        ("海外来鸿", "HAI WAI LAI HONG"),
        ("数字说话", "SHU ZI SHUO HUA"),
        ("读书", "DU SHU"),
        ("院校", "YUAN XIAO"),
        ("图片故事", "TU PIAN GU SHI"),
        ("新知", "XIN ZHI"),
        ("政策解读", "ZHENG CE JIE DU"),
        ("青少年", "QING SHAO NIAN"),
        ("本周看点", "BEN ZHOU KAN DIAN"),
        ("工作交流", "GONG ZUO JIAO LIU"),
        ("企业科协", "QI YE KE XIE"),
        ("专家答疑", "ZHUAN JIA DA YI"),
        ("人物春秋", "REN WU CHUN QIU"),
    ),
    "heldout": (
        ("各地快报", "GE DI KUAI BAO"),
        ("身边科协", "SHEN BIAN KE XIE"),
        ("简明新闻", "JIAN MING XIN WEN"),
        ("窗口", "CHUANG KOU"),
    ),
}


def _mark(level: int) -> str:
    return "#" * level + " " if level else ""


def stack(story: Story, index: int, style: Style, rng: random.Random, *, marked: bool) -> list[Line]:
    """Print the headlines of one article.

    Args:
        story: The article.
        index: Its number on the page.
        style: The habits of the page.
        rng: The page's random numbers.
        marked: Whether this article's headlines carry ``#``.

    Returns:
        Kicker, title and subtitle, as far as the article has them; with marks, the title
        holds the highest level, or now and then the same one as its neighbour.
    """
    level = rng.choice((1, 2)) if style.uneven else style.level
    title, other = (level, level + 1) if marked else (0, 0)
    equal = marked and rng.random() < 0.1
    other = title if equal else other
    lines = []
    if story.kicker:
        bare = marked and not equal and rng.random() < 0.4
        lines.append(Line(("" if bare else _mark(other)) + story.kicker, "kicker", index, value=story.kicker))
        if bare:
            lines[-1].faults.append("kicker_unmarked")
    lines.append(Line(_mark(title) + story.title, "title", index, value=story.title))
    lines[-1].faults.append("marked" if marked else "no_mark")
    if story.subtitle:
        lines.append(Line(_mark(other) + story.subtitle, "subtitle", index, value=story.subtitle))
    if equal and len(lines) > 1:
        lines[0].faults.append("equal_levels")
    if marked and style.uneven:
        lines[0].faults.append("uneven_levels")
    for line in lines:
        line.blank = style.spacing
    return lines


def rubric(text: str, pinyin: str | None, style: Style, rng: random.Random) -> Line:
    """Print a rubric, with or without pinyin beside it, at a heading level of its own.

    Args:
        text: The rubric.
        pinyin: Its reading in capitals, or None.
        style: The habits of the page.
        rng: The page's random numbers.

    Returns:
        One line.
    """
    level = rng.choice((0, 0, 1, 2)) if style.marked else 0
    beside = f" {pinyin}" if pinyin else ""
    line = Line(_mark(level) + text + beside, "rubric", value=text, blank=rng.choice((1, 3)))
    line.faults.append("rubric_pinyin" if pinyin else "rubric_plain")
    if level and level <= style.level:
        line.faults.append("swapped_levels")
    return line
