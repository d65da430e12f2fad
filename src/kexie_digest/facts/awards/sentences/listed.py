"""Who is on a list whose honour was named before: 甲、乙榜上有名, 为甲颁奖.

Takes sentences and a match of the pattern, gives the honour told before with those names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kexie_digest.facts.awards import patterns as pattern
from kexie_digest.facts.awards.honours import Honour, honour_name
from kexie_digest.facts.awards.recipients import Found, recipients_in, with_part_before
from kexie_digest.facts.awards.rolls import announced
from kexie_digest.facts.awards.sentences.earlier import honour_before
from kexie_digest.facts.awards.sentences.subjects import subject_before
from kexie_digest.facts.awards.sentences.verbs import is_done
from kexie_digest.facts.lines import MASK, Line
from kexie_digest.facts.naming.organisations import strip_start

#: Verbs whose subject may stand in an earlier clause (…表现突出,受到表彰).
_LEFT_OUT = re.compile(
    r"^成为|[受获]得?到?.{0,18}表|夺冠|夺魁|折桂|头筹|摘金|摘银|桂冠|收入囊中|揽入怀中|捧回|带回"
)
#: 30部进入终评,某某名列其中: nothing is won yet.
_ON_LIST, _SHORT_LIST = (
    re.compile(r"名列|位列|跻身|都?在|入围|入列"),
    re.compile(r"(?:进入|入围)(?:终评|终审|决赛|复赛|复评)"),
)
#: 入围并最终获奖: the subject stands in the clause before.
_ONLY_ADVERBS = re.compile(
    r"(?:[、也又还均都]|入围|晋级|最终|成功|一举|双双|顺利|光荣|首次|再次|再度|同时|并|同样)+"
)
_PLACE, _CONTEST = re.compile(r"分[列获居]"), re.compile(r"赛|奖|评[选比审]|冠军|表[彰扬]|榜")
_WINNER = re.compile(
    rf"(?:了)?(?P<honour>{MASK}+(?:奖|称号)?(?=.)|[^,。;:!?、]{{2,30}}?(?=得主|获得者))(?:得主|获得者)?"
)
_PRAISE = re.compile(r"[摘夺获][金银铜]|(?:通报)?(?:表彰|表扬|嘉奖)$|优秀|[一二三四五、]+(?:[名位]|等奖)$")


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
    name = (
        _told_of_winner(line, match)
        or honour_before(lines, line, match.start())
        or _told_by_verb(line, match)
    )
    if name:
        yield Honour(name, line, match.start(), found.names, found.count, [], is_open=found.is_open)


def _who_is_listed(lines: Sequence[Line], line: Line, match: re.Match[str]) -> Found:
    start = line.clause_start(match.start())
    if "who" in match.groupdict():
        told = _WINNER.match(line.masked, *match.span("who"))
        counted = pattern.SEVERAL.fullmatch(line.masked, *match.span("who"))
        end = counted.end("names") if counted else match.end("who")
        found = recipients_in(lines, line, told.end() if told else match.start("who"), end)
        return found if found.names else replace(announced(lines, line, match.end()), count=found.count)
    if _ON_LIST.match(match[0]) and _SHORT_LIST.search(line.masked, 0, match.start()):
        return Found()
    found = with_part_before(lines, line, start, recipients_in(lines, line, start, match.start()))
    if _ONLY_ADVERBS.fullmatch(line.masked, strip_start(line.masked, start, match.start()), match.start()):
        return subject_before(lines, line, start) if start else found
    if not found.names:
        found = replace(announced(lines, line, match.end()), count=found.count)
    if not found.names and not found.count and start and _LEFT_OUT.search(match[0]):
        return subject_before(lines, line, start)
    return found


def _told_of_winner(line: Line, match: re.Match[str]) -> str | None:
    """为“某奖”得主甲颁奖, 为甲等5位“某称号”颁奖: the honour stands beside its winner."""
    if "who" not in match.groupdict():
        return None
    who = match.span("who")
    told = _WINNER.match(line.masked, *who) or pattern.SEVERAL.fullmatch(line.masked, *who)
    return honour_name(line, *told.span("honour")) if told else None


def _told_by_verb(line: Line, match: re.Match[str]) -> str | None:
    """受到通报表彰, 考核优秀: the praise itself is the honour where no other was named."""
    told = _PRAISE.search(match[0])
    return line.text[match.start() + told.start() : match.start() + told.end()] if told else None
