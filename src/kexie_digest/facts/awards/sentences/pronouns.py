"""Whom 他们, 四人, 团队 or 他 stand for: names told before, in this sentence or just before it.

Takes sentences and the clause of a verb, gives :class:`~kexie_digest.facts.awards.recipients.Found`.
It never guesses: a number that fits no list, or a person who is told only once, names nobody.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kexie_digest.facts.awards.honours import read_number
from kexie_digest.facts.awards.recipients import Found, recipients_in
from kexie_digest.facts.lines import Line
from kexie_digest.facts.naming.organisations import POSTS, strip_start
from kexie_digest.facts.naming.persons import is_name
from kexie_digest.facts.naming.surnames import NAME

_PLURAL = re.compile(
    r"(?:他们|她们|它们|(?:这|以上|上述)?(?P<number>[两二三四五六七八九十\d]+) ?"
    r"(?:人|[位名家个所支件项][^、,的]{0,10}?))"
    r"(?P<company>及其?|和|与|同)?(?:均|都|也|双双|分别|同时|一同|一并|一起|共同|最终|成功|$|(?<=[及其和与同]))"
)
_GROUP = re.compile(
    r"(?:该|这支|这个)?(?P<noun>团队|小组|课题组|班组|战队|球队|服务队|志愿队|合唱团|工作室|项目组)(?:也|还|又|同时|最终|一举|$)"
)
_HE = re.compile(r"(?:[^,]{0,10}的)?[他她](?!们|的|和|与)")
#: What tells of a list without adding a name to it.
_TOLD = re.compile(r"也|均|都|双双|表现|在|脱颖|——|站|走")
_LEAD = re.compile(r"^.*(?:[对由在是的了向让为给把]|来到|走进|其中)(?=.{4})")
_CALLING = re.compile(rf"(?:^|[,。“]|{POSTS}|[员师长家工手者人生士匠医农民])(?=({NAME}))")
_BACK, _FEWEST = 2, 2


def meant(lines: Sequence[Line], line: Line, start: int, end: int) -> Found:
    """Find the names a clause refers to instead of telling them.

    Args:
        lines: All sentences.
        line: The sentence.
        start: Where the clause of the verb begins.
        end: Where the words before the verb end.

    Returns:
        The names of the list, the group or the person; nothing where none is plain.
    """
    begin = strip_start(line.masked, start, end)
    plural = _PLURAL.match(line.folded, begin, end)
    if plural:
        return _list_before(lines, line, start, plural["number"])
    group = _GROUP.match(line.folded, begin, end)
    return _group_before(lines, line, begin, group["noun"]) if group else Found()


def in_company(line: Line, start: int, end: int) -> bool:
    """Tell whether a clause adds names to those it refers to (两人及其合作者、甲).

    Args:
        line: The sentence.
        start: Where the clause begins.
        end: Where the words before the verb end.

    Returns:
        True where both count.
    """
    plural = _PLURAL.match(line.folded, strip_start(line.masked, start, end), end)
    return bool(plural and plural["company"])


def he_before(lines: Sequence[Line], line: Line, position: int) -> Found:
    """Find who 他 is in a clause at or before a place: the person last told with a calling.

    Args:
        lines: All sentences.
        line: The sentence.
        position: Where the verb stands.

    Returns:
        The person, whose name must stand elsewhere in the text, too; else nothing.
    """
    clauses = [(line.clause_start(position), position), *line.clauses_before(position)]
    if not any(_HE.match(line.folded, strip_start(line.masked, *clause), clause[1]) for clause in clauses):
        return Found()
    for other in reversed(lines[max(0, line.order - _BACK) : line.order + 1]):
        if other.paragraph != line.paragraph:
            break
        end = position if other is line else len(other.folded)
        for match in reversed(list(_CALLING.finditer(other.folded, 0, end))):
            name = _recurring(lines, match[1])
            if name:
                return Found([other.text[match.start(1) : match.start(1) + len(name)]])
    return Found()


def _recurring(lines: Sequence[Line], word: str) -> str | None:
    """The longest beginning of a word that is a name told more than once."""
    for length in range(len(word), 1, -1):
        name = word[:length]
        if is_name(name) and sum(line.folded.count(name) for line in lines) > 1:
            return name
    return None


def _places(lines: Sequence[Line], line: Line, position: int) -> Iterator[tuple[Line, int, int]]:
    """The clauses before a place, nearest first, in its sentence and in the one before."""
    yield from ((line, *clause) for clause in line.clauses_before(position))
    for other in reversed(lines[max(0, line.order - _BACK) : line.order]):
        if other.paragraph == line.paragraph:
            yield from ((other, *clause) for clause in other.clauses_before(len(other.text)))


def _list_before(lines: Sequence[Line], line: Line, position: int, number: str | None) -> Found:
    count = read_number(number) if number else None
    for other, start, end in _places(lines, line, position):
        if "、" not in other.masked[start:end] and not re.search("[和与及]", other.masked[start:end]):
            continue
        dash = other.folded.find("——", start, end)
        told = _TOLD.search(other.masked, start + 1, end)
        for stop in (told.start() if told else end, dash if dash > start else end):
            names = recipients_in(lines, other, start, stop).names
            if len(names) >= _FEWEST and count in (None, len(names)):
                return Found(names, count)
    return Found()


def _group_before(lines: Sequence[Line], line: Line, position: int, noun: str) -> Found:
    """The group whose name ends so, as told last (某医院急救团队)."""
    expression = re.compile(rf"[\u4e00-\u9fff]{{4,24}}?{noun}")
    for other in reversed(lines[max(0, line.order - _BACK * 2) : line.order + 1]):
        end = position if other is line else len(other.folded)
        for match in reversed(list(expression.finditer(other.folded, 0, end))):
            lead = _LEAD.match(match[0])
            begin = match.start() + (lead.end() if lead else 0)
            names = recipients_in(lines, other, begin, match.end()).names
            if names:
                return Found(names)
    return Found()
