"""电头: the source phrase at the head of a body, with place, day and reporter.

Takes a body line, gives where the phrase ends and what it says. It does not open
articles: the reader does.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from kexie_digest.model import Dateline
from kexie_digest.parsers.parts.byline import FoundByline, read_bracket, read_stretch
from kexie_digest.text.script import fold

_PHRASE: Final = re.compile(
    r"\s*[\[【]?(?P<phrase>(?:本报|本刊|本网|本台|本社|[\u4e00-\u9fff]{2,8}(?:日报|晚报|科技报|网|社|中心)|综合|据[\u4e00-\u9fff]{2,8})"
    r"(?:综合)?(?:[\u4e00-\u9fff]{0,6}(?:\d{1,2}月\d{1,2}日)?(?:专)?电|消息|讯))[\]】]?"
)
_AGENCY: Final = re.compile(
    r"\s*(?P<phrase>(?:新华社|中新社|中新网|人民网|新华网|央视网|本报|本社|本网)(?P<place>[\u4e00-\u9fff]{2,6}?)?(?P<date>(?:\d{1,2}月)?\d{1,2}日)?(?:专)?电)(?=[\s((:])"
)
_PLAIN: Final = re.compile(
    r"\s*[\[【]?(?P<phrase>(?:本报|本刊|本网|本台|本社)(?:综合|(?!记者|通讯|特约|全媒|融媒|实习|见习)[\u4e00-\u9fff]{2,3})?(?:讯息|消息|讯))[\]】]?"
)
_PLACE_NEWS: Final = re.compile(r"\s*(?P<phrase>[\u4e00-\u9fff]{2,5}讯)(?=[\s(\d])")
#: One of these stands in every source phrase (讯, 电, 消息), in either script.
_NEWS: Final = frozenset("讯訊电電息")
_FARTHEST: Final = 80
_AFTER: Final = re.compile(r"\s*[::]?\s*")
_PLACE: Final = re.compile(r"(?P<place>[\u4e00-\u9fff]{2,6})(?P<date>(?:\d{1,2}月)?\d{1,2}日)[电讯](?=[\s(])")
_REPORTER: Final = re.compile(
    r"(?P<all>(?:本报|本网|本刊)?(?:全媒体|融媒体)?(?:见习|实习|特约)?(?:记者|通讯员)\s*[\u4e00-\u9fff]{2,4}"
    r"(?:[\s、][\u4e00-\u9fff]{2,4}){0,4}?\s*(?:综合)?报道)\s*[:,]?\s*"
)


@dataclass(frozen=True, slots=True)
class FoundDateline:
    """A source phrase: ``end`` is where the body begins, ``byline`` the bracket inside."""

    phrase: tuple[int, int]
    end: int
    dateline: Dateline
    byline: FoundByline | None
    rule: str


@lru_cache(maxsize=512)
def read(text: str) -> FoundDateline | None:
    """Read the source phrase at the head of a line.

    Args:
        text: The line, without markup.

    Returns:
        The phrase; None where the line begins with anything else.
    """
    if _NEWS.isdisjoint(text[:_FARTHEST]):
        return None
    folded = fold(text[:_FARTHEST])
    agency = _AGENCY.match(folded)
    match = _PLAIN.match(folded) or agency or _house(folded) or _PLACE_NEWS.match(folded)
    if match is None:
        return None
    end = match.end()
    byline = None
    gap = len(folded[end:]) - len(folded[end:].lstrip())
    if folded[end + gap : end + gap + 1] == "(":
        byline = read_bracket(text, end + gap)
        end = byline.end if byline else end
    reporter = None if byline else _REPORTER.match(folded, end + gap)
    if reporter:
        byline = read_stretch(text, reporter.start("all"), len(text[: reporter.end()].rstrip()))
        end = reporter.end() if byline else end
    after = _AFTER.match(folded, end)
    end = after.end() if after else end
    groups = match.groupdict()
    dateline = Dateline(
        place=groups.get("place"), date=groups.get("date"), source_phrase=text[slice(*match.span("phrase"))]
    )
    return FoundDateline(
        match.span("phrase"), end, dateline, byline, "dateline-" + ("agency" if agency else "own")
    )


def _house(folded: str) -> re.Match[str] | None:
    """岚江日报讯, 据…消息: another name before 讯, followed by a blank or a bracket."""
    match = _PHRASE.match(folded)
    if match and folded[match.end() : match.end() + 1] in {" ", "(", ":"}:
        return match
    return None
