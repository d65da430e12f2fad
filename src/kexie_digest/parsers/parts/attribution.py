"""转载来源: lines that say where a text comes from, who wrote, edited and checked it.

Takes one line, gives its labelled entries (来源：…, 编辑 | …, 发布时间：…) with their
places. One grammar serves the line under a headline, the tail of a repost and the head
of a mail. It does not decide whether a line is body text that merely looks like one.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from kexie_digest.text.script import fold


class Kind(StrEnum):
    """What an entry tells."""

    SOURCE = "source"
    AUTHOR = "author"
    PHOTO = "photo"
    DATE = "date"
    TITLE = "title"
    EDITOR = "editor"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: the stretch it takes with its label, and the stretch of its value."""

    kind: Kind
    label: str
    value: str
    start: int
    end: int
    value_at: tuple[int, int]


def _spaced(words: str) -> str:
    """Allow 来　源 for 来源: two-character labels are set wide."""
    return "|".join(
        rf"{word[0]}\s?{word[1]}" if len(word) == len("来源") and not word.isascii() else re.escape(word)
        for word in words.split("|")
    )


_LABELS: Final = {
    Kind.SOURCE: (
        "信息来源|文章来源|新闻来源|稿件来源|内容来源|资料来源|本文来源|来源|稿源|转载自|转自|摘自|source"
    ),
    Kind.AUTHOR: "供稿单位|供稿|撰文|撰稿|作者|采写|记者|通讯员|文字|来稿|文|author",
    Kind.PHOTO: "摄影|摄像|图片|供图|图",
    Kind.DATE: (
        "发布时间|发布日期|发表时间|发表日期|更新时间|发稿时间|成文日期|发文日期|发送时间|时间|日期|published|date"
    ),
    Kind.TITLE: "原标题|原题|主题|subject",
    Kind.FURNITURE: (
        "浏览次数|阅读次数|访问次数|点击次数|点击数|点击率|点击量|浏览量|阅读量|访问量|浏览|阅读|点击|字号|字体|"
        "分享到|分享|打印|评论|收藏|发件人|收件人|抄送|from|to|cc"
    ),
}
_EDITOR: Final = (
    r"(?:本版|本期|值班|执行|版面|图文|视觉|网络|文字|新闻|美术|责任|见习|实习|新媒体|微信)*"
    r"(?:编\s?辑|责\s?编|美\s?编|编审|校\s?对|校检|组版|排\s?版|制版|制图|审\s?核|审读|审校|审签|"
    r"监\s?制|编委|视觉|设\s?计|"
    r"主\s?编|总编辑|总编|统\s?筹|终\s?审|初\s?审|复\s?审|[一二三]审|策\s?划|制\s?作|签发|编校|核稿|editor)"
)
_COLON: Final = r"\s*(?:[:/]|[|丨](?!\s*[|丨]))\s*"
_LABEL: Final = re.compile(
    r"(?:(?<=^)|(?<=[\s|;,。()\[\]【】丨·]))(?:"
    + "|".join(rf"(?P<{kind.value}>{_spaced(words)})" for kind, words in _LABELS.items())
    + rf"|(?P<editor>{_EDITOR}(?:[/、]{_EDITOR})*))"
    + _COLON
)
_DAY: Final = re.compile(
    r"\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?(?:\s*(?:星期|周)[一二三四五六日天])?"
    r"(?:[\st]*(?:上午|下午)?\s*\d{1,2}[:点时]\d{2}(?:[:分]\d{2})?秒?)?"
)
_BY: Final = re.compile(r"\s*by\s+(?=[a-z][a-z.' -]{2,40}(?:\||$))")
_EDGE: Final = " \t\u3000\u00a0|丨;,()[]【】·、/"
_MARKS: Final = frozenset({"原创", "转载", "首发", "独家"})
_MOST_NAMES: Final = 4
_SENTENCE: Final = re.compile(r"[。!?].")
_LONGEST_LINE, _LONGEST_VALUE, _LONGEST_NAME = 160, 40, 20


def _trim(folded: str, start: int, end: int) -> tuple[int, int]:
    while start < end and folded[start] in _EDGE:
        start += 1
    while end > start and folded[end - 1] in _EDGE + "。":
        end -= 1
    return start, end


def _entries(text: str, folded: str) -> Iterator[Entry]:
    """Cut a line at its labels; a date inside a value is an entry of its own."""
    labels = list(_LABEL.finditer(folded))
    for place, match in enumerate(labels):
        kind = Kind(match.lastgroup or "")
        end = labels[place + 1].start() if place + 1 < len(labels) else len(folded)
        day = _DAY.search(folded, match.end(), end) if kind is not Kind.DATE else None
        cut = day.start() if day else end
        yield _entry(text, folded, kind, match.span(), cut)
        if day:
            yield _bare(text, Kind.DATE, *day.span())
            rest = _trim(folded, day.end(), end)
            if rest[0] < rest[1]:
                yield _bare(text, Kind.FURNITURE, *rest)


def _entry(text: str, folded: str, kind: Kind, label: tuple[int, int], end: int) -> Entry:
    start, stop = _trim(folded, label[1], end)
    name = re.sub(r"[\s:：/|｜丨]", "", text[slice(*label)])
    return Entry(kind, name, text[start:stop], label[0], max(stop, label[1]), (start, stop))


def _bare(text: str, kind: Kind, start: int, end: int) -> Entry:
    return Entry(kind, "", text[start:end], start, end, (start, end))


def _before(text: str, folded: str, end: int) -> list[Entry] | None:
    """What may stand before the first label: a date, a short name, both."""
    start, stop = _trim(folded, 0, end)
    if start >= stop:
        return []
    if folded[:end].rstrip()[-1:] in ",;。":
        return None
    day = _DAY.search(folded, start, stop)
    rest = [(start, stop)] if day is None else [(start, day.start()), (day.end(), stop)]
    names = [_trim(folded, *part) for part in rest]
    names = [part for part in names if part[0] < part[1]]
    if any(
        right - left > _LONGEST_NAME or re.search(r"[,。;:!?]", folded[left:right]) for left, right in names
    ):
        return None
    if day is None and not all(right - left <= _LONGEST_NAME // 2 for left, right in names):
        return None
    found = [entry for part in names for entry in _named(text, folded, part)]
    return found + ([_bare(text, Kind.DATE, *day.span())] if day else [])


def _named(text: str, folded: str, part: tuple[int, int]) -> list[Entry]:
    """原创 张三丰 某某科协: a mark, an author, and last the medium."""
    words = [(part[0] + m.start(), part[0] + m.end()) for m in re.finditer(r"\S+", folded[slice(*part)])]
    if len(words) > _MOST_NAMES or (len(words) > 1 and folded[slice(*part)].isascii()):
        return [_bare(text, Kind.SOURCE, *part)]
    kinds = [Kind.FURNITURE if folded[slice(*word)] in _MARKS else Kind.AUTHOR for word in words]
    kinds[-1] = Kind.SOURCE
    return [_bare(text, kind, *word) for kind, word in zip(kinds, words, strict=True)]


def read(text: str) -> tuple[Entry, ...]:
    """Read a line that is nothing but labelled entries.

    Args:
        text: The line.

    Returns:
        The entries in printed order; empty when the line is anything else.
    """
    if len(text) > _LONGEST_LINE:
        return ()
    folded = fold(text)
    found = list(_entries(text, folded))
    if not found:
        return ()
    before = _before(text, folded, found[0].start)
    labelled = [entry for entry in found if entry.label]
    if before is None or any(not _fits(entry) for entry in labelled):
        return ()
    return tuple(sorted([*before, *found], key=lambda entry: entry.start))


def _fits(entry: Entry) -> bool:
    value = fold(entry.value)
    if entry.kind is Kind.TITLE:
        return bool(value)
    if len(value) > _LONGEST_VALUE or _SENTENCE.search(value):
        return False
    if entry.kind is Kind.DATE:
        return bool(_DAY.search(value)) or len(value) < len("2026-01-01")
    is_short_label = entry.label in {"图", "文", "圖", "to", "from"}
    return bool(value) and not (is_short_label and (len(value) > _LONGEST_NAME or "," in value))


def read_bare(text: str) -> tuple[Entry, ...]:
    """Read the unlabelled line under a headline: a date, with the medium's name beside it or not.

    Args:
        text: The line.

    Returns:
        A date and perhaps a source; empty when the line holds anything else.
    """
    folded = fold(text)
    day = _DAY.search(folded)
    if len(folded) > _LONGEST_VALUE + _LONGEST_NAME or not day:
        return ()
    by = _BY.match(folded)
    if by:
        return _signed(text, folded, by, day)
    has_clock = ":" in day[0]
    glued = re.compile(r"[\w“]")
    if glued.match(folded, day.end()) or (
        not has_clock and day.start() and glued.match(folded, day.start() - 1)
    ):
        return ()  # 2026年3月5日科普日: a date inside a sentence or a title
    found = _before(text, folded, len(folded))
    return tuple(sorted(found, key=lambda entry: entry.start)) if found else ()


def _signed(text: str, folded: str, by: re.Match[str], day: re.Match[str]) -> tuple[Entry, ...]:
    """By Lin Weiyu | Daiyu Daily | 2026-04-02."""
    parts = [_trim(folded, *match.span()) for match in re.finditer(r"[^|]+", folded)]
    author, rest = (by.end(), parts[0][1]), [part for part in parts[1:] if part[1] <= day.start()]
    entries = [Entry(Kind.AUTHOR, "by", text[slice(*author)], by.start(), author[1], author)]
    entries += [_bare(text, Kind.SOURCE, *part) for part in rest]
    return (*entries, _bare(text, Kind.DATE, *day.span()))


def names(value: str) -> tuple[str, ...]:
    """Divide a value that lists several people.

    Args:
        value: Such as 罗望、卢一苇.

    Returns:
        The names; a name set wide (罗 望) is one.
    """
    blank = r"\s" if re.search(r"[\u3400-\u9fff]", value) else ""  # Lin Weiyu is one name
    parts = [part.strip() for part in re.split(rf"[{blank}、,，/|｜]+", value.strip()) if part.strip()]
    if len(parts) > 1 and all(len(part) == 1 for part in parts):
        return ("".join(parts),)
    return tuple(parts)
