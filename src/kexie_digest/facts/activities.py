"""What was held: name, organisers, place, date and attendance as printed.

Takes the sentences of an article, gives :class:`~kexie_digest.model.Activity`. The news
itself stands in the lead; further on only what is plainly said to have been held counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from kexie_digest.facts import activity_patterns as pattern
from kexie_digest.facts.lines import MASK, Line
from kexie_digest.facts.naming.leading import leading_organisation
from kexie_digest.facts.naming.organisations import ends_like_organisation, strip_start
from kexie_digest.facts.parties import clause_parties, name_parties
from kexie_digest.facts.when import date_of
from kexie_digest.model import Activity, Article
from kexie_digest.text.places import places_end

_LEAD_LINES = 3
_LONGEST, _SHORTEST = 50, 4
#: The hall before the verb: 在市科技馆举办.
_HOST_ENDS = re.compile(r"(?:[在于].*)?")
_KIND = re.compile(f"{pattern.KIND}$")
_SEVERAL = re.compile("[与为、]")
_PLACE_BEFORE = re.compile(r"在(?P<place>[^,。;:!?、]{2,30})$")


@dataclass
class _Held:
    """An activity while it is put together."""

    name: str
    line: Line
    position: int
    organisers: list[str] = field(default_factory=list)
    place: str | None = None


_Reader = Callable[[Line, re.Match[str]], _Held | None]


def find_activities(lines: Sequence[Line], article: Article) -> tuple[Activity, ...]:
    """Find what an article says was held (活动).

    Args:
        lines: Its sentences.
        article: The article, for the day of the news and the headline.

    Returns:
        One value per activity, the news itself first.
    """
    found: list[_Held] = []
    for line in lines:
        for held in _held(line, is_lead=line.order < _LEAD_LINES):
            if not any(_is_same(held, known) for known in found):
                found.append(held)
    if not any(held.line.order < _LEAD_LINES for held in found):
        found[:0] = _from_headline(lines, article)
    return tuple(_finish(held, lines, article, is_main=index == 0) for index, held in enumerate(found))


def _is_same(held: _Held, known: _Held) -> bool:
    ours, theirs = _plain(held.name), _plain(known.name)
    return ours in theirs or theirs in ours


def _plain(name: str) -> str:
    return re.sub(r"[\s“”‘’《》]", "", name)


def _held(line: Line, *, is_lead: bool) -> Iterator[_Held]:
    """All activities one sentence tells; outside the lead only plainly dated or hosted ones."""
    if not is_lead and not _is_telling(line):
        return
    taken: list[tuple[int, int]] = []
    for match, reader in _readings(line, is_lead=is_lead):
        clause = line.folded[line.clause_start(match.start()) : match.end()]
        overlaps = any(start < match.end() and match.start() < end for start, end in taken)
        if overlaps or pattern.PLAN.search(clause) or pattern.PAST.search(clause):
            continue
        held = reader(line, match)
        if held:
            taken.append(match.span())
            yield held
            if is_lead and reader is _took_place:
                return


def _readings(line: Line, *, is_lead: bool) -> Iterator[tuple[re.Match[str], _Reader]]:
    """Match the patterns clause by clause: a name never runs over a comma."""
    clauses = [(found.start(), found.end()) for found in re.finditer(r"[^,;:。!?]+", line.masked)]
    for start, end in clauses:
        if pattern.HELD_WORD.search(line.masked, start, end):
            match = pattern.TOOK_PLACE.match(line.masked, start, end)
            if match:
                yield match, _took_place
    for match in pattern.THEY_HELD.finditer(line.masked):
        yield match, _they_held
    if is_lead:
        for expression, reader in ((pattern.SCENE, _took_place), (pattern.VISIT, _visited)):
            for match in expression.finditer(line.masked):
                yield match, reader


def _is_telling(line: Line) -> bool:
    """Whether a later sentence tells of an activity of its own: hosted, or named and placed."""
    is_hosted = re.search(r"主办|承办|联合举办", line.masked)
    is_named = MASK * 6 in line.masked and re.search(rf"(?:在|于)[^,。]{{2,30}}{pattern.HELD}", line.masked)
    return bool(
        (is_hosted or is_named)
        and not pattern.PAST.search(line.folded)
        and not re.match(r"[一二三四五六]是", line.folded)
    )


def _name(line: Line, start: int, end: int) -> tuple[str, int] | None:
    """Trim the name of an activity; give it with its place, or None when it says nothing."""
    start = strip_start(line.masked, start, end)
    for words in (pattern.TOLD, pattern.SENT, pattern.ABOUT):
        told = words.match(line.masked[start:end])
        start += told.end() if told else 0
    bracket = re.search(rf"{MASK}+$", line.masked[start:end])
    if bracket and line.folded[start + bracket.start()] == "(":
        end = start + bracket.start()
    name = line.text[start:end].strip()
    empty = pattern.GENERIC.match(line.masked[start:end]) or pattern.SENTENCE.search(line.masked[start:end])
    is_name = _SHORTEST <= len(name) <= _LONGEST and not empty
    return (name, start) if is_name else None


def _took_place(line: Line, match: re.Match[str]) -> _Held | None:
    start, end = match.span("name")
    organisers: list[str] = []
    start = strip_start(line.masked, start, end)
    hosts = pattern.PREFIX.match(line.masked[start:end])
    first = line.masked.rfind("由", 0, start)
    if hosts:
        organisers = _hosts(line, start, start + hosts.end())
        start += hosts.end()
    elif first >= 0 and (earlier := pattern.PREFIX.match(line.masked[first:end].replace(",", "、"))):
        organisers = _hosts(line, first, first + earlier.end())
        start = max(start, first + earlier.end())
    else:
        start, organisers = _without_host(line, start, end)
    named = _name(line, start, end)
    if not named or _is_host(line, start, match) or _is_body(line, named[1], end, match[0]):
        return None
    place = match.groupdict().get("place")
    where = line.text[match.start("place") : match.end("place")] if place else None
    return _Held(named[0], line, match.start("name"), organisers, where)


def _is_body(line: Line, start: int, end: int, told: str) -> bool:
    """Whether a body stands where an activity should; only its founding is one (联盟成立)."""
    name = line.folded[start:end]
    if not ends_like_organisation(name) or _KIND.search(name):
        return False
    return bool(_SEVERAL.search(name)) or not pattern.FOUNDED.search(told)


def _is_host(line: Line, start: int, match: re.Match[str]) -> bool:
    """Whether what stands before the verb holds what stands behind it: 某学会(在某馆)举办了讲座."""
    told = pattern.THEY_HELD.search(line.masked, start, line.clause_end(match.end("name")))
    host = leading_organisation(line.masked, start, match.end("name")) if told else None
    return host is not None and bool(_HOST_ENDS.fullmatch(line.masked, host[1], match.end("name")))


def _without_host(line: Line, start: int, end: int) -> tuple[int, list[str]]:
    """Cut 某学会主办的 or 某市科协举办 off before a name that holds its own verb."""
    verb = re.search(
        r"(?:联合|共同)?(?:主办|举办|举行|承办|召开|组织|开展)(?:了|的)?", line.masked[start:end]
    )
    if not verb:
        return start, []
    organisers = [line.text[s:e] for s, e in name_parties(line, start, start + verb.start())]
    return start + verb.end(), organisers


def _hosts(line: Line, start: int, end: int) -> list[str]:
    """All bodies between 由 and 主办, 承办, 协办."""
    names: list[str] = []
    for piece in re.finditer(r"[^,]+?(?:主办|承办|协办|举办|组织|发起|主持)", line.masked[start:end]):
        text = re.sub(r"^(?:由|,|、)+", "", piece[0])
        begin = start + piece.end() - len(text)
        stop = begin + len(re.sub(r"(?:联合|共同|牵头)*(?:主办|承办|协办|举办|组织|发起|主持)$", "", text))
        names += [line.text[s:e] for s, e in name_parties(line, begin, stop)]
    return list(dict.fromkeys(names))


def _they_held(line: Line, match: re.Match[str]) -> _Held | None:
    named = _name(line, *match.span("name"))
    if not named:
        return None
    organisers = [line.text[s:e] for s, e in clause_parties(line, match.start())]
    if not organisers:
        begin = line.clause_start(match.start())
        subject = leading_organisation(line.masked, begin, match.start())
        for start, end in [] if subject else line.clauses_before(match.start()):
            subject = leading_organisation(line.masked, start, end)
            if subject:
                break
        organisers = [line.text[subject[0] : subject[1]]] if subject else []
    begin = line.clause_start(match.start())
    found = _PLACE_BEFORE.search(line.masked[begin : match.start()])
    place = line.text[begin + found.start("place") : match.start()] if found else None
    return _Held(named[0], line, match.start(), organisers, place)


def _visited(line: Line, match: re.Match[str]) -> _Held | None:
    begin = line.clause_start(match.start())
    subject = leading_organisation(line.masked, begin, match.start())
    organisers = [line.text[subject[0] : subject[1]]] if subject else []
    name = line.text[match.start("name") : match.end("name")]
    return _Held(name, line, match.start(), organisers, line.text[match.start("place") : match.end("place")])


def _from_headline(lines: Sequence[Line], article: Article) -> list[_Held]:
    """The deed of an organisation headline (某县科协 送技术到田头), proved by the lead."""
    if not article.headline_organisation or not article.title or not lines:
        return []
    deed = article.title.removeprefix(article.headline_organisation).strip()
    lead = lines[0]
    subject = leading_organisation(lead.masked, lead.clause_start(len(lead.text) // 4), len(lead.text))
    end = lead.clause_end(strip_start(lead.masked, 0, len(lead.masked)))
    subject = leading_organisation(lead.masked, 0, end) or subject
    if not re.match(r"向|为|送|开展|走进|组织|赴|到|进|携|发放|捐|助|举办|召开|深入", deed):
        return []
    organisers = [lead.text[subject[0] : subject[1]]] if subject else []
    return [_Held(deed, lead, 0, organisers)]


def _finish(held: _Held, lines: Sequence[Line], article: Article, *, is_main: bool) -> Activity:
    """Add day, organisers and attendance told in other sentences of the article."""
    date = date_of(held.line, article, held.position + len(held.name))
    place = held.place or _town(held.line, held.position)
    activity = Activity(held.name, tuple(held.organisers), held.line.quote, place, date)
    crowd = _attendance(held.line) or (next(filter(None, map(_attendance, lines)), None) if is_main else None)
    if is_main and not activity.organisers:
        activity = replace(activity, organisers=tuple(_hosts_elsewhere(lines)))
    return replace(activity, attendance=crowd)


def _town(line: Line, position: int) -> str | None:
    """The province, city or county told with 在 before the name, where no nearer place is (在成都)."""
    for match in re.finditer("[在于赴]", line.folded[line.clause_start(position) : position]):
        start = line.clause_start(position) + match.end()
        end = places_end(line.folded, start, len(line.folded))
        if end > start:
            return line.text[start:end]
    return None


def _hosts_elsewhere(lines: Sequence[Line]) -> list[str]:
    """Hosts told in a sentence of their own (本次培训由A主办,B承办)."""
    for line in lines:
        match = pattern.HOSTED.search(line.masked)
        if match:
            names = [line.text[s:e] for s, e in name_parties(line, *match.span("who"))]
            also = pattern.ALSO_HOSTED.search(line.masked, match.end() - 2)
            if also:
                names += [line.text[s:e] for s, e in name_parties(line, *also.span("who"))]
            return list(dict.fromkeys(names))
    return []


def _attendance(line: Line) -> str | None:
    if not pattern.CAME.search(line.folded):
        return None
    match = pattern.CROWD.search(line.folded)
    return line.text[match.start("who") : match.end("who")].strip() if match else None
