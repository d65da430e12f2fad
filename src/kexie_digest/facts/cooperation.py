"""Agreements signed and alliances founded, with their parties.

Takes the sentences of an article, gives :class:`~kexie_digest.model.Cooperation`. Plans
(拟签署, 计划联手) and vague 合作项目 are none; an agreement without a named party is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kexie_digest.facts.alliances import find_alliances
from kexie_digest.facts.counterparts import counterparts
from kexie_digest.facts.lines import MASK, Line
from kexie_digest.facts.naming.organisations import POSTS, ends_like_organisation, leading_organisation
from kexie_digest.facts.naming.surnames import NAME
from kexie_digest.facts.parties import (
    FEWEST,
    clause_parties,
    name_parties,
    opening_subject,
    opens_with_partner,
    subject_of,
)
from kexie_digest.facts.when import date_of
from kexie_digest.model import Article, Cooperation

_PAPER = (
    r"(?:协议书?|备忘录|合同书?|意向书|议定书|协定书?|公约|合作框架|框架|约定|"
    r"战略合作|合作意向|合作|共建|结对)"
)
_VERBS = (
    re.compile(
        rf"(?:(?<![协学究进合商委])会签|签署|签订|签定|签下|签了|签上|共签(?:了)?(?:一份)?|签立|订立|缔结|续签|互签|换签|达成(?=[^,。;:!?]{{0,40}}?(?:协议|"
        rf"备忘录|战略合作|合作伙伴)))(?:了|的)?"
        rf"(?P<paper>[^,。;:!?]{{0,44}}?{_PAPER}(?:协议书?|备忘录|关系)?|{MASK}+)"
    ),
    re.compile(
        r"签约(?!仪式|项目|金额|率|球员|医生|家庭|服务|单位|企业|歌手|艺人|作家|演员|教练|"
        r"主播)(?:了)?(?P<paper>(?:共建|成立|合作|建立|"
        r"打造)?[^,。;:!?]{0,30})"
    ),
    re.compile(
        r"(?:建立|缔结|结成|结为|确立|形成)(?:了)?(?P<paper>[^,。;:!?]{0,20}?(?:合作(?:伙伴)?关系|战略合作|"
        r"伙伴关系|"
        r"友好(?:学会|协会|科协|单位|城市|关系|合作|馆)(?:关系)?|(?:姊妹|姐妹|兄弟)(?:学会|协会|科协|馆|"
        r"学校|单位)|共建(?:单位|关系)|结对(?:单位|关系|共建)))"
    ),
    re.compile(
        r"把(?P<paper>[^,。;:!?]{0,24}?(?:协议书?|备忘录|合同书?|约定))(?:正式|终于|给)?签(?:了|下|好|妥|订|署)"
    ),
    re.compile(
        r"(?:在)?(?P<paper>[^,。;:!?在]{0,12}?(?:协议书?|备忘录|合同书?|文本))上(?:签字|签名|签下(?:了)?[名姓]|写下(?:了)?[名姓]|签了字)"
    ),
    re.compile(
        rf"(?:举行|举办)?(?:了)?(?P<paper>(?:全面|全方位|深化)?(?:战略|校地|校企|院地|会地|会企|政企|院企|"
        rf"产学研|科技|党建|结对|科普|"
        rf"项目|框架)*(?:合作|共建|帮扶)(?:框架)?(?:协议|备忘录)?|(?:框架)?协议|"
        rf"{MASK}+(?:战略)?(?:合作)?(?:框架)?(?:协议)?)(?:的)?"
        rf"(?:签约|签字|签署|签订)(?:仪式|活动)"
    ),
)
#: 签约的是甲和乙; 签约双方为甲、乙.
_WHO_SIGNED = re.compile(
    r"签(?:约|字|署|订|下)(?P<paper>[^,。;:!?]{0,20}?)(?:的|双方|各方|三方|单位)(?:分别)?(?:是|为|有|包括)"
    r"(?P<parties>[^,。;!?]{4,120})"
)
#: A bond told by a picture; it counts where the article tells of a paper too.
_BOND = re.compile(
    r"(?P<paper>牵手|结对(?:共建|帮扶|子)?|结成对子|联姻|结亲|结缘|成为(?:战略|合作)*伙伴|结成[^,。;:!?]{0,8}伙伴)"
    r"(?P<parties>[^,。;:!?]{0,30})"
)
_PAPER_TOLD = re.compile(r"签(?:署|订|约|下|了|字)|协议|约定|备忘录|结对")
_PASSIVE = re.compile(
    r"(?P<paper>[^,。;:!?]{0,30}?(?:协议书?|备忘录|议定书|"
    r"合同))[^,。;:!?]{0,6}?由(?P<parties>[^,。;:!?]{4,80}?)(?:共同|联合|正式|现场)*(?:签署|签订)"
)
#: Not done yet, or merely wished for; looked for in the clause before the verb.
_PLAN = re.compile(
    r"将(?!于\d|军|近)|拟|计划|有望|希望|准备|即将|争取|力争|洽谈|探讨|商讨|商谈|磋商|建议|鼓励|"
    r"可以?(?!持)|欢迎|若|如果|尚未|未能?(?!来)|应当?|"
    r"需要|须|筹备|筹建|推动.{0,4}(?:尽快|早日)|期待|愿意?|帮助|指导|支持|引导|协助|打算|酝酿|下一步|"
    r"为了?(?=签)|要求"
)
#: Papers that are no cooperation.
_OTHER_PAPER = re.compile(
    r"劳动合同|购销|采购合同|用工|贷款|租赁|(?:目标|安全|承诺|廉洁)[^,。]{0,6}责任书|承诺书|技术合同|"
    r"服务合同|购房|保险合同|买卖"
)
_WITH_IN_PAPER = re.compile(r"(?:与|同|和)([^,。;:!?的]{3,30})(?:的|之间)")
_BOTH = re.compile(r"[双三各四多两]方|两家|两地|两校|两会|两单位")
_FOLLOWING = 2
#: Without one of these a sentence tells of no agreement; asked first, because the others are slow.
_TOUCHES = re.compile(r"[签缔牵]|订立|达成|结为|结成|合作|友好|伙伴|协议|备忘录")


def find_cooperation(lines: Sequence[Line], article: Article) -> tuple[Cooperation, ...]:
    """Find the agreements and alliances of an article (合作协议).

    Args:
        lines: Its sentences.
        article: The article, for the implied subject and the date.

    Returns:
        One value per agreement, each set of parties once.
    """
    found: list[Cooperation] = []
    for line in lines:
        found.extend(_agreements(lines, line, article))
    found.extend(find_alliances(lines, article))
    if not found and _PAPER_TOLD.search(article.body):
        found.extend(bond for line in lines for bond in _bonds(lines, line, article))
    unique: list[Cooperation] = []
    for item in found:
        if not any(_tells_same(item, other) for other in unique):
            unique.append(item)
    return tuple(unique)


def _tells_same(item: Cooperation, other: Cooperation) -> bool:
    """The same agreement told twice: the same parties, or some of them and the same paper."""
    ours, theirs = set(item.parties), set(other.parties)
    same_paper = item.instrument == other.instrument or not item.instrument
    return ours == theirs or (ours <= theirs and same_paper)


def _agreements(lines: Sequence[Line], line: Line, article: Article) -> Iterator[Cooperation]:
    if not _TOUCHES.search(line.masked):
        return
    told_after = list(_told_after(line, article))
    if told_after:
        yield from told_after[:1]
        return
    taken: list[tuple[int, int]] = []
    for pattern in _VERBS:
        for match in pattern.finditer(line.masked):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            if _is_done(line, match):
                names, implied = _parties(lines, line, match, article)
                if len(names) >= FEWEST:
                    taken.append((line.clause_start(match.start()), match.end()))
                    for group in _groups(line, match.start(), names):
                        yield _make(line, article, group, match, implied)


def _told_after(line: Line, article: Article) -> Iterator[Cooperation]:
    """协议由甲、乙签署; 签约的是甲和乙: the parties come after their paper."""
    for pattern in (_PASSIVE, _WHO_SIGNED):
        for match in pattern.finditer(line.masked):
            printed = [line.text[start:end] for start, end in name_parties(line, *match.span("parties"))]
            names = [name for name in printed if not _is_person(name)]
            if len(names) >= FEWEST and not _PLAN.search(match[0]) and _is_done(line, match):
                yield _make(line, article, names, match)


def _groups(line: Line, position: int, names: list[str]) -> list[list[str]]:
    """甲分别与乙、丙签署 is one agreement with each."""
    before = line.masked[line.clause_start(position) : position]
    if len(names) > FEWEST and re.search("(?:分别|先后|相继)(?:与|和|同|跟)", before):
        return [[names[0], partner] for partner in names[1:]]
    return [names]


def _is_done(line: Line, match: re.Match[str]) -> bool:
    before = line.folded[line.clause_start(match.start()) : match.start()]
    return not _PLAN.search(before) and not _OTHER_PAPER.search(line.folded[match.start() : match.end()])


def _parties(
    lines: Sequence[Line], line: Line, match: re.Match[str], article: Article
) -> tuple[list[str], tuple[str, ...]]:
    """Name the parties of a signing verb, and which of them the clause only implies."""
    position = match.start()
    names = [line.text[start:end] for start, end in clause_parties(line, position)]
    inside = _WITH_IN_PAPER.search(line.masked, *match.span("paper"))
    if inside:
        names += [line.text[start:end] for start, end in name_parties(line, *inside.span(1))]
    printed = list(dict.fromkeys(names))
    names = [name for name in printed if not _is_person(name)]
    if len(names) < min(FEWEST, len(printed)):  # signatories, not parties
        found = counterparts(lines, line, position, article.title)
        return (found if set(names) <= set(found) else names), ()
    if names and opens_with_partner(line, position):
        return _with_subject(lines, line, position, article, names)
    if len(names) >= FEWEST:
        return names, ()
    before = line.folded[line.clause_start(position) : position]
    if not names or _BOTH.search(before):
        return counterparts(lines, line, position, article.title), ()
    return names, ()


def _bonds(lines: Sequence[Line], line: Line, article: Article) -> Iterator[Cooperation]:
    """甲牵手乙; 甲与乙结对: where no paper was found with its parties."""
    for match in _BOND.finditer(line.masked):
        if not _is_done(line, match):
            continue
        before = [line.text[start:end] for start, end in clause_parties(line, match.start())]
        after = [line.text[start:end] for start, end in name_parties(line, *match.span("parties"))]
        names = before if len(before) >= FEWEST else [*before, *filter(ends_like_organisation, after)]
        names = [name for name in dict.fromkeys(names) if not _is_person(name)]
        if len(names) < FEWEST:
            head = leading_organisation(line.masked, line.clause_start(match.start()), match.start())
            subject = [line.text[head[0] : head[1]]] if head else []
            found = list(dict.fromkeys([*subject, *names]))
            names = found if len(found) >= FEWEST else counterparts(lines, line, match.start(), article.title)
        if len(names) >= FEWEST and all(map(ends_like_organisation, names)):
            yield _make(line, article, names, match)
            return


def _is_person(name: str) -> bool:
    return bool(
        re.fullmatch(NAME, name) or re.search(f"{POSTS}{NAME}$", name)
    ) and not ends_like_organisation(name)


def _with_subject(
    lines: Sequence[Line], line: Line, position: int, article: Article, partners: list[str]
) -> tuple[list[str], tuple[str, ...]]:
    """Put the subject before its partners: from an earlier clause, else implied."""
    subject = subject_of(line, position)
    if subject:
        name = line.text[subject[0] : subject[1]]
        return [name, *(partner for partner in partners if partner != name)], ()
    implied = _implied_subject(lines, line, article)
    if implied and implied not in partners:
        return [implied, *partners], (implied,)
    return partners, ()


def _implied_subject(lines: Sequence[Line], line: Line, article: Article) -> str | None:
    """Who 与B签署 is about: the sentence before or after in its paragraph, else the headline."""
    same = [other for other in lines if other.paragraph == line.paragraph and other.order != line.order]
    before = [other for other in reversed(same) if other.order < line.order]
    after = [other for other in same if line.order < other.order <= line.order + _FOLLOWING]
    for other in (*before, *after):
        subject = opening_subject(other)
        if subject:
            return subject
    if article.headline_organisation:
        return article.headline_organisation
    return next((name for name in map(opening_subject, lines[: line.order]) if name), None)


def _make(
    line: Line, article: Article, names: list[str], match: re.Match[str], implied: tuple[str, ...] = ()
) -> Cooperation:
    start, end = match.span("paper")
    paper = line.text[start:end].strip()
    if line.masked[start:end] == MASK * (end - start):
        paper = paper[1:-1]
    return Cooperation(tuple(names), paper or None, line.text, date_of(line, article, match.start()), implied)
