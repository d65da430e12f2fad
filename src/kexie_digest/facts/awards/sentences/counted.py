"""How many were honoured: 评选出20个“某称号”, 发布了一流学会20个; and the list published.

Takes sentences and a match of the pattern, gives the honours with their numbers and the roll that
follows, if one does.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kexie_digest.facts.awards import patterns as pattern
from kexie_digest.facts.awards.honours import Honour, honour_name, read_number
from kexie_digest.facts.awards.recipients import Found
from kexie_digest.facts.awards.rolls import announced
from kexie_digest.facts.awards.sentences.verbs import bodies_before, is_done
from kexie_digest.facts.lines import Line

_NO_HONOUR = frozenset({"获奖", "获奖者", "表彰", "先进", "优秀"})


def counted(lines: Sequence[Line], line: Line, match: re.Match[str]) -> Iterator[Honour]:
    """Read 评选出20个“某称号”; 发布了一流学会20个、优秀论文184篇.

    Args:
        lines: All sentences.
        line: The sentence.
        match: Where it tells so.

    Yields:
        The honours told there.
    """
    if not is_done(lines, line, match.start()):
        return
    is_several = len(re.findall(rf"{pattern.NUMBER}", match["list"])) > 1
    for start, stop, number in _counted_honours(line, *match.span("list")):
        name = honour_name(line, start, stop)
        listed = announced(lines, line, match.end())
        if is_several and len(listed.names) != number:
            listed = Found()  # the list belongs to another of the numbers
        if name:
            bodies = bodies_before(line, match.start())
            yield Honour(name, line, match.start(), listed.names, number, bodies, is_open=listed.is_open)


def _counted_honours(line: Line, start: int, end: int) -> Iterator[tuple[int, int, int | None]]:
    """Where the honours of 一流学会20个、优秀论文184篇 stand; a clause that counts none ends the list."""
    for clause in re.finditer(r"[^,]+", line.masked[start:end]):
        is_counting = False
        for piece in re.finditer(r"(?:(?!和|以及|及|与)[^、])+", clause[0]):
            text = re.sub(r"^(?:和|以及|及|与)", "", piece[0])
            found = pattern.COUNT_FIRST.match(text.strip()) or pattern.COUNT_LAST.match(text.strip())
            if not found:
                continue
            at = start + clause.start() + piece.start() + piece[0].index(text.strip()) + found.start("honour")
            is_counting = True
            if pattern.HONOURED.search(line.folded[at : at + len(found["honour"])]):
                yield at, at + len(found["honour"]), read_number(found["number"])
        if not is_counting and not re.search(r"[评颁表命授选产公揭发定]", clause[0][:4]) and clause.start():
            return


def published(lines: Sequence[Line], line: Line, match: re.Match[str]) -> Iterator[Honour]:
    """Read 甲省科协、乙市科协联合发布了一流学会名单: who announced which honour.

    Args:
        lines: All sentences.
        line: The sentence.
        match: Where it tells so.

    Yields:
        The honours told there.
    """
    name = honour_name(line, *match.span("honour"))
    is_honour = name and name not in _NO_HONOUR and pattern.HONOURED.search(name)
    if name and is_honour and is_done(lines, line, match.start()):
        listed = announced(lines, line, match.end())
        bodies = bodies_before(line, match.start())
        yield Honour(name, line, match.start(), listed.names, None, bodies, is_open=listed.is_open)
