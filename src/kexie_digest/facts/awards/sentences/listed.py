"""Who is on a list whose honour was named before: 甲、乙榜上有名, 为甲颁奖.

Takes sentences and a match of the pattern, gives the honour told before with those names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kexie_digest.facts.awards.honours import Honour
from kexie_digest.facts.awards.recipients import Found, recipients_in, with_part_before
from kexie_digest.facts.awards.rolls import announced
from kexie_digest.facts.awards.sentences.earlier import honour_before
from kexie_digest.facts.awards.sentences.verbs import is_done
from kexie_digest.facts.awards.subjects import subject_before
from kexie_digest.facts.lines import Line

#: Verbs whose subject may stand in an earlier clause (…表现突出,受到表彰).
_LEFT_OUT = re.compile(r"受到?.{0,18}表|夺冠|夺魁|折桂|头筹|摘金|摘银|桂冠|收入囊中|揽入怀中|捧回|带回")
_PLACE, _CONTEST = re.compile(r"分[列获居]"), re.compile(r"赛|奖|评[选比审]|冠军|表[彰扬]|榜")
_PRAISE = re.compile(r"(?:通报)?(?:表彰|表扬|嘉奖)$|优秀|[一二三四五、]+(?:[名位]|等奖)$")


def listed(lines: Sequence[Line], line: Line, match: re.Match[str]) -> Iterator[Honour]:
    """Read A、B榜上有名: the honour was named before.

    Args:
        lines: All sentences.
        line: The sentence.
        match: Where it tells so.

    Yields:
        The honours told there.
    """
    found = _who_is_listed(lines, line, match)
    if not found.names or not is_done(lines, line, match.start()):
        return
    scene = "".join(other.folded for other in lines[max(0, line.order - 2) : line.order + 1])
    if _PLACE.match(match[0]) and not _CONTEST.search(scene):
        return  # 某市、某县分列二、三位 in some statistics
    name = honour_before(lines, line, match.start()) or _told_by_verb(line, match)
    if name:
        yield Honour(name, line, match.start(), found.names, found.count, [], is_open=found.is_open)


def _who_is_listed(lines: Sequence[Line], line: Line, match: re.Match[str]) -> Found:
    start = line.clause_start(match.start())
    if "who" in match.groupdict():
        found = recipients_in(lines, line, *match.span("who"))
        return found if found.names else replace(announced(lines, line, match.end()), count=found.count)
    found = with_part_before(lines, line, start, recipients_in(lines, line, start, match.start()))
    if not found.names:
        found = replace(announced(lines, line, match.end()), count=found.count)
    if not found.names and not found.count and start and _LEFT_OUT.search(match[0]):
        return subject_before(lines, line, start)
    return found


def _told_by_verb(line: Line, match: re.Match[str]) -> str | None:
    """受到通报表彰, 考核优秀: the praise itself is the honour where no other was named."""
    told = _PRAISE.search(match[0])
    return line.text[match.start() + told.start() : match.start() + told.end()] if told else None
