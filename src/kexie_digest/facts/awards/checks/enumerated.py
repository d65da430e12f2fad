"""Names counted by the number right behind them: A、B、C三位教师获奖.

Takes a sentence, gives the number and the names before it. A list that breaks off (等三位) may be
longer than it looks, not shorter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kexie_digest.facts.awards.checks.entries import Entries, items_in
from kexie_digest.facts.awards.checks.ties import Pairing
from kexie_digest.facts.awards.checks.told import numbers
from kexie_digest.facts.awards.patterns import GOT
from kexie_digest.facts.lines import Line

_CONFERRED = re.compile(rf"{GOT}|获奖|授予|表彰|表扬|命名|认定|颁|评为|入选|当选|上榜")
#: What leads to the names: their list begins behind it.
_LEADS = re.compile(r"授予|表彰|表扬|命名|认定|颁发?给|[对向为给由与]|选派|推荐|其中|来自|的")
#: What stands between the names and a number that counts something else.
_BEFORE = frozenset("的共,、从由以有近约各")
_FEWEST = 3


def enumerated(line: Line) -> Iterator[Pairing]:
    """Tie numbers to the names right before them.

    Args:
        line: The sentence.

    Yields:
        The pairs.
    """
    all_told = list(numbers(line))
    if not all_told or not _CONFERRED.search(line.folded):
        return
    start, told_before = 0, -1
    for told in all_told:
        since, told_before = told_before, told.start
        start = max(start, *(line.masked.rfind(mark, max(since, 0), told.start) + 1 for mark in "。;:!?"))
        if line.masked[told.start - 1] in _BEFORE or told.number < _FEWEST - 1:
            continue
        clause = max(line.masked.rfind(",", start, told.start) + 1, start)
        if since >= clause or "等" in line.masked[clause : told.start - 1]:
            continue  # another number stands between, or the names break off before
        is_open = line.masked[told.start - 1] == "等"
        items = items_in(line, clause, told.start - is_open)
        leads = [at for at, item in enumerate(items) if _LEADS.search(line.masked, *item)]
        items = items[leads[-1] :] if leads else items
        if len(items) < _FEWEST:
            continue
        readings = {len(items)}
        before = max(line.masked.rfind(",", start, clause - 1) + 1, start)
        if "、" in line.masked[before : clause - 1] and not _CONFERRED.search(line.folded, before, clause):
            readings.add(len(items) + len(items_in(line, before, clause - 1)))
        names = tuple(line.text[slice(*item)].strip() for item in items)
        yield Pairing(told, Entries(names, frozenset(readings), is_open))
