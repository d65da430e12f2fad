"""Who received an honour, read from the words before or after its verb.

Takes sentences and offsets, gives names as printed and the number announced. It knows
first persons (我们学会), back-references (该论坛) and rolls after a colon; generic ones
(获奖学会) are nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kexie_digest.facts.awards.honours import read_number
from kexie_digest.facts.awards.items import is_generic, names_in
from kexie_digest.facts.lines import MASK, Line
from kexie_digest.facts.naming.borders import BORDER
from kexie_digest.facts.naming.lists import COUNTED_GROUP, split_names
from kexie_digest.facts.naming.organisations import (
    POSTS,
    Stretch,
    ends_like_organisation,
    strip_end,
    strip_start,
)
from kexie_digest.facts.naming.persons import person_in
from kexie_digest.facts.naming.surnames import NAME
from kexie_digest.text.script import fold

_ADVERBS = re.compile(
    r"(?:(?<=[^部十百])分(?=$)|分别|共同|(?<![十百等])(?:[两三四五]人|二人)|本人|双双|全部|悉数|均|都|也|还|又|再次|成功|一举|最终|同时|光荣|荣幸|先后|相继|今年|去年|双|此次|本次|"
    r"连续[^、,]{1,6}|首次|一并|并列|拟|已|喜|勇|共|共计|一起|"
    r"在[^、,]{2,50}?(?:中|上|里|期间|年会|大会|评选|大赛|竞赛|比赛)|凭借?[^、,]{2,40}|(?<=[\u4e00-\u9fff]{2})作为[^、,]{2,20}|刚刚?|(?:展示|亮出|晒出|高举|手捧|捧着)(?:着|了|自己|他|她)*|第[一二三四五六]次|(?:一路)?(?:入围|晋级|闯关|过关|突围)[^、,]{0,6}?并|一路[^、,]{2,6}|从[^、,]{2,20}手[中里]|力[压克][^、,]{2,8}|一举|(?<![食应利使作专通民军实信公药饮家农商日启任])用[^、,]{2,30}|以(?![及下上])(?![^、,]*的\u25a1)(?:[^、,]|(?<=[\d分])、(?=\d)){2,30}|"
    r"因[^、,]{2,30}|"
    r"(?<![鲜淳、和与])于(?=[\d近日昨今去前本上当同]|[一二三四五六七八九十]+月|[^、,]{0,14}"
    r"(?:[市县省区京海津庆上中内]|大?会|期间)$)[^、,]{1,20}|由于[^、,]{2,30}|的|被| )$"
)
#: 甲、乙、丙三人: an adverb to the names, and their number.
_TOLD_TOGETHER = re.compile(
    r"(?<![等十百\d])([两二三四五六七八九])[人位]"
    r"(?:分别|双双|均|都|一同|同时|成功|喜|光荣|一起|共同)*$"
)
#: Two, and one of them may stand before the comma.
_BOTH = re.compile("双双")
_NUMBERED = re.compile(
    r"(?P<number>\d+|[一二两三四五六七八九十百]+) ?(?P<more>[余多])?"
    r"(?P<unit>[个名家项篇位件人所支部幅种本册组队户处席])"
)


#: Adverbs that are given names more often.
_GIVEN_NAMES = frozenset("喜勇双共刚")
_NAME_AT_END = re.compile(rf"{NAME}$")
#: A list that is counted names each of its items (甲、乙、丙等10个项目).
_ANNOUNCED = re.compile(_NUMBERED.pattern)
_MAKERS = re.compile(
    rf"[^,{MASK}]{{2,60}}?(?:组成|组建|完成|合作|设计|创作|撰写|研发|研制|开发|制作|申报|报送|编写|主编|合著|合写|合编|编著|执笔|拍摄|表演|选送)的(?={MASK})"
)
#: 唐某、祝某的“某某”: they made it together.
_TOGETHER = re.compile(rf"(?:[^,、{MASK}]{{0,14}}?{NAME}、)+[^,、{MASK}]{{0,14}}?{NAME}的(?={MASK})")
_MADE_WORK = re.compile(r"[^、,。;:!?《》]{2,30}?的[^、,。;:!?《》的]{0,8}《([^《》]+)》")
#: What somebody is, no name (我国冰川学家, 会员).
_CALLING = re.compile(rf"(?:{POSTS}|[者家员师长士生人工手])$|祝贺|^我")
#: 甲、乙的报告: a work without a title, its makers are named.
_REPORT = re.compile(
    r"(?<=[\u4e00-\u9fff])的(?:报告|论文|作品|发言|演讲|讲解|研究|表演|课题)$|组成的[^、,的]{2,8}$"
)
#: The end of a calling that is a surname, too.
_CALLED = frozenset("师员家")
_TAIL_NAME = re.compile(rf"[\u4e00-\u9fff]{{2,14}}?({NAME})")
_COUNTED_IN = re.compile(r"\d ?[个家名项位]|共有")
_OWNED = re.compile(r"(?:\d+|[一二两三四五六七八九十百]+) ?[项名个篇件部位所支种人家]")
#: Where those honoured come from, not who they are.
_FROM = re.compile(r"来自[^,]{2,60}的(?:\d+|[两三四五六七八九十]+)余?[名位个家][^、,]{0,12}$")
#: 曾两度入选省级名单的甲村: what it won before.
_ONCE = re.compile(r"(?:曾|已|刚刚?|多次|两度)[^、,]{2,24}?的(?=[^、,]{2})")
_FROM_PLACES = re.compile(
    r"来自[^,]+、[^,]+的[^、,]{0,12}(?:者|人员|代表|选手|队伍|学生|教师|专家|员工|职工)$"
)
_CAUSE = re.compile(r"因(?!特)|由于|凭借?|以(?!及|色)|(?<![食应利使作专通民军实信公药饮家农商日启任])用")
_PLAIN = re.compile(r"[\u4e00-\u9fff·]{2,12}")


@dataclass
class Found:
    """Recipients of one clause: names, the number printed, and whether 等 leaves it open."""

    names: list[str] = field(default_factory=list)
    count: int | None = None
    is_open: bool = False


def _strip_adverbs(line: Line, start: int, end: int) -> int:
    while start < end:
        match = _ADVERBS.search(line.masked, start, end)
        if not match or match.start() < start or _ends_a_name(line.masked, start, match):
            break
        end = match.start()
    return end


def _ends_a_name(masked: str, start: int, match: re.Match[str]) -> bool:
    """Whether an adverb of one letter is the end of a name (张勇, 李均, 刘双喜)."""
    if len(match[0]) > 1:
        return False
    begin = max(start, *(masked.rfind(mark, start, match.start()) + 1 for mark in "、和与"))
    left = masked[begin : match.start()]
    if match[0] in _GIVEN_NAMES and left and not ends_like_organisation(left) and left[-1] != MASK:
        return bool(_NAME_AT_END.search(masked, begin, match.end()))
    return len(left) == 1


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
    once = _ONCE.match(line.masked, start, end)
    begin = once.end() if once else start
    start = _after_makers(line, begin, end)
    together, whole = _TOLD_TOGETHER.search(line.masked, start, end), end
    end = end if is_roll else _before_cause(line, start, _strip_adverbs(line, start, end))
    count, is_open = _count_in(line, start, end)
    stop = strip_end(line.masked, start, end)
    work = _REPORT.search(line.masked, start, stop)
    opened = line.masked.rfind("、", start, work.start()) + 1 if work else 0
    if work and (
        person_in(line.folded, max(start, opened), work.start()) or (opened and work.start() - opened <= 4)  # noqa: PLR2004 - a name
    ):
        stop = work.start()
    if _FROM.match(line.masked, max(0, start - 2), end) or _FROM_PLACES.search(line.masked, start, stop):
        return Found([], count, is_open)  # 来自医院、学校的10名讲师
    works = _several_works(line, begin, end)
    if works:
        return Found(works)
    items = split_names(line.masked, start, stop)
    is_counted = len(items) > 1 and _ANNOUNCED.search(line.masked[stop:end])
    if len(items) == 1 and MASK not in line.masked[start:stop] and _OWNED.match(line.masked, stop, end):
        return Found([], count, is_open)  # 某省两项成果, 某中学三名学生: whose they are, not who they are
    read = [names_in(lines, line, *item, is_roll=is_roll or bool(is_counted)) for item in items]
    read = _in_company(line, items, read)
    names = [name for item in read for name in item if not _COUNTED_IN.search(fold(name))]
    if names:  # a number inside a name counts nothing (第2小学)
        count, is_open = _count_in(line, stop, end)
        is_open = is_open or not all(read)  # a roll with an item that could not be read is not counted
    is_open = is_open or (bool(names) and "等" in line.masked[stop:end])
    if names and together and count is None and not is_open:
        count = read_number(together[1])
    elif names and count is None and _BOTH.search(line.masked, stop, whole):
        count = 2
    return Found(list(dict.fromkeys(names)), _with_parts(line, items, count), is_open)


def _with_parts(line: Line, items: Sequence[Stretch], count: int | None) -> int | None:
    """Add the numbers of the parts before to that of the last (两个集体和丙、丁、戊三名个人)."""
    parts = [COUNTED_GROUP.search(line.masked, *item) for item in items[:-1]]
    numbers = [read_number(part["number"]) or 0 for part in parts if part]
    return count + sum(numbers) if count is not None else None


def _before_cause(line: Line, start: int, end: int) -> int:
    """Leave out why they won (某县科协因工作扎实、成效明显, 某某凭《…》)."""
    for match in _CAUSE.finditer(line.masked, start + 2, end):
        left = line.folded[
            max(start, line.masked.rfind("、", start, match.start()) + 1) : match.start()
        ].rstrip("也均都")
        if ends_like_organisation(left) or person_in(left, 0, len(left)):
            return match.start()
    return end


def _after_makers(line: Line, start: int, end: int) -> int:
    """Skip 由甲、乙设计的 before a quoted work: the makers are not honoured, the work is."""
    together = _TOGETHER.match(line.masked, start, end)
    if together:
        return together.end()
    if line.masked.find(f"的{MASK}", start, end) < 0:
        return start
    made = [
        match.end() for match in _MAKERS.finditer(line.masked, start, end) if re.search("[、与和]", match[0])
    ]
    return made[-1] if made else start


def _several_works(line: Line, start: int, end: int) -> list[str]:
    """Every work of 甲制作的《某某》和乙拍摄的《某某》: who made which stands between them."""
    found = list(_MADE_WORK.finditer(line.folded, start, end))
    is_list = len(found) > 1 and found[-1].end() >= len(
        line.masked[:end].rstrip("分别双均都也等两三四五六七八九十篇部件")
    )
    return [line.text[slice(*match.span(1))] for match in found] if is_list else []


def with_part_before(lines: Sequence[Line], line: Line, start: int, found: Found) -> Found:
    """Add the part of a list that stands before a comma (甲校某某、某某,乙院某某三人).

    Args:
        lines: All sentences.
        line: The sentence.
        start: Where the clause of the verb begins.
        found: What that clause names, and the number it counts.

    Returns:
        The same, with the names of the clause before where both make up the number.
    """
    clauses = line.clauses_before(start)
    if found.is_open or not found.names or not found.count or len(found.names) >= found.count or not clauses:
        return found
    before = recipients_in(lines, line, *clauses[0]).names
    if not before or len(before) + len(found.names) != found.count:
        return found
    return Found(before + found.names, found.count, found.is_open)


def _in_company(line: Line, items: Sequence[Stretch], read: list[list[str]]) -> list[list[str]]:
    """Read a plain word as a name where the other items of its list are names."""
    named = sum(map(bool, read))
    if named == len(read) or 2 * named < len(read) or not named:
        return read
    return [
        names or _last_person(line, *item) or _plain_name(line, *item)
        for item, names in zip(items, read, strict=True)
    ]


def _last_person(line: Line, start: int, end: int) -> list[str]:
    """A person behind a word for a calling nobody listed (剪纸传人某某某), in a list of names."""
    match = _TAIL_NAME.fullmatch(line.folded, start, end)
    is_body = ends_like_organisation(line.folded[start:end]) or _CALLING.search(line.folded[start:end])
    if not match or is_body:
        return []
    begin = match.start(1) + (match[1][0] in _CALLED and len(match[1]) > 2)  # noqa: PLR2004 - 师 before a name of two
    return [line.text[begin : match.end(1)]]


def _plain_name(line: Line, start: int, end: int) -> list[str]:
    word = line.folded[start:end]
    is_name = (
        _PLAIN.fullmatch(word)
        and not BORDER.search(word)
        and not _CALLING.search(word)
        and not is_generic(word)
    )
    return [line.text[start:end]] if is_name else []


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
