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
from kexie_digest.facts.lines import MASK, Line
from kexie_digest.facts.organisations import (
    Stretch,
    cut_post,
    ends_like_organisation,
    leading_organisation,
    split_names,
    strip_end,
    strip_start,
)
from kexie_digest.facts.parties import is_party
from kexie_digest.facts.persons import body_of, person_after_body, person_in, speaker_of

_ADVERBS = re.compile(
    r"(?:分别|共同|双双|均|都|也|还|又|再次|成功|一举|最终|同时|光荣|荣幸|先后|相继|今年|去年|双|此次|本次|"
    r"连续[^、,]{1,6}|首次|一并|并列|已|喜|勇|共|共计|一起|"
    r"在[^、,]{2,50}?(?:中|上|里|期间|年会|大会|评选|大赛|竞赛|比赛)|凭借[^、,]{2,40}|以[^、,]{2,30}|"
    r"因[^、,]{2,30}|于[^、,]{1,20}|由于[^、,]{2,30}|的|被| )$"
)
_NUMBERED = re.compile(
    r"(?P<number>\d+|[一二两三四五六七八九十百]+) ?(?P<more>[余多])?(?P<unit>[个名家项篇位件人所支部幅])"
)
_GENERIC = re.compile(
    r"^(?:获奖|受表彰|先进|优秀|入选|上述|以上|其中|各|部分|有关|相关|全体|广大|多|众多|一批|代表|一线|"
    r"全省|全市|全国|川渝)*(?:的)?"
    r"(?:学会|单位|集体|个人|代表|人员|团队|选手|作者|者|企业|学校|项目|作品|协会|科技工作者|论文|同志|"
    r"学生|教师|专家|青年|成果|人选|获奖者|嘉宾|论文作者|高校|组织|村|社区|队伍|参赛队|科协|会|人)$"
)
_FIRST_PERSON = re.compile(
    r"(?:我|我们|本人|俺)(?:的[^,。]{0,6})?$|^(?:此次|这次|今天)?(?:我的|我)[^,。]{0,8}$"
)
_OUR_BODY = re.compile(
    r"(?:我们|咱们|作为[^,。]{2,30}?)(?:学会|协会|公司|单位|企业|团队|学校|医院|研究会|科协|促进会)?$|^作为"
)
_BACK = re.compile(r"^(?:该|此|本|这[个一次场项]?)(?P<noun>[\u4e00-\u9fff]{2,6})$")
_LISTED = re.compile(
    r"^[,:]?(?:他们|她们|它们|其中)?(?:分别|依次)?(?:是|为|包括|有)?[:]?(?P<who>[^。;!?]{2,600})"
)
_LIST_OPENER = re.compile(
    r"^(?:[,。]?(?:他们|她们|它们|名单(?:如下)?|获奖者|获奖(?:单位|个人|名单)(?:如下)?|分别|依次)(?:分别|"
    r"依次)?(?:是|为|包括|有|如下)?[:]?|:)"
)
_SUFFIXED = re.compile(
    r"(?:团队|项目|作品|课题|论文|班组|班|队|期刊|杂志|产品|成果|课程|活动|丛书|图书|案例|村|社区|镇|县|区|"
    r"市|组|家庭|研讨会|论坛|主题展|展览|科普展|巡展|大赛|讲座|品牌|视频|专栏|支部)$"
)
_MADE_BY = re.compile(
    r"(?:等)?(?:完成|主办|申报|主持|创作|撰写|研发|设计|报送|选送|推荐|举办|指导|组织|承担|负责|打造|编写|"
    r"拍摄|开发|实施)(?:的)"
)
_PREDICATE = re.compile(
    r"榜上有名|脱颖而出|表现(?:突出|优异|出色)|成绩(?:突出|优异|斐然)|凭借|在|因|从|以|积极|成立|位于|长期|"
    r"多年|始终|坚持|扎根|经过|作为|是|代表|通过|参加|发挥|围绕|上榜|入选|当选"
)
_SHORTEST_QUOTE, _LONGEST_NAME = 4, 40


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


def recipients_in(lines: Sequence[Line], line: Line, start: int, end: int) -> Found:
    """Read a stretch as the recipients of an honour.

    Args:
        lines: All sentences, for back-references.
        line: The sentence.
        start: Where the stretch begins (a clause: adverbials included).
        end: Where it ends, before the verb.

    Returns:
        What was found; empty when the stretch names nobody.
    """
    start = strip_start(line.masked, start, end)
    end = _strip_adverbs(line, start, end)
    maker = list(_MADE_BY.finditer(line.masked, start, end))
    if maker and MASK in line.masked[maker[-1].end() : end]:
        start = maker[-1].end()
    count, is_open = _count_in(line, start, end)
    stop = strip_end(line.masked, start, end)
    names: list[str] = []
    for left, right in split_names(line.masked, start, stop):
        names += _names_in(lines, line, left, right)
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


def _names_in(lines: Sequence[Line], line: Line, start: int, end: int) -> list[str]:
    """The names one item of a list gives, as printed."""
    start = strip_start(line.masked, start, end)
    end = strip_end(line.masked, start, end)
    if start >= end:
        return []
    item = line.folded[start:end]
    if re.search(rf"{MASK}{{4,}}[^{MASK}]{{2,8}}$", line.masked[start:end]) and _SUFFIXED.search(item):
        return [line.text[start:end]]
    if line.masked[end - 1] == MASK and line.folded[end - 1] in "”》’":
        return _quoted(line, start, end)
    back = _BACK.match(item)
    if back:
        return _referred(lines, line, start, back["noun"])
    spoken = _spoken(lines, line, item)
    if spoken:
        return spoken
    if _GENERIC.match(item):
        return []
    place = _one_name(line, start, end)
    return [line.text[place[0] : place[1]]] if place else []


def _quoted(line: Line, start: int, end: int) -> list[str]:
    """Quoted titles of works and events at the end of an item: the honour is theirs."""
    begin = end
    while begin > start and line.masked[begin - 1] == MASK:
        begin -= 1
    titles = re.findall(r"[“《‘「『\"]([^”》’」』\"]+)[”》’」』\"]", line.text[begin:end])
    return [title for title in titles if len(title) >= _SHORTEST_QUOTE or begin == start]


def _one_name(line: Line, start: int, end: int) -> Stretch | None:
    made = list(_MADE_BY.finditer(line.masked, start, end))
    start = made[-1].end() if made and made[-1].end() < end else start
    person = person_in(line.folded, start, end)
    body_end = cut_post(line.masked, start, end)
    if person and (body_end < end or end - start <= 4 or not ends_like_organisation(line.folded[start:end])):  # noqa: PLR2004 - a bare name
        return person
    item = line.folded[start:end]
    if len(item) > _LONGEST_NAME or re.search(r"[的了是为]|来自", item[:-1]):
        return None
    is_named = (ends_like_organisation(item) and is_party(item)) or (_SUFFIXED.search(item) and len(item) > 3)  # noqa: PLR2004 - 该项目
    return (start, end) if is_named and not _GENERIC.match(item) else None


def _referred(lines: Sequence[Line], line: Line, position: int, noun: str) -> list[str]:
    """What 该论坛 points back to: the nearest quoted name or body that ends so."""
    pattern = re.compile(rf"[“《]([^“”《》]{{2,60}}{noun}[^“”《》]{{0,4}})[”》]")
    for other in reversed(lines[max(0, line.order - 6) : line.order + 1]):
        text = other.folded[:position] if other is line else other.folded
        found = list(pattern.finditer(text))
        if found:
            return [other.text[found[-1].start(1) : found[-1].end(1)]]
        subject = leading_organisation(
            other.masked, 0, other.clause_end(strip_start(other.masked, 0, len(other.masked)))
        )
        if (
            subject
            and other.folded[subject[0] : subject[1]].endswith(noun)
            and (other is not line or subject[1] < position)
        ):
            return [other.text[subject[0] : subject[1]]]
    return []


def _spoken(lines: Sequence[Line], line: Line, item: str) -> list[str]:
    """Resolve 我的论文 to the speaker and 我们学会, 作为…协会 to the speaker's body."""
    is_ours = _OUR_BODY.search(item)
    if not is_ours and not _FIRST_PERSON.search(item):
        return []
    speaker = speaker_of(lines, line)
    if not speaker:
        return []
    other, (start, end) = speaker
    if not is_ours:
        return [other.text[start:end]]
    body = body_of(lines, other.folded[start:end])
    return [body] if body else []


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
            spoken = _spoken(
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
        return recipients_in(lines, line, start, stop).names
    following = lines[line.order + 1] if line.order + 1 < len(lines) else None
    if following:
        opener = _LIST_OPENER.match(following.masked)
        if opener and opener[0] not in ("", ":"):
            return recipients_in(lines, following, opener.end(), len(following.masked) - 1).names
    return []
