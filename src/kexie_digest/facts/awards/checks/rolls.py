"""Numbers told far from the only roll of a text: by the title, by another sentence.

Takes the title, the sentences and the honours read from them, gives the pair where a text has one
roll alone and nothing in it agrees with the number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kexie_digest.facts.awards.checks.entries import Entries, items_in
from kexie_digest.facts.awards.checks.ties import Pairing
from kexie_digest.facts.awards.checks.told import Told, numbers
from kexie_digest.facts.awards.honours import Honour
from kexie_digest.facts.lines import Line

_RECEIVED = re.compile(
    r"^[^,。;:!?]{0,14}(?:获|被|入选|当选|上榜|受表|受到|领|戴|捧|榜上|荣|摘|夺|登|跻身|命名)|(?:新增|增选|增补|评出|产生|选出|表[彰扬]|公布|命名|认定|发布)$"
)
#: 其余十人分别是: the others were named before.
_REST = re.compile(r"其余|其他|其中|另|还有")
_SHORTEST = 3


def far_told(
    lines: Sequence[Line], title: str | None, honours: Sequence[Honour], tied: Sequence[Pairing]
) -> Iterator[Pairing]:
    """Tie the number of the title, or the only one of the text, to the only roll.

    Args:
        lines: All sentences.
        title: The title.
        honours: What was read.
        tied: The pairs made already.

    Yields:
        One pair at most.
    """
    told = [one for line in lines for one in numbers(line) if one.is_honour]
    by_title = told_by_title(title)
    roll = _only_roll(honours, tied)
    if not roll:
        return
    sizes = roll.readings.union(*(pairing.entries.readings for pairing in tied))
    if by_title and by_title.number not in sizes | {one.number for one in told}:
        yield Pairing(by_title, roll)
    elif by_title and not tied and {one.number for one in told} == {by_title.number}:
        yield Pairing(told[0], roll)


def _only_roll(honours: Sequence[Honour], tied: Sequence[Pairing]) -> Entries | None:
    """The only list counted, or the only one read, where what is printed agrees with what was read."""
    if tied:
        entries = tied[0].entries
        is_whole = len(tied) == 1 and not entries.is_open and not _REST.search(tied[0].told.quote)
        return entries if is_whole and len(entries.names) >= _SHORTEST else None
    rolls = [honour for honour in honours if honour.names]
    if len(rolls) != 1 or not rolls[0].roll or rolls[0].is_open:
        return None
    line, names = rolls[0].line, rolls[0].names
    start, end = line.text.find(names[0]), line.text.find(names[-1]) + len(names[-1])
    is_printed = 0 <= start < end and len(items_in(line, start, end)) == len(names) >= _SHORTEST
    return Entries(tuple(names), frozenset({len(names)})) if is_printed else None


def told_by_title(title: str | None) -> Told | None:
    """Read how many were honoured, as the title says (五名科技工作者获表彰).

    Args:
        title: The title.

    Returns:
        The number; None where the title tells none or several.
    """
    found = list(numbers(Line(title, 0, 0))) if title else []
    is_told = len(found) == 1 and (_RECEIVED.search(found[0].after) or _RECEIVED.search(found[0].before))
    return found[0] if is_told else None
