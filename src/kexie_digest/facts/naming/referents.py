"""What a bare noun stands for: 学会, 该院, 学校 after the body was named.

Takes the sentences of an article and a place, gives the name as printed before. It never
guesses: no earlier name of that kind, no answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kexie_digest.facts.lines import Line
from kexie_digest.facts.naming.borders import BORDER, body_within
from kexie_digest.facts.naming.lists import split_names
from kexie_digest.facts.naming.organisations import strip_start

#: What a general noun may have been called before.
_KINDS = {
    "学校": "大学|学院|中学|小学|学校|职校|附中|附小|[一二三四五六七八九十]中",
    "高校": "大学|学院",
    "院": "院",
    "校": "大学|学院|中学|小学|学校",
    "所": "研究所|所",
    "馆": "馆",
    "会": "学会|协会|研究会|促进会|联合会",
    "公司": "公司|集团|科技|药业|银行",
    "企业": "公司|集团|科技|药业",
    "厂": "厂",
    "台": "台",
    "园区": "园区|高新区|开发区|产业园|工业园|科技园|科创园|农业园|经开区",
    "理事会": "学会|协会|研究会|促进会|联合会",
}
_NOUNS = (
    "学会|协会|研究会|促进会|联合会|理事会|学校|高校|学院|大学|医院|中心|公司|集团|企业|法院|检察院|图书馆|博物馆|"
    "科技馆|分会|书院|银行|报社|研究院|研究所|合作社|基金会|联盟|管委会|园区|出版社"
)
#: A noun that names a body only together with an earlier name.
BARE = re.compile(
    rf"(?:(?P<own>[我本])|该|这家|这所|该家|新一届|新)?(?P<noun>{_NOUNS})$"
    r"|(?:(?P<ours>[我本])|该|这家|这所|这个)(?P<short>[院校所馆会厂台])$"
)
#: A longer word begins here (学会员, 大学生, 医院感染).
_GOES_ON = re.compile(r"[员生士议长堂友们]")
_BACK = 5
#: Who wrote the text stands in a short line at its end.
_SIGNED_BY, _LONGEST_SIGNATURE = 3, 30
#: Whose page it is stands where readers are asked to follow it (关注“某某医院”微信公众号).
_ACCOUNT = re.compile(r"[“\"](?P<name>[^“”\"]{4,24})[”\"](?:官方)?(?:微信|视频号|服务号|订阅号|公众号|官微)")
_LABEL = re.compile(r"^[^:：]{0,8}[:：]\s*")


def referent(
    lines: Sequence[Line], line: Line, position: int, word: str, title: str | None = None
) -> str | None:
    """Find the body a bare noun stands for.

    Args:
        lines: All sentences.
        line: The sentence with the noun.
        position: Where the noun begins.
        word: The noun, folded.
        title: The title, looked at last.

    Returns:
        The name last printed before, or None.
    """
    bare = BARE.match(word)
    if not bare:
        return None
    noun = bare["noun"] or bare["short"]
    places = _before(lines, line, position, title)
    if bare["own"] or bare["ours"]:  # who signs the text below it speaks of itself
        below = [(other, len(other.text)) for other in signatures(lines) if other.order > line.order]
        places = below + places
    return _last_named(places, f"(?:{_KINDS.get(noun, noun)})")


def completed(lines: Sequence[Line], line: Line, position: int, word: str, title: str | None = None) -> str:
    """Find the name that a short one is the end of (茶场 for 凤凰山茶场).

    Args:
        lines: All sentences.
        line: The sentence with the short name.
        position: Where it begins.
        word: The short name, folded.
        title: The title, looked at last.

    Returns:
        The longer name last printed before, or the short one as printed.
    """
    longer = _last_named(_before(lines, line, position, title), re.escape(word))
    return longer or line.text[position : position + len(word)]


def signatures(lines: Sequence[Line]) -> list[Line]:
    """Give the closing lines that are no sentences, last first, without brackets and 供稿:.

    Args:
        lines: All sentences.

    Returns:
        What they say, each with the order of its line.
    """
    texts = [(_LABEL.sub("", other.text.strip("（）()")), other) for other in reversed(lines[-_SIGNED_BY:])]
    short = [(text, other) for text, other in texts if len(text) <= _LONGEST_SIGNATURE and "。" not in text]
    accounts = [
        (match["name"], other) for other in reversed(lines) for match in _ACCOUNT.finditer(other.text)
    ]
    short += accounts[:1]
    return [Line(text, 0, other.order) for text, other in short]


def _before(lines: Sequence[Line], line: Line, position: int, title: str | None) -> list[tuple[Line, int]]:
    """Where a name was told before a place, nearest first, the title last."""
    earlier = reversed(lines[max(0, line.order - _BACK) : line.order])
    places = [(line, position), *((other, len(other.text)) for other in earlier)]
    return [*places, (Line(title, 0, 0), len(title))] if title else places


def _last_named(places: Sequence[tuple[Line, int]], ends: str) -> str | None:
    for other, end in places:
        for match in reversed(list(re.finditer(ends, other.masked[:end]))):
            name = _named(other, match.end())
            if name and len(name) > len(match[0]) + 1 and not BARE.match(name) and not BORDER.search(name):
                return name
    return None


def _named(line: Line, end: int) -> str | None:
    """The name that ends at an offset, without the clause before it."""
    if _GOES_ON.match(line.masked, end):
        return None
    start = max(line.clause_start(end - 1), *(line.masked.rfind(mark, 0, end) + 1 for mark in "、—□“‘《( "))
    begin = split_names(line.masked, strip_start(line.masked, start, end), end, brands=True)[-1][0]
    begin, stop = body_within(line.masked, begin, end)
    return line.text[begin:stop] if stop == end else None
