"""The manners in which a sentence tells of an honour, in the order they are tried.

Takes sentences, gives the honours of one of them. No stretch is read twice: the manner that
reads it first keeps it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kexie_digest.facts.awards import patterns as pattern
from kexie_digest.facts.awards.honours import Honour
from kexie_digest.facts.awards.sentences.conferred import NOTED, conferred, noted, praised, rolled
from kexie_digest.facts.awards.sentences.counted import counted, published
from kexie_digest.facts.awards.sentences.gained import gained
from kexie_digest.facts.awards.sentences.inverted import inverted_honours
from kexie_digest.facts.awards.sentences.listed import listed
from kexie_digest.facts.lines import Line

#: Without one of these a sentence tells of no honour; asked first, because the others are slow.
_TOUCHES = re.compile(
    r"[获奖授评颁彰扬荣膺摘夺捧揽赢榜优]|[金银铜]牌|——|跻身|蝉联|喜提|领[到回]|[站登走]上|其列|在列|出炉|新增|[肩头身]上|[;:][^,。;:!?、]{2,10}[省市县区]有|合影|夺[金银铜]|[一二三]等|等功|称号|花落|头筹|其中|一[位名个家项]|入选|当选|发布|公布|揭晓|命名|认定|确定|示范|先进|集体|宣读|产生|遴选|冠军|亚军|季军|金牌|之星|第[一二三]名|得奖|拿[到下走]|分别|依次|其余|[他她它]们是|成为|领走|接过|收获|囊中|登顶|并列|分享"
)
#: Each expression with its reader, and what a slow one cannot do without.
_MANNERS = (
    (NOTED, noted, re.compile("授予")),
    (pattern.CONFERRED, conferred, None),
    (pattern.PRIZE_TO, conferred, pattern.GIVEN_TO),
    (pattern.PRIZE_BY, conferred, pattern.GOT_BY),
    (pattern.HANDED, conferred, None),
    (pattern.PRAISED, praised, None),
    (pattern.MERIT, conferred, re.compile("等功")),
    (pattern.ROLL, rolled, re.compile(":")),
    (pattern.HANDED_OVER, listed, None),
    (pattern.HELD, conferred, re.compile("获得者|得主")),
    (pattern.FRESH, conferred, re.compile("刚|新[晋近科]")),
    (pattern.NAMED_ON, gained, re.compile("的名字")),
    (pattern.GAINED, gained, None),
    (pattern.SAID_OF, gained, None),
    (pattern.COUNTED, counted, None),
    (pattern.PUBLISHED, published, None),
    (pattern.ON_THE_LIST, listed, None),
)


def honours_in(lines: Sequence[Line], line: Line) -> Iterator[Honour]:
    """Read every honour a sentence tells of.

    Args:
        lines: All sentences.
        line: The sentence.

    Yields:
        One honour per statement; the same honour may be told twice.
    """
    if not _TOUCHES.search(line.folded):
        return
    taken: list[tuple[int, int]] = []
    names: set[str] = set()
    for expression, reader, gate in _MANNERS:
        if gate and not gate.search(line.masked):
            continue
        for match in expression.finditer(line.masked):
            if _overlaps(match.span(), taken):
                continue
            found = list(reader(lines, line, match))
            if found:
                taken.append(match.span())
                names |= {name for honour in found for name in honour.names}
                yield from found
    for span, honour in inverted_honours(lines, line):
        if not names.issuperset(honour.names) and not _overlaps(span, taken):
            taken.append(span)
            yield honour


def _overlaps(span: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in taken)
