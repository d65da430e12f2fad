"""Agreements told in columns: a table of them, or 甲方: and 乙方: line by line.

Takes the sentences of an article, gives one agreement a row. Which columns name parties is
told by their heads (甲方, 企业方, 合作单位) or by what stands in them; it judges no verbs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kexie_digest.facts.cooperation import patterns as pattern
from kexie_digest.facts.lines import Line
from kexie_digest.facts.naming.organisations import Stretch, ends_like_organisation
from kexie_digest.facts.parties import FEWEST, name_parties
from kexie_digest.facts.when import date_of
from kexie_digest.model import Article, Cooperation

_CELL = re.compile(r"[^\t|]+")
_SIGNED = re.compile(r"签约|签订|签署|签下|协议|结对|合同|揭榜")
_NO_PARTY = re.compile(
    r"见证|推荐|主[办管]|承办|指导|监督|登记|联系|地[点址]|名称|项目|题目|课题|榜题|内容|协议|编号"
)
_SIDE = re.compile(
    r"(?:^|[,;。\s])(?P<side>[甲乙丙丁]方)(?:[(][^()]{1,6}[)])?:\s*(?P<name>[^,;:。\s(]{3,40})"
)
_NEAR = 4


def find_columns(lines: Sequence[Line], article: Article) -> Iterator[Cooperation]:
    """Find the agreements that stand in columns.

    Args:
        lines: The sentences of an article.
        article: The article, for its title and the date.

    Yields:
        One value a row, or one for the sides of a paper.
    """
    for head, rows in _tables(lines):
        told = [*lines[max(0, head.order - _NEAR) : head.order + 1], Line(article.title or "", 0, 0)]
        if any(_SIGNED.search(line.folded) and not pattern.PLAN.search(line.folded) for line in told):
            yield from _agreed(head, rows, article)
    sides = [(line, match) for line in lines for match in _SIDE.finditer(line.folded)]
    names = {match["side"]: line.text[slice(*match.span("name"))] for line, match in sides}
    if len(names) >= FEWEST and len(names) == len(sides):
        line = sides[-1][0]
        yield Cooperation(tuple(names.values()), None, line.quote, date_of(line, article, 0))


def _tables(lines: Sequence[Line]) -> Iterator[tuple[Line, list[Line]]]:
    """A first line of cells, and those with as many cells behind it."""
    head, rows = None, list[Line]()
    for line in lines:
        if head and len(_cells(line)) == len(_cells(head)):
            rows.append(line)
            continue
        if head and rows:
            yield head, rows
        head, rows = (line, []) if len(_cells(line)) > FEWEST else (None, [])
    if head and rows:
        yield head, rows


def _cells(line: Line) -> list[Stretch]:
    return [match.span() for match in _CELL.finditer(line.text)]


def _agreed(head: Line, rows: Sequence[Line], article: Article) -> Iterator[Cooperation]:
    columns = [
        column
        for column, (start, end) in enumerate(_cells(head))
        if not _NO_PARTY.search(head.folded[start:end])
        and all(ends_like_organisation(row.folded[slice(*_cells(row)[column])].strip()) for row in rows)
    ]
    for row in rows if len(columns) >= FEWEST else ():
        places = [place for column in columns for place in name_parties(row, *_cells(row)[column])]
        names = tuple(dict.fromkeys(row.text[start:end] for start, end in places))
        yield Cooperation(names, None, row.quote, date_of(row, article, len(row.text)))
