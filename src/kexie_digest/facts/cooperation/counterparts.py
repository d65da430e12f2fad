"""Who 双方, 两市, 三家单位 are: parties told in an earlier clause, sentence or the title.

Takes the sentences of an article, gives names as printed. A list with as many names as
the word counts comes first; else the bodies nearby, where they are exactly so many.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from kexie_digest.facts.awards.honours import read_number
from kexie_digest.facts.cooperation.named import is_person
from kexie_digest.facts.cooperation.patterns import SORT
from kexie_digest.facts.cooperation.roles import stands_beside
from kexie_digest.facts.lines import MASK, Line
from kexie_digest.facts.naming.borders import BORDER
from kexie_digest.facts.naming.leading import leading_organisation
from kexie_digest.facts.naming.organisations import Stretch, ends_like_organisation
from kexie_digest.facts.parties import FEWEST, is_party, name_parties, opening_subject, strip_adverbs

_MET = re.compile(
    r"(?:与|和|同|跟|携手|联合|赴|[来到回]访|到(?!来)|走访|来到|走进|前往|访问|拜访|牵手|结对|联姻)([^,。;:!?]{3,60})"
)
_DONE_THERE = re.compile(
    r"调研|考察|交流|座谈|洽谈|会谈|会面|会见|对接|拜访|参观|走访|访问|开展|进行|商谈|学习|签|深入|就|共|举行|召开|一行|"
    r"合作|深化|加强|推进|聚焦|携手|强强|达成|围绕|联合|开启"
)
#: Words that end one name and begin another stretch, wherever they stand in a clause.
_BORDER = re.compile(
    r"[来到回]访|[的是在与和同跟及由向为对到赴把让着了:]|[甲乙丙]方|另?一方|(?<!关)于|坐到|走到|来到|牵手|携手|联手|结对|一行|率队|代表|定下|结下|收到|握手|引入|引进|改成|改为|正式|日前|近日|昨[日天]|"
    r"今[日天]|分别|先后|成功|共同|举行|举办|开展|考察|调研|座谈|参观|来访|签|——?|联建|共建|合办|推出|发起|组建|写下|捐赠|赠送|提供|派出|宣布|"
    rf"开馆|成立|迎来|第[一二三]次|、|{MASK}+"
)
#: 双方, 两地科协, 三家单位: how many, and of which kind.
_TOGETHER = re.compile(
    r"(?P<number>[双两三四五六七八九])(?:方|地|市|省|县|区|校|会|馆|院|家|所|个|单位)(?P<kind>科协|学会|协会|医院|高校|大学|学校|"
    r"学院|科技馆|博物馆|图书馆|中学|公司)?"
)
_BACK = 3


def counterparts(lines: Sequence[Line], line: Line, position: int, title: str | None = None) -> list[str]:
    """Find who signs where the clause itself does not say.

    Args:
        lines: All sentences.
        line: The sentence with the verb.
        position: Where the verb stands.
        title: The title, which may be the only place that names them.

    Returns:
        The names as printed; fewer than two where the text does not tell.
    """
    told = _TOGETHER.search(line.folded, line.clause_start(position), position)
    number = read_number(told["number"].replace("双", "二")) if told else None
    if told and told["kind"]:
        found = _of_kind(lines, told["kind"])
        return found if len(found) == number else []
    nearest = [(line, line.clause_start(position))]
    nearest += [
        (other, len(other.text)) for other in reversed(lines[max(0, line.order - _BACK) : line.order])
    ]
    if title:
        nearest.append((Line(title, 0, 0), len(title)))
    gathered: list[str] = []
    for candidate, end in nearest:
        names = _listed(candidate, end, number) or _met(candidate, end)
        if len(names) >= FEWEST and len(names) == (number or len(names)):
            return names
        gathered = list(dict.fromkeys([*bodies_in(candidate, 0, end), *gathered]))
        if len(gathered) == (number or FEWEST):
            return gathered
        if len(gathered) > (number or FEWEST):
            break
    return []


def _of_kind(lines: Sequence[Line], kind: str) -> list[str]:
    """All bodies of the article that end so (两地科协: 甲市科协, 乙县科协)."""
    names = [name for line in lines for name in bodies_in(line, 0, len(line.text))]
    return [name for name in dict.fromkeys(names) if name.endswith(kind) and len(name) > len(kind) + 1]


def _listed(line: Line, end: int, number: int | None) -> list[str]:
    """The nearest clause that lists so many names (甲、乙和丙昨天坐到一起)."""
    for clause in reversed(list(re.finditer(r"[^,;:。!?]+", line.masked[:end]))):
        for stop in (*_verbs(line, clause.start(), clause.end()), clause.end()):
            names = name_parties(line, clause.start(), strip_adverbs(line, clause.start(), stop))
            texts = [line.text[left:right] for left, right in names]
            if (
                len(texts) >= FEWEST
                and len(texts) == (number or len(texts))
                and all(ends_like_organisation(text) for text in texts)
            ):
                return texts
    return []


def _verbs(line: Line, start: int, end: int) -> Iterator[int]:
    for found in re.finditer(
        rf"坐到|走到|牵手|携手|联手|结对|联建|(?:{SORT})?(?:共建|合作)|推出|结成|结为|签|日前|昨[日天]|达成|开展|举[办行]|召开|在|的",
        line.masked[start:end],
    ):
        yield start + found.start()


def bodies_in(line: Line, start: int, end: int) -> list[str]:
    """Name every body of a stretch, without the posts and people behind them.

    Args:
        line: The sentence.
        start: Where the stretch begins.
        end: Where it ends.

    Returns:
        The names, in order, each once.
    """
    places = (place for place in body_places(line, start, end) if not stands_beside(line, place))
    return list(dict.fromkeys(line.text[left:right] for left, right in places))


def body_places(line: Line, start: int, end: int) -> Iterator[Stretch]:
    """Find every body of a stretch, without the posts and people behind them.

    Args:
        line: The sentence.
        start: Where the stretch begins.
        end: Where it ends.

    Yields:
        Where the names stand, in order.
    """
    for clause in re.finditer(r"[^,;。!?]+", line.masked[start:end]):
        begin = start + clause.start()
        stops = [start + clause.start(), start + clause.end()]
        stops += [start + clause.start() + at for match in _BORDER.finditer(clause[0]) for at in match.span()]
        ordered = sorted(stops)
        for left, right in pairwise(ordered):
            named = name_parties(line, max(begin, left), right)
            for body in filter(None, (_body(line, place, right) for place in named)):
                name = line.folded[slice(*body)]
                if is_party(name) and len(name) > FEWEST and not _TOGETHER.match(name):
                    yield body


def _body(line: Line, place: Stretch, end: int) -> Stretch | None:
    """A place that ends like a body, or the body that it begins with, no scrap of a sentence."""
    if ends_like_organisation(line.folded[slice(*place)]):
        return place
    body = leading_organisation(line.masked, place[0], end)
    return body if body and not BORDER.search(line.masked, *body) else None


def _met(line: Line, end: int) -> list[str]:
    subject = opening_subject(line) if end else None
    at = line.text.find(subject) if subject else -1
    names = [subject] if subject and not stands_beside(line, (at, at + len(subject))) else []
    for match in _MET.finditer(line.masked, 0, end):
        verb = _DONE_THERE.search(line.masked, match.start(1), match.end(1))
        stop = verb.start() if verb else match.end(1)
        places = name_parties(line, match.start(1), stop)
        names += [line.text[left:right] for left, right in places if not stands_beside(line, (left, right))]
    return [name for name in dict.fromkeys(names) if not is_person(name)][:4]
