"""Whom a sentence is about, where the clause of the verb does not say (A表现突出,荣获…).

Takes sentences and offsets, gives :class:`~kexie_digest.facts.awards.recipients.Found`: a work,
a list, a body or one of its people, told in an earlier clause or in the sentence before.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kexie_digest.facts.awards.items import names_in, spoken_of
from kexie_digest.facts.awards.patterns import GOT
from kexie_digest.facts.awards.recipients import Found, recipients_in
from kexie_digest.facts.lines import MASK, Line
from kexie_digest.facts.naming.borders import BORDER, body_within
from kexie_digest.facts.naming.leading import leading_organisation
from kexie_digest.facts.naming.organisations import POSTS, Stretch, cut_post, strip_start
from kexie_digest.facts.naming.persons import AFTER_CALLING, person_after_body, person_in
from kexie_digest.facts.naming.surnames import NAME
from kexie_digest.facts.parties import is_party
from kexie_digest.text.places import is_place

_PREDICATE = re.compile(
    r"榜上有名|依次(?=[上登走])|先后(?=[上登走])|[上登]台|[走站]上|脱颖而出|表现(?:突出|优异|出色)|成绩(?:突出|优异|斐然)|凭借|在|因|从|以|积极|成立|位于|长期|"
    r"力[压克]|考核|组织(?=得力|有)|工作(?=扎实|出色)|多年|始终|坚持|扎根|经过|作为|是|代表|通过|参加|发挥|围绕|上榜|入选|当选|得票|位居|名列|领先"
)
#: 14岁的某某是某中学学生.
_ABOUT_PERSON = re.compile(rf"(?:[^,。;:!?]{{0,20}}的)?({NAME})(?=是|,今年|,现)")
#: 晴川省两项成果获奖: a region is the scene, unless it does something itself.
_REGION = re.compile(r"[省市县区州国]$")
_REGION_DOES = re.compile(rf"[,。;]|$|{BORDER.pattern}|{GOT}|成功|喜|再|也|又|均|都|凭|以|因")
_MEMBER = re.compile(
    rf"[\u4e00-\u9fff]{{0,8}}?(?:{POSTS}|[员师长家手者工民]|干部|居民)({NAME})|的({NAME})(?=$|[,名获夺摘捧在以因])"
)
#: 由…组成的某某队, with or without what it did.
_TEAM = re.compile(
    rf"[^,。;:!?]{{0,60}}(?:组成|组建|组队|联合组建|指导|带队|执教|率领|带领)的(?P<team>[^,。;:!?的]{{0,16}}(?:{MASK}|[战团联]|代表|参赛|突击)[团战]?(?:队|小?组))"
)
#: 某中学“榫卯”队: the name of the team goes on in marks.
_ITS_TEAM = re.compile(rf"{MASK}+(?:[\u4e00-\u9fff]{{0,2}}队|团队|小组|班组|项目组)")
#: 某县农技站站长, between commas.
_POST_ALONE = re.compile(rf"[^,的]{{2,20}}{POSTS}")
#: A clause that begins with a verb of receiving.
_RECEIVED = re.compile(GOT)
#: 研制成功我省第一台: no name.
_OURS = re.compile(r".我[国省市县区]")
_LONGEST_PHRASE = 24


def _before_predicate(lines: Sequence[Line], line: Line, start: int, end: int) -> list[str]:
    """Names at the start of a clause that tells something of them (A、B榜上有名)."""
    start = strip_start(line.masked, start, end)
    if line.folded.startswith("曾", start):
        return recipients_in(lines, line, start, end).names
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
        if _RECEIVED.match(line.masked, strip_start(line.masked, start, end), end):
            continue  # 15日,获…称号: the subject stands still earlier
        if _POST_ALONE.fullmatch(line.masked, start, end) and start:
            continue  # 方某,某站站长,获…: he was named before his post
        names = _work_at_start(lines, line, start, end) or _team(lines, line, start, end)
        names = names or _before_predicate(lines, line, start, end)
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
    if _OURS.search(name):
        return []
    team = _ITS_TEAM.match(line.masked, body[1], end)
    if team:
        return [line.text[body[0] : team.end()]]
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
        rf"(?:[^,{MASK}]{{0,30}}的)?(?P<work>{MASK}+)(?P<noun>一文|一书|项目|作品|成果|案例|课题)?$",
        line.masked[start:end],
    )
    is_title = match and (match["noun"] or line.folded[start + match.end("work") - 1] == "》")
    return names_in(lines, line, start, end) if is_title else []


def _team(lines: Sequence[Line], line: Line, start: int, end: int) -> list[str]:
    """The team that a clause is about (由某校四名学生组成的某某队力压群雄): its makers are not honoured."""
    match = _TEAM.match(line.masked, start, end)
    return names_in(lines, line, match.start("team"), match.end("team")) if match else []


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
