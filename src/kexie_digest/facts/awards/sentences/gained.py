"""Who gained an honour: 甲、乙荣获“某奖”, 甲被评为….

Takes sentences and a match of the pattern, gives the honour. Where the clause names nobody, the
subject told before is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kexie_digest.facts.awards import patterns as pattern
from kexie_digest.facts.awards.honours import Honour, honour_name, read_number
from kexie_digest.facts.awards.recipients import Found, recipients_in, with_part_before
from kexie_digest.facts.awards.rolls import announced
from kexie_digest.facts.awards.sentences.pronouns import he_before, in_company, meant
from kexie_digest.facts.awards.sentences.subjects import antecedent, subject_before
from kexie_digest.facts.awards.sentences.verbs import is_done
from kexie_digest.facts.lines import MASK, Line
from kexie_digest.facts.naming.organisations import strip_start
from kexie_digest.facts.parties import name_parties

#: 获一等奖的是甲: who got it comes after (see ``award_statements``); 向获得某奖的…颁奖.
_TOLD_AFTER = re.compile(r"的,?[^,。;:!?]{0,10}?(?:是|为|有|包括)")
_PRONOUN = re.compile(r"[它他她](?!们)|该[会校院馆县]|(?:学会|协会)$")
#: The subject of 授予 gives; it receives only in 被…授予, 经…授予.
_CONFERRED_ON = re.compile(r"[被获由经]")
#: 获一等奖的作品有《某某》: the recipients stand behind the honour.
_RUNS_ON = re.compile(r"的[^,。;:!?的]{0,10}?(?:有|是|为|包括)|去年的|往年的|上届的")
_LAST_WORK = re.compile(r"的《([^《》]+)》$")
_GIVER = re.compile(r"[^,。;:!?]{2,30}?(?:颁发|颁授|授予|评选|设立)的")
#: 获市级以上奖励, 二等奖以上: what is asked of somebody.
_LEAST = re.compile(r"以上|不少于|及以上|者优先")
#: 获得“某称号”的6名选手通报如下: their number stands behind the honour.
_HOLDERS = re.compile(r"的?(?P<number>\d+|[一二两三四五六七八九十]+) ?[名位个家人项件]")
_TO = frozenset("向为给对")


def gained(lines: Sequence[Line], line: Line, match: re.Match[str]) -> Iterator[Honour]:
    """Read A、B荣获“某奖”.

    Args:
        lines: All sentences.
        line: The sentence.
        match: Where it tells so.

    Yields:
        The honours told there.
    """
    start = line.clause_start(match.start())
    if _tells_otherwise(line, match) or not is_done(lines, line, match.start()):
        return
    name = honour_name(line, _after_giver(line, *match.span("honour")), match.end("honour"))
    if not name or _RUNS_ON.search(line.masked, *match.span("honour")):
        return
    end = match.start()
    gives = match["verb"] == "授予" and not _CONFERRED_ON.search(line.folded, start, end)
    bodies: list[str] = []
    by = pattern.BY.search(line.masked, start, end)
    if by or match["verb"].startswith("被"):
        end = by.start() if by else end
        bodies = [line.text[s:e] for s, e in name_parties(line, *by.span("body"))] if by else []
    found = Found() if gives else with_part_before(lines, line, start, recipients_in(lines, line, start, end))
    found = _referred(lines, line, start, end, found)
    if not found.names and not found.count:
        found = subject_before(lines, line, start) if start else Found()
        if not found.names and _PRONOUN.match(line.folded[strip_start(line.masked, start, end) : end]):
            found = antecedent(lines, line)
        if not found.names:
            found = he_before(lines, line, match.start())
    if not found.names and not found.count and not bodies and not _is_quoted(line, match):
        return
    found.names = _works_before(line, start, match.start()) + found.names
    listed = announced(lines, line, match.end())
    told = _HOLDERS.match(line.masked, match.end()) if listed.names and not found.count else None
    if told:
        found.count = read_number(told["number"])
    yield Honour(
        name,
        line,
        match.start(),
        found.names + listed.names,
        found.count,
        bodies,
        is_open=found.is_open or listed.is_open,
    )


def _referred(lines: Sequence[Line], line: Line, start: int, end: int, found: Found) -> Found:
    """Add whom the clause refers to (四人, 团队, 两人及其合作者甲)."""
    if found.names and not in_company(line, start, end):
        return found
    told = meant(lines, line, start, end)
    return Found(told.names + found.names, found.count, found.is_open) if told.names else found


def _tells_otherwise(line: Line, match: re.Match[str]) -> bool:
    """Whether the words mean a carrier, a condition, or who is told behind."""
    return bool(
        _LEAST.match(line.folded, match.end())
        or pattern.CARRIER.match(line.folded, match.end())
        or _TOLD_AFTER.match(line.masked, match.end())
        or line.masked[match.start() - 1 : match.start()] in _TO
    )


def _after_giver(line: Line, start: int, end: int) -> int:
    """Skip who gave it (拿到某学会颁发的“某奖”)."""
    giver = _GIVER.match(line.masked, start, end)
    return giver.end() if giver else start


def _works_before(line: Line, start: int, position: int) -> list[str]:
    """Works listed in the clauses before (甲的《某某》,乙的《某某》荣获…)."""
    if line.folded[position - 1] != "》":
        return []
    works: list[str] = []
    for left, right in line.clauses_before(start):
        match = _LAST_WORK.search(line.folded, left, right)
        if not match or re.search(pattern.GOT, line.masked[left:right]):
            break
        works.insert(0, line.text[match.start(1) : match.end(1)])
    return works


def _is_quoted(line: Line, match: re.Match[str]) -> bool:
    return MASK in line.masked[match.start("honour") : match.end("honour")]
