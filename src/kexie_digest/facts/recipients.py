"""Who received an honour, read from the words before or after its verb.

Takes sentences and offsets, gives names as printed and the number announced. It knows
first persons (我们学会), back-references (该论坛) and rolls after a colon; generic ones
(获奖学会) are nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kexie_digest.facts.honours import read_number
from kexie_digest.facts.items import names_in, spoken_of
from kexie_digest.facts.lines import MASK, Line
from kexie_digest.facts.naming.organisations import (
    cut_post,
    leading_organisation,
    split_names,
    strip_end,
    strip_start,
)
from kexie_digest.facts.naming.persons import person_after_body, person_in
from kexie_digest.facts.parties import is_party

_ADVERBS = re.compile(
    r"(?:(?<=[^部十百])分(?=$)|分别|共同|[两三四五]人|二人|双双|均|都|也|还|又|再次|成功|一举|最终|同时|光荣|荣幸|先后|相继|今年|去年|双|此次|本次|"
    r"连续[^、,]{1,6}|首次|一并|并列|已|喜|勇|共|共计|一起|"
    r"在[^、,]{2,50}?(?:中|上|里|期间|年会|大会|评选|大赛|竞赛|比赛)|凭借[^、,]{2,40}|以[^、,]{2,30}|"
    r"因[^、,]{2,30}|于[^、,]{1,20}|由于[^、,]{2,30}|的|被| )$"
)
_NUMBERED = re.compile(
    r"(?P<number>\d+|[一二两三四五六七八九十百]+) ?(?P<more>[余多])?(?P<unit>[个名家项篇位件人所支部幅])"
)
_LIST_OPENER = re.compile(
    r"^(?:[,。]?(?:他们|她们|它们|名单(?:如下)?|获奖者|获奖(?:单位|个人|名单)(?:如下)?|分别|依次)(?:分别|"
    r"依次)?(?:是|为|包括|有|如下)?[:]?|:)(?!来自|由|从|在|获)"
)
_PREDICATE = re.compile(
    r"榜上有名|脱颖而出|表现(?:突出|优异|出色)|成绩(?:突出|优异|斐然)|凭借|在|因|从|以|积极|成立|位于|长期|"
    r"考核|组织(?=得力|有)|工作(?=扎实|出色)|多年|始终|坚持|扎根|经过|作为|是|代表|通过|参加|发挥|围绕|上榜|入选|当选"
)


@dataclass
class Found:
    """Recipients of one clause: names, the number printed, and whether 等 leaves it open."""

    names: list[str] = field(default_factory=list)
    count: int | None = None
    is_open: bool = False


def _strip_adverbs(line: Line, start: int, end: int) -> int:
    while start < end:
        match = _ADVERBS.search(line.masked, start, end)
        if not match or match.start() < start:
            break
        end = match.start()
    return end


def recipients_in(lines: Sequence[Line], line: Line, start: int, end: int, *, is_roll: bool = False) -> Found:
    """Read a stretch as the recipients of an honour.

    Args:
        lines: All sentences, for back-references.
        line: The sentence.
        start: Where the stretch begins (a clause: adverbials included).
        end: Where it ends, before the verb.
        is_roll: Whether the list was announced as a roll.

    Returns:
        What was found; empty when the stretch names nobody.
    """
    start = strip_start(line.masked, start, end)
    end = _strip_adverbs(line, start, end)
    count, is_open = _count_in(line, start, end)
    stop = strip_end(line.masked, start, end)
    names: list[str] = []
    is_unread = False  # a roll with an item that could not be read is not counted
    for left, right in split_names(line.masked, start, stop):
        item = names_in(lines, line, left, right, is_roll=is_roll)
        is_unread = is_unread or not item
        names += item
    if names:  # a number inside a name counts nothing (第2小学)
        count, is_open = _count_in(line, stop, end)
        is_open = is_open or is_unread
    return Found(
        list(dict.fromkeys(names)), count, is_open or (bool(names) and "等" in line.masked[stop:end])
    )


def _count_in(line: Line, start: int, end: int) -> tuple[int | None, bool]:
    """The number at the end of the stretch (A、B等20家单位; 20个学术活动)."""
    tail = line.masked[start:end]
    found = [match for match in _NUMBERED.finditer(tail) if len(tail) - match.end() <= 16]  # noqa: PLR2004 - a noun behind it
    if not found or re.search(r"[届年月日岁]", tail[found[-1].end() : found[-1].end() + 1]):
        return None, False
    if MASK in tail[found[-1].end() :]:
        return None, False
    number = read_number(found[-1]["number"])
    return (None, True) if found[-1]["more"] else (number, False)


def _before_predicate(lines: Sequence[Line], line: Line, start: int, end: int) -> list[str]:
    """Names at the start of a clause that tells something of them (A、B榜上有名)."""
    start = strip_start(line.masked, start, end)
    predicate = _PREDICATE.search(line.masked, start + 1, end)
    return recipients_in(lines, line, start, predicate.start()).names if predicate else []


def subject_before(lines: Sequence[Line], line: Line, position: int) -> Found:
    """Find the recipient in an earlier clause (A表现突出,荣获…).

    Args:
        lines: All sentences.
        line: The sentence.
        position: Where the clause of the verb begins.

    Returns:
        The body or person the sentence is about; nothing where none is plain.
    """
    for start, end in line.clauses_before(position):
        work = _work_at_start(lines, line, start, end)
        if work:
            return Found(work)
        listed = _before_predicate(lines, line, start, end)
        if listed:
            return Found(listed)
        body = leading_organisation(line.masked, start, end)
        person = person_after_body(line.folded, body[1], end) if body else None
        if person:
            return Found([line.text[person[0] : person[1]]])
        if body and is_party(line.folded[body[0] : body[1]]):
            return Found([line.text[body[0] : body[1]]])
        begin = strip_start(line.masked, start, end)
        if re.match("作为|我们?", line.folded[begin:end]):
            spoken = spoken_of(
                lines, line, "作为" if line.folded[begin] == "作" else line.folded[begin : begin + 2]
            )
            if spoken:
                return Found(spoken)
        head = cut_post(line.masked, begin, end)
        person = person_in(line.folded, begin, min(end, begin + 4)) or (
            person_in(line.folded, begin, end) if head < end else None
        )
        if person:
            return Found([line.text[person[0] : person[1]]])
    return Found()


def _work_at_start(lines: Sequence[Line], line: Line, start: int, end: int) -> list[str]:
    """A work that a clause is about (由某学会推荐的《某某》一文,…): its title."""
    match = re.match(
        rf"(?:[^,{MASK}]{{0,30}}的)?(?P<work>{MASK}+)(?:一文|一书|项目|作品)?$", line.masked[start:end]
    )
    is_title = match and line.folded[start + match.end("work") - 1] == "》"
    return names_in(lines, line, start, end) if is_title else []


def antecedent(lines: Sequence[Line], line: Line) -> Found:
    """Who 它, 他 or a left-out subject is: the one the sentence before is about.

    Args:
        lines: All sentences.
        line: The sentence with the pronoun.

    Returns:
        The person or body; nothing where the sentence before names none.
    """
    if not line.order or lines[line.order - 1].paragraph != line.paragraph:
        return Found()
    before = lines[line.order - 1]
    return subject_before(lines, before, len(before.text))


def announced(lines: Sequence[Line], line: Line, position: int) -> list[str]:
    """Read the roll that follows an announcement (…20家单位,分别是A、B; …名单如下:A、B).

    Args:
        lines: All sentences.
        line: The sentence of the announcement.
        position: Where the announcement ends.

    Returns:
        The names; empty when no roll follows.
    """
    opener = _LIST_OPENER.match(line.masked[position:])
    if opener and opener.end():
        start = position + opener.end()
        stop = next(
            (at for at in (line.masked.find(mark, start) for mark in ";!?。") if at >= 0), len(line.masked)
        )
        return recipients_in(lines, line, start, stop, is_roll=True).names
    following = lines[line.order + 1] if line.order + 1 < len(lines) else None
    if following:
        opener = _LIST_OPENER.match(following.masked)
        if opener and opener[0] not in ("", ":"):
            end = len(following.masked) - 1
            return recipients_in(lines, following, opener.end(), end, is_roll=True).names
    return []
