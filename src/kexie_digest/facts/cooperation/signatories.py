"""Who signs: the parties of one signing verb, and which of them the clause only implies.

Takes sentences, a match of ``agreement_patterns`` and the article, gives names as printed. The
clause of the verb comes first, then its subject told before, then 双方 and bare nouns by what
they stand for. It judges no verbs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from kexie_digest.facts.cooperation import patterns as pattern
from kexie_digest.facts.cooperation.counterparts import counterparts
from kexie_digest.facts.cooperation.named import is_person, stands_for
from kexie_digest.facts.lines import Line
from kexie_digest.facts.naming.organisations import POSTS, Stretch, ends_like_organisation
from kexie_digest.facts.naming.referents import BARE, completed, referent, signatures
from kexie_digest.facts.naming.surnames import NAME
from kexie_digest.facts.parties import (
    FEWEST,
    clause_parties,
    name_parties,
    opening_partner,
    opening_subject,
    subject_of,
)
from kexie_digest.model import Article

_BOTH = re.compile(r"[双三各四五六七八九多两]方|[两三四五六七八九][家地校会馆院所]|两单位")
_FOLLOWING = 2
#: 校长张三 signs for the school named before.
_HOUSES = {
    "校长": "学校",
    "院长": "该院",
    "馆长": "该馆",
    "台长": "该台",
    "所长": "该所",
    "厂长": "该厂",
    "董事长": "公司",
    "总经理": "公司",
    "理事长": "学会",
    "会长": "学会",
}
_OFFICER = re.compile(rf"(?P<house>[\u4e00-\u9fff]{{2,3}}?)(?:{POSTS})+{NAME}$")
_OF_REGION = re.compile("[省市县区州]|.*[省市县区州镇乡]$")
_SHORT = 4
_POST_ALONE = re.compile(rf"(?:(?P<academy>院士)|{POSTS})、")
_POST_OF = re.compile(rf"{POSTS}{NAME}")
_CHIEF = re.compile(rf"副?(?P<post>{'|'.join(_HOUSES)})(?:(?!单位)[\u4e00-\u9fff]{{2,3}})?$")


def signatories(
    lines: Sequence[Line], line: Line, match: re.Match[str], article: Article
) -> tuple[list[str], tuple[str, ...]]:
    """Name the parties of a signing verb.

    Args:
        lines: All sentences.
        line: The sentence with the verb.
        match: The verb, with the group ``paper``.
        article: The article, for its title and the implied subject.

    Returns:
        The names as printed, and those of them that only another sentence tells.
    """
    position = match.start()
    names = called(lines, line, clause_parties(line, position, bare=True), article.title)
    inside = pattern.WITH_IN_PAPER.search(line.masked, *match.span("paper"))
    if inside:
        names += called(lines, line, name_parties(line, *inside.span(1), bare=True), article.title)
    printed = list(dict.fromkeys(names))
    names = [name for name in printed if not is_person(name)]
    opener = opening_partner(line, position)
    told = line.masked[line.clause_start(position) : match.end()]
    if len(names) < FEWEST and not opener and pattern.MANY.search(told):
        return [], ()
    if len(names) == 1 and not opener and not ends_like_organisation(names[0]):
        names = printed = []  # a word of the clause (联名签下), no brand
    if len(names) < min(FEWEST, len(printed)):  # signatories, not parties
        found = counterparts(lines, line, position, article.title)
        is_told = all(any(stands_for(name, other) for other in found) for name in names)
        return (found if is_told else names), ()
    if names and opener:
        return _with_subject(lines, line, opener, article, names)
    if len(names) >= FEWEST:
        return names, ()
    before = line.folded[line.clause_start(position) : position]
    if not names or _BOTH.search(before):
        return counterparts(lines, line, position, article.title), ()
    return names, ()


def called(lines: Sequence[Line], line: Line, places: Iterable[Stretch], title: str | None) -> list[str]:
    """Give places of a sentence as names, bare nouns (学会) by what they stand for.

    Args:
        lines: All sentences.
        line: The sentence.
        places: The stretches.
        title: The title, looked at last for a bare noun.

    Returns:
        The names as printed, each once; a bare noun that stands for nothing is left out.
    """
    names: list[str] = []
    for start, end in _each_person_once(line, list(places)):
        word = _house(line.folded[start:end], line)
        if BARE.match(word):
            name = referent(lines, line, start, word, title)
        elif len(word) <= _SHORT and ends_like_organisation(word) and not _OF_REGION.match(word):
            name = completed(lines, line, start, word, title)
        else:
            name = line.text[start:end]
        names += [name] if name else []
    return list(dict.fromkeys(names))


def _house(word: str, line: Line) -> str:
    """The bare noun that a person signs for (校长张三, 分会主任委员李四), else the word itself.

    It is 我院 where the sentence speaks so.
    """
    chief = _CHIEF.match(word)
    officer = _OFFICER.match(word)
    if officer and BARE.match(officer["house"]):
        return officer["house"]
    if not chief or ends_like_organisation(word):
        return word
    house = _HOUSES[chief["post"]]
    ours = f"我{house[-1]}"
    return ours if ours in line.folded and BARE.match(ours) else house


def _each_person_once(line: Line, places: list[Stretch]) -> list[Stretch]:
    """Leave out the second post of one person (甲联盟理事长、乙大学校长张三), and of members of academies."""
    kept = places[:1]
    for before, place in pairwise(places):
        post = _POST_ALONE.fullmatch(line.masked, before[1], place[0])
        if not post or not _POST_OF.match(line.masked, place[1]):
            kept.append(place)
        elif post["academy"]:
            kept[-1:] = [place]
    return kept


def _with_subject(
    lines: Sequence[Line], line: Line, opener: re.Match[str], article: Article, partners: list[str]
) -> tuple[list[str], tuple[str, ...]]:
    """Put the subject before its partners: a bare noun, an earlier clause, else implied."""
    word = opener["bare"]
    name = referent(lines, line, opener.start("bare"), word, article.title) if word else None
    subject = None if name else subject_of(line, opener.start())
    if subject:
        name = line.text[subject[0] : subject[1]]
    if name:
        return [name, *(partner for partner in partners if partner != name)], ()
    implied = implied_subject(lines, line, article)
    if implied and implied not in partners:
        return [implied, *partners], (implied,)
    return partners, ()


def implied_subject(lines: Sequence[Line], line: Line, article: Article) -> str | None:
    """Find who 与B签署 is about: the sentence before or after in its paragraph, else the headline.

    Args:
        lines: All sentences.
        line: The sentence.
        article: The article.

    Returns:
        The name as printed, or None.
    """
    same = [other for other in lines if other.paragraph == line.paragraph and other.order != line.order]
    before = [other for other in reversed(same) if other.order < line.order]
    after = [other for other in same if line.order < other.order <= line.order + _FOLLOWING]
    for other in (*before, *after):
        subject = opening_subject(other)
        if subject:
            return subject
    if article.headline_organisation:
        return article.headline_organisation
    return next(filter(None, map(opening_subject, [*lines[: line.order], *signatures(lines)])), None)
