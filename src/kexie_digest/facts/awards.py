"""Honours conferred or announced, with their recipients as printed.

Takes the sentences of an article, gives :class:`~kexie_digest.model.Award` and flags
where a roll does not have as many names as announced. Programmes (评选等工作), grades
(3A级) and plans are none; a person who merely carries a title (…奖获得者) is none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kexie_digest.facts.honours import Honour, honour_name, merge, read_number
from kexie_digest.facts.lines import MASK, Line
from kexie_digest.facts.parties import clause_parties, name_parties
from kexie_digest.facts.recipients import announced, recipients_in, subject_before
from kexie_digest.facts.when import date_of
from kexie_digest.model import Article, Award, Flag, FlagKind

_PRIZE = (
    r"(?:[特一二三四]等奖|[金银铜]奖|优秀奖|优胜奖|奖|称号|殊荣|荣誉|桂冠|冠军|亚军|季军|[金银铜]牌|"
    r"先进集体|先进个人|先进单位|先进工作者|先进团队|"
    r"优秀论文|优秀组织单位|优秀单位|优秀学会|优秀个人|优秀集体|优秀项目|优秀案例|优秀作品|优秀科技工作者|"
    r"优秀团队|示范基地|示范单位|示范学会|示范社区|示范村|"
    r"示范县|示范区|教育基地|科普基地|一流学会|标兵|模范|劳动模范|工匠|典型案例|十佳|十大[^,。;、]{2,10}|"
    r"最美[^,。;、]{2,10}|(?:获奖|入选|优秀)?名单|榜单|会士|院士|创新人物|领军人物|先锋|英才|楷模|金榜|百强)"
)
_GOT = (
    r"(?:荣获|喜获|获评|获颁|获授|荣膺|斩获|摘得|摘取|夺得|勇夺|捧得|捧回|荣登|揽获|赢得|拿下|收获|荣列|"
    r"入选|当选(?:为)?|获得|被?评(?:选)?为|荣获|"
    r"被?授予|被?认定为|被?命名为|被?表彰为|被?评定为|被?推选为|被列入|获(?!奖|悉|知|取|批|救|利|胜|益|准|"
    r"证|赠|赞|刑|罪|赔|选|得(?:者|感)))(?:了|到)?"
)
_GAINED = re.compile(
    rf"(?P<verb>{_GOT})(?P<honour>[^,。;:!?、{MASK}]{{0,30}}{MASK}+(?:年度)?(?:先进)?(?:荣誉称号|称号|荣誉|"
    rf"奖项|奖牌|奖杯|证书|[特一二三]等奖|奖|的荣誉|的称号|名单|项目)?"
    rf"|[^,。;:!?{MASK}]{{0,40}}?{_PRIZE}(?![^,。;:!?]{{0,2}}(?:得主|获得者|评选|评审|评委|推荐|申报|"
    rf"候选))(?:{MASK}*)(?:[特一二三]等奖|[金银铜]奖|称号)?)"
)
_BY = re.compile(r"被(?P<body>[^,。;:!?]{2,60})$")
_CONFERRED = re.compile(
    rf"(?<!被)(?:授予|授予给|追授|颁发给|颁给)(?:了)?(?P<who>[^。;:!?{MASK}]{{2,300}}?|"
    rf"[^。;:!?]{{0,300}}?{MASK}+(?:等)?[^,。;:!?{MASK}]{{0,12}})"
    rf"(?P<honour>{MASK}+(?:荣誉称号|称号|荣誉|奖项|奖牌|奖)?|"
    rf"(?:[^,。;:!?、{MASK}]{{0,20}}{_PRIZE}))(?=[,。;:!?]|$|荣誉|称号|,)"
)
_PRIZE_TO = re.compile(
    rf"(?:将)?(?P<honour>{MASK}+(?:称号|奖)?|[^,。;:!?、]{{2,30}}{_PRIZE})(?:被|分别|已)?(?:授予|颁给|"
    rf"颁发给|花落|由)(?:了)?(?P<who>[^。;:!?]{{2,200}}?)(?:获得|摘得|夺得|收入囊中|折桂)?(?=[,。;:!?]|$)"
)
_HANDED = re.compile(
    rf"(?:向|为|给)(?P<who>[^,。;:!?]{{2,200}}?)(?:颁发|颁授|授予|颁)(?:了)?(?P<honour>{MASK}+(?:称号|奖牌|"
    rf"奖杯|证书|荣誉证书|奖)?|[^,。;:!?、]{{0,24}}{_PRIZE})"
)
_COUNTED = re.compile(
    r"(?:评选出|评选产生|评出|表彰了?|表扬了?|揭晓了?|发布了?|公布了?|产生了?|授予了?|命名了?|认定了?|"
    r"颁出了?|颁发了?|遴选出|评定了?|表彰奖励了?|通报表扬了?)(?P<list>[^。;:!?]{1,160})"
)
_PUBLISHED = re.compile(
    r"(?:发布|公布|揭晓|宣读)(?:了)?(?P<honour>[^,。;:!?]{2,40}?)(?:(?:获奖|入选|表彰|评选|获评)(?:者|单位|"
    r"学会|作品|项目)?)?(?:名单|榜单|结果|(?:表彰)?决定)"
)
_ON_THE_LIST = re.compile(
    r"(?:成功|双双|均|一并|光荣)*(?:榜上有名|上榜|名列其中|位列其中|名列榜单|获此殊荣|获此荣誉|获此称号|在列|"
    r"(?:入选|当选|获奖|获评|入围)(?=[,。;])|(?:受到|获得?|受)(?:了)?(?:通报)?(?:表彰|表扬|嘉奖))"
)
_ANNOUNCED = re.compile(
    rf"(?:公布|发布|揭晓|宣读|通报表扬|表彰|表扬|认定|评选出?|印发|公示|对)(?:了)?(?P<honour>{MASK}+|"
    rf"[^,。;:!?]{{3,40}}?)(?:的)?"
    r"(?:名单|(?:予以|进行|给予)(?:通报)?(?:表彰|表扬)|认定结果|评选结果|评审结果|结果|(?:表彰)?决定|"
    r"(?=[,。;!?]|$))"
)
_NUMBER = r"(?P<number>\d+|[一二两三四五六七八九十百]+)"
_UNIT = r"(?P<unit>[个名家项篇位件人所支部幅])"
_COUNT_FIRST = re.compile(rf"^{_NUMBER} ?余?{_UNIT}(?P<honour>[^\d]{{2,40}})$")
_COUNT_LAST = re.compile(rf"^(?P<honour>[^\d]{{2,40}}(?:\d{{4}}[^\d]{{2,20}})?) ?{_NUMBER} ?余?{_UNIT}$")
_HONOURED = re.compile(
    r"优秀|先进|一流|十佳|十大|最美|最具|奖|示范|称号|模范|标兵|获奖|杰出|突出贡献|楷模|先锋|工匠"
)
_NOT_DONE = re.compile(
    r"将(?!“|其|该|\d)|拟|计划|有望|希望|争取|力争|申报|推荐|候选|参评|可获|可以?被|欲|冲刺|如果|未能|尚未|"
    r"建议|鼓励|目标|争创|创建(?!成)|力争|备战|角逐|竞逐|曾多次|"
    r"帮助|推选|提名|报名|诺贝尔|图灵奖"
)
_CARRIER = re.compile(r"(?:获得者|得主|获奖者|者)")


#: Without one of these a sentence tells of no honour; asked first, because the others are slow.
_TOUCHES = re.compile(r"[获奖授评颁彰扬荣膺摘夺捧揽赢榜]|入选|当选|发布|公布|揭晓|命名|认定|宣读|产生|遴选")


def find_awards(lines: Sequence[Line], article: Article) -> tuple[tuple[Award, ...], tuple[Flag, ...]]:
    """Find the honours of an article (获奖名单).

    Args:
        lines: Its sentences.
        article: The article, for the day of the news.

    Returns:
        One value per honour with all its recipients, and a flag for every roll whose
        number of names is not the one announced.
    """
    honours: list[Honour] = []
    for line in lines:
        for honour in _honours(lines, line):
            honour.date = date_of(line, article, honour.position)
            honours.append(honour)
    merged = merge(honours)
    flags = [_mismatch(honour) for honour in merged if honour.is_miscounted]
    return tuple(honour.award() for honour in merged), tuple(flags)


def _mismatch(honour: Honour) -> Flag:
    reason = f"“{honour.name}”公布{honour.announced}个，名单中找到{len(honour.roll)}个，请核对原文。"
    return Flag(FlagKind.COUNT_MISMATCH, reason, rule="award_roll")


def _honours(lines: Sequence[Line], line: Line) -> Iterator[Honour]:
    if not _TOUCHES.search(line.masked):
        return
    taken: list[tuple[int, int]] = []
    readers = (
        (_CONFERRED, _conferred),
        (_PRIZE_TO, _conferred),
        (_HANDED, _conferred),
        (_GAINED, _gained),
        (_COUNTED, _counted),
        (_PUBLISHED, _published),
        (_ON_THE_LIST, _listed),
    )
    for pattern, reader in readers:
        for match in pattern.finditer(line.masked):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            found = list(reader(lines, line, match))
            if found:
                taken.append(match.span())
                yield from found


def _is_done(line: Line, position: int) -> bool:
    return not _NOT_DONE.search(line.folded[line.clause_start(position) : position])


def _gained(lines: Sequence[Line], line: Line, match: re.Match[str]) -> Iterator[Honour]:
    """A、B荣获“某奖”."""
    start = line.clause_start(match.start())
    if not _is_done(line, match.start()) or _CARRIER.match(line.folded, match.end()):
        return
    name = honour_name(line, *match.span("honour"))
    if not name:
        return
    end = match.start()
    bodies: list[str] = []
    by = _BY.search(line.masked, start, end)
    if by or match["verb"].startswith("被"):
        end = by.start() if by else end
        bodies = [line.text[s:e] for s, e in name_parties(line, *by.span("body"))] if by else []
    found = recipients_in(lines, line, start, end)
    if not found.names and not found.count:
        found = subject_before(lines, line, start)
    if not found.names and not found.count and not bodies and not _is_quoted(line, match):
        return
    listed = announced(lines, line, match.end())
    yield Honour(name, line, match.start(), found.names + listed, found.count, bodies, is_open=found.is_open)


def _is_quoted(line: Line, match: re.Match[str]) -> bool:
    return MASK in line.masked[match.start("honour") : match.end("honour")]


def _conferred(lines: Sequence[Line], line: Line, match: re.Match[str]) -> Iterator[Honour]:
    """授予A、B“某称号”."""
    name = honour_name(line, *match.span("honour"))
    if not name or not _is_done(line, match.start()):
        return
    found = recipients_in(lines, line, *match.span("who"))
    if not found.names and not found.count:
        return
    listed = announced(lines, line, match.end())
    bodies = _bodies(line, match.start())
    yield Honour(name, line, match.start(), found.names + listed, found.count, bodies, is_open=found.is_open)


def _counted(lines: Sequence[Line], line: Line, match: re.Match[str]) -> Iterator[Honour]:
    """评选出20个“某称号”; 发布了一流学会20个、优秀论文184篇."""
    if not _is_done(line, match.start()):
        return
    offset = match.start("list")
    for piece in re.finditer(r"[^、,]+", match["list"]):
        for text in re.split(r"和|以及|及|与", piece[0]):
            found = _COUNT_FIRST.match(text.strip()) or _COUNT_LAST.match(text.strip())
            if not found:
                continue
            at = offset + piece.start() + piece[0].index(text.strip()) + found.start("honour")
            stop = at + len(found["honour"])
            if _HONOURED.search(line.folded[at:stop]):
                name = honour_name(line, at, stop)
                listed = announced(lines, line, match.end())
                if name:
                    bodies = _bodies(line, match.start())
                    yield Honour(name, line, match.start(), listed, read_number(found["number"]), bodies)


def _listed(lines: Sequence[Line], line: Line, match: re.Match[str]) -> Iterator[Honour]:
    """A、B榜上有名: the honour was named before."""
    start = line.clause_start(match.start())
    found = recipients_in(lines, line, start, match.start())
    if not found.names or not _is_done(line, match.start()):
        return
    for other in reversed(lines[max(0, line.order - 2) : line.order + 1]):
        named = [hit for hit in _ANNOUNCED.finditer(other.masked) if other is not line or hit.end() <= start]
        name = honour_name(other, *named[-1].span("honour")) if named else None
        if name:
            yield Honour(name, line, match.start(), found.names, found.count, [], is_open=found.is_open)
            return


def _published(lines: Sequence[Line], line: Line, match: re.Match[str]) -> Iterator[Honour]:
    """四川省科协、重庆市科协联合发布了一流学会名单: who announced which honour."""
    name = honour_name(line, *match.span("honour"))
    if name and _HONOURED.search(name) and _is_done(line, match.start()):
        yield Honour(
            name, line, match.start(), announced(lines, line, match.end()), None, _bodies(line, match.start())
        )


def _bodies(line: Line, position: int) -> list[str]:
    """The bodies the clause before a verb names: who confers or announces."""
    return [line.text[start:end] for start, end in clause_parties(line, position)]
