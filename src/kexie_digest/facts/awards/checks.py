"""Numbers told beside a roll: does the roll hold as many names?

Takes the honours of an article and its title, gives a flag for every roll that does not fit. A
number that counts something else raises none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from kexie_digest.facts.awards.honours import Honour, read_number
from kexie_digest.facts.lines import Line
from kexie_digest.model import Flag, FlagKind

#: A number farther off counts something else.
_NEAR = 2
_IN_TITLE = re.compile(
    r"(?<!第)(?P<number>\d+|[一二两三四五六七八九十]+)(?P<unit>[名位家个人项件篇所])(?!月)"
    r"(?=[^,。;:!?]{0,14}(?:获|被|入选|当选|上榜|受表|领|戴|捧|榜上|荣|摘|夺|登|跻身|命名))"
)
#: 新增五名会士
_ADDED = re.compile(
    r"(?:新增|增选|增补|评出|产生|选出|表[彰扬])"
    r"(?P<number>\d+|[一二两三四五六七八九十]+)[名位家个人项件篇所]"
)


def mismatches(honours: Sequence[Honour], title: str | None) -> list[Flag]:
    """Flag the rolls that do not hold as many names as announced.

    Args:
        honours: All honours of the article.
        title: Its title, asked where the body is in order.

    Returns:
        One flag per roll.
    """
    flags = [_mismatch(honour) for honour in honours if honour.is_miscounted]
    return flags or _against_title(honours, title) or _against_orphan(honours)


def _mismatch(honour: Honour) -> Flag:
    found = len(honour.roll or honour.names)
    reason = f"“{honour.name}”公布{honour.announced}个，名单中找到{found}个，请核对原文。"
    return Flag(FlagKind.COUNT_MISMATCH, reason, rule="award_roll")


def _against_title(honours: Sequence[Honour], title: str | None) -> list[Flag]:
    """Check the number the title tells against the only roll of the article."""
    rolls = [honour for honour in honours if honour.names]
    told = told_by_title(title) if len(rolls) == 1 else None
    if not told or len(rolls) != 1 or not rolls[0].roll or any(honour.is_open for honour in rolls):
        return []
    is_near = 0 < abs(told - len(rolls[0].names)) <= _NEAR and rolls[0].announced != told
    return [_mismatch(replace(rolls[0], announced=told))] if is_near else []


def _against_orphan(honours: Sequence[Honour]) -> list[Flag]:
    """Check the only number told without names against the only roll told without a number."""
    orphans = [honour for honour in honours if honour.announced and not honour.names]
    rolls = [honour for honour in honours if honour.names]
    if len(orphans) != 1 or len(rolls) != 1 or rolls[0].is_open or rolls[0].announced or not rolls[0].roll:
        return []
    told = orphans[0].announced or 0
    is_near = 0 < abs(told - len(rolls[0].names)) <= _NEAR
    return [_mismatch(replace(rolls[0], announced=told))] if is_near else []


def told_by_title(title: str | None) -> int | None:
    """Read how many were honoured, as the title says (五名科技工作者获表彰).

    Args:
        title: The title.

    Returns:
        The number; None where the title tells none or several.
    """
    folded = Line(title, 0, 0).folded if title else ""
    found = [match for told in (_IN_TITLE, _ADDED) for match in told.finditer(folded)]
    return read_number(found[0]["number"]) if len(found) == 1 else None
