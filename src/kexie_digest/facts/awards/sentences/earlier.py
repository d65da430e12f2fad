"""The honour last told before a place: 名单揭晓 in one sentence, 甲榜上有名 in the next.

Takes sentences and a place, gives the name as printed. It never makes a name up.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache

from kexie_digest.facts.awards import patterns as pattern
from kexie_digest.facts.awards.honours import honour_name
from kexie_digest.facts.lines import MASK, Line

_DESIGNATION = re.compile(
    r"(?:命名|认定|评定|确定|推选|选出|评选)[^,。;:!?]{2,24}?为(?:了)?(?P<honour>[^,。;:!?]{4,30})"
)
#: 为10名优秀志愿者颁发证书.
_QUALITY = re.compile(
    r"(?P<honour>(?:优秀|先进|最美|十佳|杰出|示范)[^,。;:!?、的颁授受获表]{2,10}?)(?=颁|授|称号|奖|证书|受|[,。;])"
)
#: 《关于表彰先进学会的决定》: the honour stands inside the title of the paper.
_DECISION = re.compile(
    r"《[^《》]{0,16}?(?:表彰|表扬|命名|公布|授予|认定)(?P<honour>[^《》]{4,40}?)(?:名单)?的(?:决定|通报|通知)》"
)
_MENTIONED = re.compile(
    rf"(?P<honour>{MASK}+(?:奖|称号|荣誉|评选|名单)?|[^,。;:!?、的了{MASK}]{{2,28}}(?:奖|称号|基地|名单|百强榜?|会士|院士|"
    r"先进(?:集体|单位|个人)|(?:优秀|示范|先进)[^,。;:!?、的]{2,8}|人物|大赛|竞赛|评选|挑战赛|展演|讲解赛|联赛))"
)
#: 获奖名单: no honour of its own.
_BARE = re.compile("(?:获奖|入选|评选|表彰)(?:者|人员|人选)?")
#: Verbs whose object an honour is.
_CONFERRING = re.compile(r"(?:颁发|颁授|颁出|公布|发布|揭晓|评选出?|评出|选出|授予|表彰|表扬)了?")

_TELLERS = (
    pattern.ANNOUNCED,
    pattern.REVEALED,
    pattern.CEREMONY,
    _DECISION,
    _DESIGNATION,
    _MENTIONED,
    _QUALITY,
)


def _after_verb(line: Line, start: int, end: int) -> int:
    """Where the honour begins in 某学会昨日在某市颁发第六届建筑科普奖."""
    verbs = list(_CONFERRING.finditer(line.masked, start, end))
    return verbs[-1].end() if verbs and end - verbs[-1].end() >= 4 else start  # noqa: PLR2004 - a name of four letters


def honour_before(lines: Sequence[Line], line: Line, position: int, back: int = 2) -> str | None:
    """Name the honour last told before a place, in this sentence or one of those before.

    Args:
        lines: All sentences.
        line: The sentence.
        position: Where in it.
        back: How many sentences before it are asked.

    Returns:
        The name as printed, or None.
    """
    for other in reversed(lines[max(0, line.order - back) : line.order + 1]):
        end = position if other is line else len(other.masked)
        for told in _told_in(other):
            at = bisect_right(told, end + 1, key=lambda one: one[0])
            if at:
                return told[at - 1][1]
    return None


@lru_cache(maxsize=32)
def _told_in(line: Line) -> Sequence[Sequence[tuple[int, str]]]:
    """The honours each teller hears of in a sentence: where its words end, and the name."""
    return [
        [
            (hit.end(), name)
            for hit in teller.finditer(line.folded if teller is _DECISION else line.masked)
            if (name := honour_name(line, _after_verb(line, *hit.span("honour")), hit.end("honour")))
            and not _BARE.fullmatch(name)
            and line.folded[hit.start("honour")] not in "(《"
        ]
        for teller in _TELLERS
    ]
