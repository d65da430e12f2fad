"""Who received an honour, read from the words before or after its verb.

Takes sentences and offsets, gives names as printed and the number announced. It knows
first persons (我们学会), back-references (该论坛) and rolls after a colon; generic ones
(获奖学会) are nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from kexie_digest.facts.honour_patterns import GOT
from kexie_digest.facts.honours import read_number
from kexie_digest.facts.items import is_generic, names_in, spoken_of
from kexie_digest.facts.lines import MASK, Line
from kexie_digest.facts.naming.borders import BORDER, body_within
from kexie_digest.facts.naming.organisations import (
    POSTS,
    Stretch,
    cut_post,
    ends_like_organisation,
    leading_organisation,
    split_names,
    strip_end,
    strip_start,
)
from kexie_digest.facts.naming.persons import AFTER_CALLING, person_after_body, person_in
from kexie_digest.facts.naming.surnames import NAME
from kexie_digest.facts.parties import is_party
from kexie_digest.text.places import is_place
from kexie_digest.text.script import fold

_ADVERBS = re.compile(
    r"(?:(?<=[^部十百])分(?=$)|分别|共同|[两三四五]人|二人|双双|均|都|也|还|又|再次|成功|一举|最终|同时|光荣|荣幸|先后|相继|今年|去年|双|此次|本次|"
    r"连续[^、,]{1,6}|首次|一并|并列|已|喜|勇|共|共计|一起|"
    r"在[^、,]{2,50}?(?:中|上|里|期间|年会|大会|评选|大赛|竞赛|比赛)|凭借[^、,]{2,40}|用[^、,]{2,30}|以[^、,]{2,30}|"
    r"因[^、,]{2,30}|于[^、,]{1,20}|由于[^、,]{2,30}|的|被| )$"
)
_NUMBERED = re.compile(
    r"(?P<number>\d+|[一二两三四五六七八九十百]+) ?(?P<more>[余多])?(?P<unit>[个名家项篇位件人所支部幅种本册组队户处席])"
)
_LIST_OPENER = re.compile(
    r"^(?:[,。]?(?:他们|她们|它们|名单(?:如下)?|获奖者|获奖(?:单位|个人|名单)(?:如下)?|分别|依次)(?:分别|"
    r"依次)?(?:是|为|包括|有|如下)?[:]?|:)(?!来自|由|从|在|获)"
)
_PREDICATE = re.compile(
    r"榜上有名|脱颖而出|表现(?:突出|优异|出色)|成绩(?:突出|优异|斐然)|凭借|在|因|从|以|积极|成立|位于|长期|"
    r"考核|组织(?=得力|有)|工作(?=扎实|出色)|多年|始终|坚持|扎根|经过|作为|是|代表|通过|参加|发挥|围绕|上榜|入选|当选"
)


#: A list that is counted names each of its items (甲、乙、丙等10个项目).
_ANNOUNCED = re.compile(_NUMBERED.pattern)
_MAKERS = re.compile(
    rf"[^,{MASK}]{{2,60}}?(?:组成|组建|完成|合作|设计|创作|撰写|研发|开发|制作|申报|报送|编写|主编|拍摄|表演|选送)的(?={MASK})"
)
#: What somebody is, no name (我国冰川学家, 会员).
_CALLING = re.compile(rf"(?:{POSTS}|[者家员师长士生人工手])$|祝贺|^我")
_LONGEST_PHRASE, _LONGEST_ROW = 24, 30
_BELOW = re.compile(r"(?:[^。;]{0,30}(?:名单|如下|分别是|依次是|依次为|结果)[^,。;:]{0,6})?:$")
_NUMBERING = re.compile(r"^(?:[\d一二三四五六七八九十]+[.、)]|[(]\d+[)]|[·•●◆▲] ?)\s*")
#: 14岁的某某是某中学学生.
_ABOUT_PERSON = re.compile(rf"(?:[^,。;:!?]{{0,20}}的)?({NAME})(?=是|,今年|,现)")
#: 甲、乙的报告: a work without a title, its makers are named.
_REPORT = re.compile(
    r"(?<=[\u4e00-\u9fff])的(?:报告|论文|作品|发言|演讲|讲解|研究|表演|课题)$|组成的[^、,的]{2,8}$"
)
#: 晴川省两项成果获奖: a region is the scene, unless it does something itself.
_REGION = re.compile(r"[省市县区州国]$")
_REGION_DOES = re.compile(rf"[,。;]|$|{BORDER.pattern}|{GOT}|成功|喜|再|也|又|均|都|凭|以|因")
_MEMBER = re.compile(
    rf"[\u4e00-\u9fff]{{0,8}}?(?:{POSTS}|[员师长家手者工民]|干部|居民)({NAME})|的({NAME})(?=$|[,名获夺摘捧在以因])"
)
_TAIL_NAME = re.compile(rf"[\u4e00-\u9fff]{{2,14}}?({NAME})")
_COUNTED_IN = re.compile(r"\d ?[个家名项位]|共有")
_STOPPED = re.compile(rf"{GOT}|(?:其中|将|并|也|还|会|据|这|该|此|每|活动|比赛|评选|奖项|奖金)")
_OWNED = re.compile(r"(?:\d+|[一二两三四五六七八九十百]+) ?[项名个篇件部位所支种]")
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
    start = _after_makers(line, strip_start(line.masked, start, end), end)
    end = end if is_roll else _strip_adverbs(line, start, end)
    count, is_open = _count_in(line, start, end)
    stop = strip_end(line.masked, start, end)
    work = _REPORT.search(line.masked, start, stop)
    if work and person_in(
        line.folded, max(start, line.masked.rfind("、", start, work.start()) + 1), work.start()
    ):
        stop = work.start()
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
    return Found(
        list(dict.fromkeys(names)), count, is_open or (bool(names) and "等" in line.masked[stop:end])
    )


def _after_makers(line: Line, start: int, end: int) -> int:
    """Skip 由甲、乙设计的 before a quoted work: the makers are not honoured, the work is."""
    made = [
        match.end() for match in _MAKERS.finditer(line.masked, start, end) if re.search("[、与和]", match[0])
    ]
    return made[-1] if made else start


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
    return [line.text[match.start(1) : match.end(1)]] if match and not is_body else []


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


def _before_predicate(lines: Sequence[Line], line: Line, start: int, end: int) -> list[str]:
    """Names at the start of a clause that tells something of them (A、B榜上有名)."""
    start = strip_start(line.masked, start, end)
    predicate = _PREDICATE.search(line.masked, start + 1, end)
    return recipients_in(lines, line, start, predicate.start()).names if predicate else []


def subject_before(lines: Sequence[Line], line: Line, position: int, *, opening: bool = False) -> Found:
    """Find the recipient in an earlier clause (A表现突出,荣获…).

    Args:
        lines: All sentences.
        line: The sentence.
        position: Where the clause of the verb begins.
        opening: Whether the first clause is asked first, not the nearest.

    Returns:
        The body or person the sentence is about; nothing where none is plain.
    """
    clauses = line.clauses_before(position)
    for start, end in reversed(clauses) if opening else clauses:
        names = _work_at_start(lines, line, start, end) or _before_predicate(lines, line, start, end)
        names = names or _body_or_member(line, start, end) or _speaker(lines, line, start, end)
        names = names or _person(line, start, end)
        if names:
            return Found(names)
    return Found()


def _body_or_member(line: Line, start: int, end: int) -> list[str]:
    """The body a clause begins with, or the person told as its member (某中学教师某某)."""
    body = leading_organisation(line.masked, start, end)
    if not body or body_within(line.masked, *body) != body:
        return []
    person = person_after_body(line.folded, body[1], end) or _member(line, body[1], end)
    if person:
        return [line.text[person[0] : person[1]]]
    name = line.folded[body[0] : body[1]]
    is_scene = (_REGION.search(name) or is_place(name)) and not _REGION_DOES.match(line.masked, body[1], end)
    return [line.text[body[0] : body[1]]] if is_party(name) and not is_scene else []


def _member(line: Line, start: int, end: int) -> Stretch | None:
    match = _MEMBER.match(line.folded, start, end)
    return match.span(1 if match[1] else 2) if match else None


def _speaker(lines: Sequence[Line], line: Line, start: int, end: int) -> list[str]:
    """Who 我们 and 作为…协会 are."""
    begin = strip_start(line.masked, start, end)
    if not re.match("作为|我们?", line.folded[begin:end]):
        return []
    return spoken_of(lines, line, "作为" if line.folded[begin] == "作" else line.folded[begin : begin + 2])


def _person(line: Line, start: int, end: int) -> list[str]:
    """The person a clause begins with or wholly consists of (高级技师某某)."""
    begin = strip_start(line.masked, start, end)
    told = _ABOUT_PERSON.match(line.folded, begin, end)
    if told:
        return [line.text[told.start(1) : told.end(1)]]
    is_phrase = end - begin <= _LONGEST_PHRASE and not BORDER.search(line.masked, begin, end)
    person = person_in(line.folded, begin, min(end, begin + 4)) or (
        person_in(line.folded, begin, end)
        if is_phrase
        or AFTER_CALLING.search(line.folded, begin, end)
        or cut_post(line.masked, begin, end) < end
        else None
    )
    return [line.text[person[0] : person[1]]] if person else []


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
    return subject_before(lines, before, len(before.text), opening=True)


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
        return _roll(lines, line, start, stop)
    following = lines[line.order + 1] if line.order + 1 < len(lines) else None
    if following:
        opener = _LIST_OPENER.match(following.masked)
        if opener and opener[0] not in ("", ":"):
            return _roll(lines, following, opener.end(), len(following.masked) - 1)
    return _roll_below(lines, line) if _BELOW.match(line.masked, position) else []


def _roll_below(lines: Sequence[Line], line: Line) -> list[str]:
    """The names set below 名单如下: in paragraphs of their own, one or several each."""
    names: list[str] = []
    for other in lines[line.order + 1 :]:
        stretch = _NUMBERING.sub("", other.masked)
        start = len(other.masked) - len(stretch)
        is_row = other.paragraph > line.paragraph and not re.search(r"[。!?:,;](?=.)", stretch)
        if not is_row or ("、" not in stretch and len(stretch) > _LONGEST_ROW):
            break
        end = len(other.masked.rstrip("。;, "))
        names += recipients_in(lines, other, start, end, is_roll=True).names
    return names


def _roll(lines: Sequence[Line], line: Line, start: int, end: int) -> list[str]:
    """The names of a roll, up to the first clause that names nobody or tells something else."""
    names: list[str] = []
    for piece in re.finditer(r"[^,]+", line.masked[start:end]):
        left, right = start + piece.start(), start + piece.end()
        if names and _STOPPED.search(line.masked, left, right):
            break
        found = recipients_in(lines, line, left, right, is_roll=True).names
        if not found:
            break
        names += found
    return names
