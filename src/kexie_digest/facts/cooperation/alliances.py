"""Alliances founded, and who their members are.

Takes the sentences of an article, gives :class:`~kexie_digest.model.Cooperation` for an
alliance founded in the news whose members are named. An alliance that merely exists
(联盟成立于2018年) is no fact.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kexie_digest.facts.cooperation.rows import groups_below
from kexie_digest.facts.lines import MASK, Line
from kexie_digest.facts.naming.organisations import ends_like_organisation, strip_start
from kexie_digest.facts.parties import FEWEST, clause_parties, name_parties
from kexie_digest.facts.when import date_of
from kexie_digest.model import Article, Cooperation
from kexie_digest.text.script import fold

_KIND = (
    r"(?:联盟|共同体|联合体|协作体|协同体|协作网|协作组|协作区|共享网|协作会|合作体|创新体|合作网络?|集群|朋友圈|"
    r"协作机制|联席会)"
)
_ANY_KIND = re.compile(_KIND)
_FOUNDED = re.compile(
    rf"(?P<name>[^,。;:!?、]{{1,40}}{_KIND}|{MASK}+(?:{_KIND})?)(?:{MASK}*)(?:,?[^,。;:!?]{{0,20}}?)(?:正式|宣告|宣布|"
    rf"揭牌|举行)*(?:成立|揭牌|组建|诞生|启动|落地|启程|亮相|揭幕|挂牌|问世)"
    r"(?!于|以来|后|之初|时|[一二三四五六七八九十\d]+ ?周年)"
)
_MADE_UP_OF = re.compile(
    rf"(?P<name>[^,。;:!?、]{{0,40}}{_KIND}(?:{MASK}*))?(?:是|系)?由"
    r"(?P<parties>[^,。;!?]{4,600}?(?:(?:牵头|发起|倡议),(?:联合|携手|会同)?[^,。;!?]{4,600}?)?)"
    r"(?:自愿|共同|联合|牵头|倡议|携手|等)*(?:发起|组成|组建|成立|共建|构成|倡议|倡导|打造|筹建而成)"
)
_THEY_FOUND = re.compile(
    rf"(?:发起(?:并)?(?:成立|组建)?|组建|成立|组成|结成|共建|打造)(?:了|"
    rf"起)?(?P<name>[^,。;:!?、]{{2,40}}?{_KIND}|{MASK}+(?:{_KIND})?)"
)
_SORT = r"(?:成员|会员|发起|创始|加盟|共建|参建|参与|理事|创办|首批)"
_MEMBERS = re.compile(
    rf"(?:{_SORT}+(?:单位|高校|企业|学会|机构|学校)?(?:包括|有|为|涵盖|分别是|分别为|是|:)+"
    rf"|成员(?:单位)?(?:共|有|共有)?(?:\d+|[一二三四五六七八九十]+)[家个],(?:分别)?(?:是|为|包括)"
    r"|(?:首批)?(?:加入|加盟|参与|发起)[^,。;:!?]{0,8}的(?:单位)?(?:还)?(?:分别)?(?:有|是|包括))"
    r"(?P<parties>[^,。;!?]{4,600}(?:,(?:以及|还有)[^,。;!?]{3,60})?)"
)
_ARE_MEMBERS = re.compile(
    r"(?P<parties>[^,。;!?]{4,300}?)(?:等[^,。;!?]{0,16})?(?:(?:为|成为|作为|是)(?:该|此|其)?(?:首批|创始|"
    r"理事|联盟|发起|共同体)*(?:成员|会员|发起|创始)|(?:宣布|率先|首批|同时|先后|自愿|共同)*加(?:盟|入)(?=[,。;!?]|$))"
)
_BEGUN_BY = re.compile(
    r"(?:由(?P<parties>[^,。;!?]{4,80}?)(?:牵头|发起|倡议|主导)[^,。;!?]{0,6}"
    r"|(?:牵头|发起|理事长|主任)单位(?:为|是|:)(?P<leader>[^,。;!?]{3,40})),"
)
_ANNOUNCED = re.compile(rf"{_SORT}[^,。;!?]{{0,16}}:|组成[^,。;!?]{{0,4}}:|加入[^,。;!?]{{0,12}}:")
_FEWEST_GATHERED, _NEAR = 3, 2
#: What they sign is an agreement of its own.
_SIGNED = re.compile(r"签[署订约下]")
_PLAN = re.compile(
    r"将(?!于)|拟|计划|有望|希望|准备|筹备|筹建|推动|探讨|建议|鼓励|倡议各|下一步|未来(?!科)|(?<!在)支持(?!下)"
)
_NOT_NEW = re.compile(r"成立于|自成立|成立以来|早在|去年|前年")


def find_alliances(lines: Sequence[Line], article: Article) -> Iterator[Cooperation]:
    """Find the alliances founded in an article, with their members.

    Args:
        lines: Its sentences.
        article: The article, for the date.

    Yields:
        One value per sentence that names the members.
    """
    founding = _founding(lines)
    is_told = False
    for line in lines:
        if _NOT_NEW.search(line.folded):
            continue
        found = list(_founders(line, article))
        if founding:
            found += _members(line, article, founding[0])
            found += _rows(lines, line, article, founding[0])
        is_told = is_told or bool(found)
        yield from found
    if founding and not is_told:
        yield from _gathered(lines, article, *founding)


def _founding(lines: Sequence[Line]) -> tuple[str, Line] | None:
    """The name of the alliance whose founding the article tells, as printed, and where."""
    for line in lines:
        if not _ANY_KIND.search(line.folded):  # asked first, because the other is slow
            continue
        for match in _FOUNDED.finditer(line.masked):
            before = line.folded[line.clause_start(match.start()) : match.end()]
            is_alliance = re.search(_KIND, line.folded[match.start("name") : match.end("name")])
            if is_alliance and not _PLAN.search(before) and not _NOT_NEW.search(line.folded):
                return _plain_name(line, *match.span("name")), line
    return None


def _gathered(lines: Sequence[Line], article: Article, name: str, where: Line) -> Iterator[Cooperation]:
    """The bodies that stand together where the founding is told (甲、乙、丙按下手印,联盟成立)."""
    best: tuple[list[str], Line] | None = None
    for line in lines[max(0, where.order - _NEAR) : where.order + _NEAR]:
        for clause in re.finditer(r"[^,;:。!?…]+", line.masked):
            if clause[0].count("、") + 1 < _FEWEST_GATHERED or _SIGNED.search(clause[0]):
                continue
            names = [line.text[start:end] for start, end in name_parties(line, *clause.span())]
            known = sum(map(ends_like_organisation, map(fold, names)))
            is_clean = len(names) >= _FEWEST_GATHERED and known >= max(_FEWEST_GATHERED, len(names) - 1)
            if is_clean and (best is None or len(names) > len(best[0])):
                best = names, line
    if best:
        day = date_of(best[1], article, len(best[1].text)) or article.event_date
        yield Cooperation(tuple(best[0]), name, best[1].text, day)


def _plain_name(line: Line, start: int, end: int) -> str:
    start = strip_start(line.masked, start, end)
    text = line.text[start:end]
    return text[1:-1] if line.masked[start:end] == MASK * (end - start) else text


def _founders(line: Line, article: Article) -> Iterator[Cooperation]:
    """A、B、C共同发起成立某某联盟."""
    for match in _THEY_FOUND.finditer(line.masked):
        before = line.folded[line.clause_start(match.start()) : match.start()]
        names = [line.text[start:end] for start, end in clause_parties(line, match.start())]
        is_alliance = re.search(_KIND, line.folded[match.start("name") : match.end("name")])
        if len(names) >= FEWEST and is_alliance and not _PLAN.search(before):
            name = _plain_name(line, *match.span("name"))
            yield Cooperation(tuple(names), name, line.quote, date_of(line, article, match.start()))


def _members(line: Line, article: Article, founding: str) -> Iterator[Cooperation]:
    """联盟由A、B、C等12家单位组成; 首批成员单位包括A、B、C."""
    for pattern in (_MADE_UP_OF, _MEMBERS, _ARE_MEMBERS):
        for match in pattern.finditer(line.masked):
            names = [*_initiators(line, match.start()), *_listed(line, *match.span("parties"))]
            names = list(dict.fromkeys(names))
            if len(names) >= FEWEST and not _PLAN.search(match[0][:12]):
                yield Cooperation(
                    tuple(names),
                    founding,
                    line.quote,
                    date_of(line, article, match.start()) or article.event_date,
                )


def _rows(lines: Sequence[Line], line: Line, article: Article, name: str) -> Iterator[Cooperation]:
    """The members in rows below a colon (由以下六家学会发起:)."""
    if _ANNOUNCED.search(line.masked) and not _PLAN.search(line.folded):
        for names in groups_below(lines, line):
            day = date_of(line, article, len(line.text)) or article.event_date
            yield Cooperation(tuple(names), name, line.quote, day)


def _initiators(line: Line, position: int) -> list[str]:
    """Who began it, told before the members (由甲发起,首批成员有乙、丙)."""
    names: list[str] = []
    for match in _BEGUN_BY.finditer(line.masked, 0, position):
        group = "parties" if match["parties"] else "leader"
        names += [line.text[start:end] for start, end in name_parties(line, *match.span(group))]
    return names


def _listed(line: Line, start: int, end: int) -> list[str]:
    """The names of a list, the one in the chair told first (由甲牵头,联合乙、丙)."""
    names: list[str] = []
    for part in re.finditer(r"(?:(?!牵头|发起|倡议).)+", line.masked[start:end]):
        text = re.sub(r"^(?:牵头|发起|倡议|[牵发倡头起议])*,?(?:联合|携手|会同)?", "", part[0])
        begin = start + part.end() - len(text)
        names += [line.text[left:right] for left, right in name_parties(line, begin, start + part.end())]
    return list(dict.fromkeys(names))
