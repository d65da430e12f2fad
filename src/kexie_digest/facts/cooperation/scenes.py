"""A signing told as a scene: who is there and signs, whatever the words for it.

Takes the sentences of an article in which no other manner was found. Where a sentence tells that
a paper was signed (落笔, 换了文本, 一纸协议), the bodies named in it and beside it are its parties,
but for those who watch, lend a room, brought the two together or lie on the way. Two of them, or
as many as the text counts; otherwise nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kexie_digest.facts.awards.honours import read_number
from kexie_digest.facts.cooperation import patterns as pattern
from kexie_digest.facts.cooperation.counterparts import bodies_in
from kexie_digest.facts.cooperation.rows import groups_below
from kexie_digest.facts.cooperation.standing import has_ended, is_elsewhen
from kexie_digest.facts.lines import Line
from kexie_digest.facts.naming.organisations import ends_like_organisation
from kexie_digest.facts.parties import FEWEST
from kexie_digest.facts.when import date_of
from kexie_digest.model import Article, Cooperation

_PAPER = re.compile(
    r"协议书?|备忘录|合同书?|意向书|议定书|公约|约定|文本|之约|签约|(?:战略)?合作(?:关系)?|结对|共建"
)
#: The paper with its name.
_CALLED = re.compile(
    r"《(?P<title>[^《》]{4,40})》|签[署订下定了]+(?P<paper>[^,。;:!?、的与和在]{0,20}(?:协议书?|备忘录|合同书?|意向书|议定书|公约))"
)
_SIGNED = re.compile(
    rf"签(?:署|订|约(?!仪式(?:将|拟)|{pattern.OTHER_SIGNINGS})|下|了|好|妥|上|立|过|字|名)|落笔|公章|盖(?:了|上|下)?[^,。;]{{0,2}}章|"
    r"章[^,。;]{0,8}盖|手印|[交互]?换(?:了|过)?[^,。;]{0,4}文本|"
    r"一纸(?:协议|合同|约定)|敲定|定下|商定|握手|立下|约定|结盟|缔约"
)
#: Speaks of an agreement that is not today's.
_NOT_TODAY = re.compile(
    r"去年|前年|上月|上个月|(?:此|之|日)前签|已签|曾|落实|根据|按照|依据|自[^,]{2,12}签|签[^,]{1,12}以来"
)
_COUNTED = re.compile(r"(?P<number>[双两三四五六七八九])(?:方|家|地|所|校|会|馆|院|个单位|单位)")
_BESIDE = 1
#: A stretch of a sentence.
_Part = tuple[Line, int, int]


def find_scenes(lines: Sequence[Line], article: Article) -> Iterator[Cooperation]:
    """Find agreements by the bodies that stand together where a signing is told.

    Args:
        lines: The sentences of an article without any other agreement.
        article: The article, for its title and the date.

    Yields:
        The agreements of the first sentence that tells of any.
    """
    for line in lines:
        if not _PAPER.search(line.folded) or not _SIGNED.search(line.folded) or not _is_done(line, article):
            continue
        groups = groups_below(lines, line) or list(_together(lines, line, article.title))
        for names in groups:
            paper = _CALLED.search(line.folded) or _PAPER.search(line.folded)
            called = line.text[slice(*paper.span(paper.lastgroup or 0))] if paper else None
            yield Cooperation(tuple(names), called, line.quote, date_of(line, article, len(line.text)))
        if groups:
            return


def _is_done(line: Line, article: Article) -> bool:
    text = line.folded
    if has_ended(text) or is_elsewhen(line, len(text), article):
        return False
    return not any(
        words.search(text) for words in (_NOT_TODAY, pattern.PLAN, pattern.MANY, pattern.OTHER_PAPER)
    )


def _together(lines: Sequence[Line], line: Line, heading: str | None) -> Iterator[list[str]]:
    """The parties in the smallest stretch around a sentence that names two, or as many as it counts."""
    here = [_whole(line)]
    before = [_whole(other) for other in lines[max(0, line.order - _BESIDE) : line.order]]
    after = [_whole(other) for other in lines[line.order + 1 : line.order + 1 + _BESIDE]]
    title = [_whole(Line(heading, 0, 0))] if heading else []
    clauses = [[_clause(line, match.start())] for match in _SIGNED.finditer(line.masked)]
    for stretch in (*clauses, here, before + here, here + after, before + here + after, title + here):
        names = _full([name for part in stretch for name in bodies_in(*part)])
        counted = [
            found for each, start, end in stretch for found in _COUNTED.finditer(each.folded, start, end)
        ]
        numbers = {read_number(found["number"].replace("双", "二")) for found in counted} or {FEWEST}
        if len(names) >= FEWEST:
            if len(names) in numbers:
                yield names
            return


def _whole(line: Line) -> _Part:
    return line, 0, len(line.text)


def _clause(line: Line, position: int) -> _Part:
    return line, line.clause_start(position), line.clause_end(position)


def _full(names: Sequence[str]) -> list[str]:
    """Leave short forms out beside their full names."""
    found: list[str] = []
    for name in dict.fromkeys(name.removesuffix("秘书处") for name in names):
        longer = [
            other for other in names if other != name and (other.endswith(name) or other.startswith(name))
        ]
        if longer or not ends_like_organisation(name):
            continue
        found.append(name)
    return list(dict.fromkeys(found))
