"""Who is given an honour: 授予甲“称号”, 对甲予以表扬, 给甲记功, a line 一等奖:甲.

Takes sentences and a match of the pattern, gives the honours it tells. Whoever stands before the
verb confers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kexie_digest.facts.awards import patterns as pattern
from kexie_digest.facts.awards.honours import Honour, honour_name, read_number
from kexie_digest.facts.awards.recipients import Found, recipients_in
from kexie_digest.facts.awards.rolls import announced
from kexie_digest.facts.awards.sentences.verbs import bodies_before, is_done
from kexie_digest.facts.lines import MASK, Line
from kexie_digest.facts.naming.organisations import ends_like_organisation

#: Where the name of an honour begins behind that of a body.
_HONOUR_START = re.compile(
    r"第[一二三四五六七八九十\d]+届|首届|\d{4}|年度|[省市县]|全[国省市县]|国家|优秀|先进|荣誉|质量|最佳"
)
#: 一等奖(3名): the number of a row stands before its colon.
_ROW_COUNT = re.compile(r"(\d+|[一二两三四五六七八九十]+) ?[名个项篇件部人家]")


def conferred(lines: Sequence[Line], line: Line, match: re.Match[str]) -> Iterator[Honour]:
    """Read 授予A、B“某称号”.

    Args:
        lines: All sentences.
        line: The sentence.
        match: Where it tells so.

    Yields:
        The honours told there.
    """
    if pattern.BY.search(line.masked, line.clause_start(match.start()), match.start()):
        return  # 甲被乙授予“某称号”: who got it stands before, see ``_gained``
    border = _after_body(line, *match.span("honour")) if match.end("who") <= match.start("honour") else 0
    name = honour_name(line, border or match.start("honour"), match.end("honour"))
    if not name or not is_done(lines, line, match.start()):
        return
    found = recipients_in(lines, line, match.start("who"), border or match.end("who"))
    if not found.names and not found.count:
        return
    listed = announced(lines, line, match.end())
    bodies = bodies_before(line, match.start())
    yield Honour(
        name,
        line,
        match.start(),
        found.names + listed.names,
        found.count,
        bodies,
        is_open=found.is_open or listed.is_open,
    )


def _after_body(line: Line, start: int, end: int) -> int:
    """Where the honour begins in 授予甲公司、乙公司第六届质量奖; 0 where no name stands before it."""
    for match in _HONOUR_START.finditer(line.masked, start + 2, end):
        if line.masked[start - 1] == "、" and ends_like_organisation(line.masked[start : match.start()]):
            return match.start()
    return 0


def praised(lines: Sequence[Line], line: Line, match: re.Match[str]) -> Iterator[Honour]:
    """Read 对A、B予以通报表扬: the praise is the honour.

    Args:
        lines: All sentences.
        line: The sentence.
        match: Where it tells so.

    Yields:
        The honours told there.
    """
    found = _pieces(lines, line, *match.span("who"), is_roll=False)
    if found.names and is_done(lines, line, match.start()):
        name = line.text[match.start("kind") : match.end("kind")]
        yield Honour(
            name,
            line,
            match.start(),
            found.names,
            found.count,
            bodies_before(line, match.start()),
            is_open=found.is_open,
        )


def rolled(lines: Sequence[Line], line: Line, match: re.Match[str]) -> Iterator[Honour]:
    """Read 一等奖:A、B: a line of a roll.

    Args:
        lines: All sentences.
        line: The sentence.
        match: Where it tells so.

    Yields:
        The honours told there.
    """
    name = honour_name(line, *match.span("honour"))
    if re.search(rf"{pattern.GOT}{MASK}", line.masked[match.start("honour") : match.end("honour")]):
        return  # 3所学校获评“某某校”: a sentence, no row
    found = _pieces(lines, line, *match.span("who"))
    if name and not re.search("[得获有]奖", name) and found.names:
        told = _ROW_COUNT.search(line.folded, match.end("honour"), match.start("who"))
        count = read_number(told[1]) if told else found.count
        yield Honour(
            name,
            line,
            match.start("honour"),
            found.names,
            count,
            [],
            is_open=found.is_open,
            is_row=bool(told),
        )


def _pieces(lines: Sequence[Line], line: Line, start: int, end: int, *, is_roll: bool = True) -> Found:
    """The names of a row that divides them by semicolons, or of praise that divides them by commas."""
    pieces = [
        recipients_in(
            lines, line, start + piece.start(), start + piece.end(), is_roll=is_roll and not piece.start()
        )
        for piece in re.finditer(r"[^;]+" if is_roll else r"[^,;]+", line.masked[start:end])
    ]
    if len(pieces) == 1:
        return pieces[0]
    names = [name for piece in pieces for name in piece.names]
    return Found(names, None, is_open=any(piece.is_open for piece in pieces))
