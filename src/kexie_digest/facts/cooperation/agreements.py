"""Agreements signed and alliances founded, with their parties.

Takes the sentences of an article, gives :class:`~kexie_digest.model.Cooperation`. Plans
(拟签署, 计划联手) and vague 合作项目 are none; an agreement without a named party is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from kexie_digest.facts.cooperation import patterns as pattern
from kexie_digest.facts.cooperation.alliances import find_alliances
from kexie_digest.facts.cooperation.columns import find_columns
from kexie_digest.facts.cooperation.counterparts import counterparts
from kexie_digest.facts.cooperation.named import governed, housed, introduced, is_person, named, stands_for
from kexie_digest.facts.cooperation.rows import groups_below
from kexie_digest.facts.cooperation.scenes import find_scenes
from kexie_digest.facts.cooperation.signatories import called, implied_subject, signatories
from kexie_digest.facts.cooperation.standing import is_about_an_end, is_made
from kexie_digest.facts.lines import MASK, Line
from kexie_digest.facts.naming.leading import leading_organisation
from kexie_digest.facts.naming.organisations import ends_like_organisation
from kexie_digest.facts.parties import FEWEST, clause_parties, name_parties, opening_partner
from kexie_digest.facts.when import date_of
from kexie_digest.model import Article, Cooperation
from kexie_digest.text.script import fold

#: Without one of these a sentence tells of no agreement; asked first, because the others are slow.
_TOUCHES = re.compile(r"[签缔牵换续]|之约|约定|盟约|结对|配对|订立|达成|结为|结成|合作|友好|伙伴|协议|备忘录")
_TITLE = re.compile(r"《(?P<title>[^《》]+)》")
_APART = re.compile(
    r"(?:分别|先后|相继|依次)[与和同跟]|[与和同跟][^与和同跟]*(?:分别|先后|相继|依次)(?:[现当]场)?$"
)
#: 为期五年的, 一份: no part of a paper's name.
_TERM = re.compile(r"^(?:(?:为期)?[一二两三四五六七八九十\d]+年期?的|[一二两三四首]+份|新一轮)")
_FOR_THEM = re.compile(r"代表[双三各两]方[^,。]{0,6}签")


def find_cooperation(lines: Sequence[Line], article: Article) -> tuple[Cooperation, ...]:
    """Find the agreements and alliances of an article (合作协议).

    Args:
        lines: Its sentences.
        article: The article, for the implied subject and the date.

    Returns:
        One value per agreement, each set of parties once.
    """
    if is_about_an_end(article):
        return ()
    found = list(find_columns(lines, article))
    for line in lines:
        found.extend(_agreements(lines, line, article))
    found.extend(find_alliances(lines, article))
    if not found and pattern.PAPER_TOLD.search(article.body):
        found.extend(bond for line in lines for bond in _bonds(lines, line, article))
    if not found:
        found.extend(find_scenes(lines, article))
    unique: list[Cooperation] = []
    for item in filter(None, (_named(item, lines, article) for item in found)):
        if not any(_tells_same(item, other) for other in unique):
            unique.append(item)
    return tuple(unique)


def _named(item: Cooperation, lines: Sequence[Line], article: Article) -> Cooperation | None:
    told = named(housed(introduced(name, lines), article) for name in item.parties)
    names = [governed(name, article.body) for name in told]
    return replace(item, parties=tuple(names)) if len(names) >= FEWEST else None


def _tells_same(item: Cooperation, other: Cooperation) -> bool:
    """The same agreement told twice: the same parties, or some of them and the same paper."""
    ours, theirs = set(item.parties), set(other.parties)
    if len(ours) == len(theirs) and all(
        any(stands_for(name, full) or full.startswith(name) for full in theirs) for name in ours
    ):
        return True
    same_paper = item.instrument == other.instrument or not item.instrument
    if item.instrument is None and other.instrument and _FOR_THEM.search(item.evidence):
        # the people who sign for the bodies named before
        return any(stands_for(name, full) for name in ours for full in theirs)
    return ours <= theirs and same_paper


def _agreements(lines: Sequence[Line], line: Line, article: Article) -> Iterator[Cooperation]:
    if not _TOUCHES.search(line.masked):
        return
    told_after = [*_rows(lines, line, article), *_couples(line, article), *_told_after(lines, line, article)]
    if told_after:
        yield from told_after
        return
    taken: list[tuple[int, int]] = []
    for verb in pattern.VERBS:
        if verb in pattern.SLOW and not pattern.PEN.search(line.masked):
            continue
        for match in verb.finditer(line.masked):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            if is_made(line, *match.span(), article):
                names, implied = signatories(lines, line, match, article)
                if len(names) >= FEWEST:
                    taken.append((line.clause_start(match.start()), match.end()))
                    for group in _groups(line, match.start(), names):
                        yield _make(line, article, group, match, implied)


def _told_after(lines: Sequence[Line], line: Line, article: Article) -> Iterator[Cooperation]:
    """协议由甲、乙签署; 签约的是甲和乙: the parties come after their paper."""
    if "签" not in line.masked and "方" not in line.masked:
        return
    for expression in (pattern.PASSIVE, pattern.WHO_SIGNED, pattern.SIDES):
        for match in expression.finditer(line.masked):
            printed = called(
                lines, line, name_parties(line, *match.span("parties"), bare=True), article.title
            )
            names = [name for name in printed if not is_person(name)]
            if match.groupdict().get("partners"):  # 签约学校是甲、乙: of the one the news is about
                names = [*filter(None, [implied_subject(lines, line, article)]), *names]
            if pattern.PLAN.search(match[0]) or not is_made(line, *match.span(), article):
                continue
            if opening_partner(line, match.start()):  # 与甲签约的有乙、丙: one agreement each
                ours = [line.text[slice(*place)] for place in clause_parties(line, match.start())]
                yield from (_make(line, article, [*ours, name], match) for name in names if len(ours) == 1)
                return
            if len(names) >= FEWEST:
                yield _make(line, article, names, match)
                return


def _couples(line: Line, article: Article) -> Iterator[Cooperation]:
    """结对的有:甲与乙,丙与丁: one agreement a couple."""
    match = pattern.COUPLES.search(line.masked)
    if not match or pattern.PLAN.search(line.folded[: match.start()]):
        return
    couples = []
    for piece in re.finditer(r"[^,;、]+", line.masked[match.start("list") : match.end("list")]):
        begin = match.start("list") + piece.start()
        names = [line.text[s:e] for s, e in name_parties(line, begin, begin + len(piece[0]))]
        couples += [names] if len(names) == FEWEST else []
    if len(couples) >= FEWEST:
        for names in couples:
            yield Cooperation(tuple(names), None, line.quote, date_of(line, article, match.start()))


def _rows(lines: Sequence[Line], line: Line, article: Article) -> Iterator[Cooperation]:
    """四份协议当场签订:, and each of them in a row of its own."""
    match = pattern.ABOVE_ROWS.search(line.masked)
    if match and is_made(line, *match.span(), article):
        for names in groups_below(lines, line):
            yield Cooperation(tuple(names), None, line.quote, date_of(line, article, match.start()))


def _groups(line: Line, position: int, names: list[str]) -> list[list[str]]:
    """甲分别与乙、丙签署, 甲与乙、丙分别签署 is one agreement with each."""
    start = line.clause_start(position)
    pairs = _pairs(line, start, position)
    if pairs and [name for pair in pairs for name in pair] == names:
        return pairs
    apart = _APART.search(line.masked, start, position)
    if not apart:
        return [names]
    head = line.folded[start : apart.start()]
    ours = [name for name in names if fold(name) in head] or names[:1]
    return [[our, partner] for our in ours for partner in names if partner not in ours]


def _pairs(line: Line, start: int, position: int) -> list[list[str]]:
    """甲与乙、丙与丁签署 is one agreement a pair."""
    pairs = []
    for piece in re.finditer(r"[^、]+", line.masked[start:position]):
        places = name_parties(line, start + piece.start(), start + piece.end())
        pairs.append([line.text[left:right] for left, right in places])
    return pairs if len(pairs) >= FEWEST and all(len(pair) == FEWEST for pair in pairs) else []


def _bonds(lines: Sequence[Line], line: Line, article: Article) -> Iterator[Cooperation]:
    """甲牵手乙; 甲与乙结对; 甲成为乙的协作医院: where no paper was found with its parties."""
    for expression in (pattern.BOND, pattern.BECAME):
        for match in expression.finditer(line.masked):
            if not is_made(line, *match.span(), article):
                continue
            names = _bound(lines, line, match, article)
            if len(names) >= FEWEST and all(map(ends_like_organisation, names)):
                yield _make(line, article, names, match)


def _bound(lines: Sequence[Line], line: Line, match: re.Match[str], article: Article) -> list[str]:
    before = [line.text[start:end] for start, end in clause_parties(line, match.start())]
    after = [line.text[start:end] for start, end in name_parties(line, *match.span("parties"))]
    names = before if len(before) >= FEWEST else [*before, *filter(ends_like_organisation, after)]
    names = [name for name in dict.fromkeys(names) if not is_person(name)]
    if len(names) >= FEWEST:
        return names
    start = line.clause_start(match.start())
    if pattern.MANY.search(line.folded, start, match.start()):
        return []
    head = leading_organisation(line.masked, start, match.start())
    subject = [line.text[head[0] : head[1]]] if head else []
    found = list(dict.fromkeys([*subject, *names]))
    return found if len(found) >= FEWEST else counterparts(lines, line, match.start(), article.title)


def _make(
    line: Line, article: Article, names: list[str], match: re.Match[str], implied: tuple[str, ...] = ()
) -> Cooperation:
    start, end = match.span("paper")
    title = _TITLE.search(line.text, start, end)
    paper = title["title"] if title else _TERM.sub("", line.text[start:end].strip())
    if line.masked[start:end] == MASK * (end - start):
        paper = paper.strip('“”‘’《》"')
    named_so = paper if pattern.NAMES_PAPER.search(line.masked, start, end) else None
    return Cooperation(tuple(names), named_so, line.quote, date_of(line, article, match.start()), implied)
