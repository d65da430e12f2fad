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
#: What ends a list of names: how many they are, or 等同志.
_LIST_END = re.compile(
    r"等?(?<!第)(?:\d+|[一二两三四五六七八九十]+) ?[名位人个家项](?!民)"
    r"(?:同志|教师|单位|学会|集体|个人|科技工作者|青年)?|"
    r"等(?:同志|单位|人(?!员))"
)
#: Names with notes in brackets, or with the title of a paper one works for, before the honour.
NOTED = re.compile(rf"授予[^,。;:!?]+{MASK}")
_NOTED_LIST = re.compile(
    r"授予(?P<who>(?=[^“]*[(《])[^,。;:!?“”]{4,300})(?P<honour>“[^“”]{2,40}”[^,。;:!?、“”]{0,12})(?=[,。;]|$)"
)
#: A piece of a row; what is said of a work behind a comma is left out (《某某》,执笔人甲).
_ROW_PIECE = re.compile(rf"(?P<own>{MASK}+(?=,(?:执笔|作者|主笔|撰稿))|[^;]+)[^;]*")
_CLAUSE = re.compile(r"(?P<own>[^,;]+)")
#: A clause that begins with a day tells a happening.
_DATED = re.compile(r"(?:\d+月)?\d+日")
#: Whoever takes a prize may be named without a suffix (由飞科夺得).
_BRAND = 6
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
    several = pattern.SEVERAL.fullmatch(line.masked, *match.span("who"))
    if several:
        name = honour_name(line, *several.span("honour")) or name
        border = several.end("names")
    is_plain = match.re is pattern.PRIZE_BY and len(match["who"]) <= _BRAND
    found = recipients_in(lines, line, match.start("who"), border or match.end("who"), is_roll=is_plain)
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
    """Where the honour begins behind a list (授予甲公司、乙公司第六届质量奖, 授予甲、乙等2人某奖), or 0."""
    if line.masked[start - 1] != "、":
        return 0
    counted = _LIST_END.search(line.masked, start, end)
    if counted and counted.end() < end:
        return counted.end()
    for match in _HONOUR_START.finditer(line.masked, start + 2, end):
        if ends_like_organisation(line.masked[start : match.start()]):
            return match.start()
    return 0


def noted(lines: Sequence[Line], line: Line, match: re.Match[str]) -> Iterator[Honour]:
    """Read 授予甲(某馆)、乙(某校)“某奖”: notes in brackets run into the honour in quotation marks.

    Args:
        lines: All sentences.
        line: The sentence.
        match: The verb; names and honour are read from the text with its marks.

    Yields:
        The honour told there.
    """
    told = _NOTED_LIST.match(line.folded, match.start())
    if not told or pattern.BY.search(line.masked, line.clause_start(match.start()), match.start()):
        return
    name = honour_name(line, *told.span("honour"))
    found = recipients_in(lines, line, *told.span("who"))
    if name and found.names and is_done(lines, line, match.start()):
        bodies = bodies_before(line, match.start())
        yield Honour(name, line, match.start(), found.names, found.count, bodies, is_open=found.is_open)


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
    if not found.names:  # 对九家企业科协进行表彰:甲、乙…
        listed = announced(lines, line, match.end())
        found = Found(listed.names, found.count, listed.is_open)
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
    if _DATED.match(line.folded, match.start("who")):
        return  # 月报:1日,被评为…
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
            lines,
            line,
            start + piece.start(),
            start + piece.end("own"),
            is_roll=is_roll and not piece.start(),
        )
        for piece in re.finditer(_ROW_PIECE if is_roll else _CLAUSE, line.masked[start:end])
    ]
    if len(pieces) == 1:
        return pieces[0]
    names = [name for piece in pieces for name in piece.names]
    return Found(names, None, is_open=any(piece.is_open for piece in pieces))
