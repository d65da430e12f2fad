"""What was held: name, organisers, place, date and attendance as printed.

Takes the sentences of an article, gives :class:`~kexie_digest.model.Activity`. The news
itself stands in the lead; further on only what is plainly said to have been held counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from kexie_digest.facts.lines import MASK, Line
from kexie_digest.facts.naming.organisations import leading_organisation, strip_start
from kexie_digest.facts.parties import clause_parties, name_parties
from kexie_digest.facts.when import date_of
from kexie_digest.model import Activity, Article
from kexie_digest.text.places import places_end

_KIND = (
    r"(?:大会|年会|论坛|峰会|研讨会|座谈会|报告会|交流会|推进会|工作会议?|动员会|部署会|学习会|对接会|"
    r"宣讲会|分享会|见面会|发布会|培训会|说明会|"
    r"茶话会|联谊会|圆桌会议?|代表大会|全委会议?|全会|理事会议?|常委会议?|讨论会|演讲会|音乐会|运动会|"
    r"招聘会|推介会|博览会|展览会|恳谈会|读书会|联席会议?|灯会|游园会|故事会|朗诵会|茶会|会议|"
    r"培训班|研修班|研讨班|训练营|夏令营|冬令营|研学营|集训营?|培训|仪式|典礼|活动|讲座|沙龙|展览|巡展|"
    r"画展|书画展|科普展|特展|大赛|竞赛|比赛|挑战赛|锦标赛|"
    r"科普月|科普日|活动月|活动周|活动日|宣传周|宣传月|宣传日|科技周|科技节|文化节|艺术节|嘉年华|大讲堂|"
    r"讲堂|公开课|第一课|科普课|科普行|巡讲|宣讲|党课|主题党日|"
    r"开放日|集市|路演|义诊|晚会|行动|考察|服务行|研学|联合体成立|启动式|开班式|开幕式|签约)"
)
_HELD = (
    r"(?:隆重|成功|顺利|正式|如期|圆满|热烈|同步|线上|盛大|火热|精彩|盛装|联合|共同|相继|分别|也|在此|已)*"
    r"(?:举行|举办|召开|开幕|启动|开班|开讲|闭幕|落幕|开赛|收官|上演|拉开(?:了)?(?:帷幕|序幕)|启幕|开课|"
    r"结业|开展|落下帷幕|圆满结束|举办完成|成立|揭牌|开营|结营|亮相)(?!的|仪式|式|会|大会|典礼|暨|于|以来)"
)
#: NAME在PLACE举行, NAME举行.
_TOOK_PLACE = re.compile(
    rf"(?P<name>[^,。;:!?]{{0,60}}?(?:{_KIND}|{MASK}+(?:{_KIND})?|成立大会|联盟|协会|学会|"
    rf"[^,。;:!?]{{2,12}}(?:开幕|启动|开班)))(?:{MASK}*)"
    rf"(?:(?:于[^,。;:!?]{{2,12}}日?)?(?:在|于)(?P<place>[^,。;:!?、]{{2,30}}?))?{_HELD}"
)
#: ORG(在PLACE)举办了NAME.
_THEY_HELD = re.compile(
    rf"(?P<verb>(?:组织|联合|共同|成功|隆重|牵头|精心)*(?:举办|召开|举行|开展|承办|主办|启动|组织(?!部|"
    rf"领导))(?:了)?)"
    rf"(?P<name>[^,。;:!?]{{0,60}}?(?:{_KIND})(?=[,。;:!?]|$|现场|启动|并|暨)|"
    rf"[^,。;:!?]{{0,30}}?{MASK}+[^,。;:!?{MASK}]{{0,14}}{_KIND}|{MASK}+(?=[,。]))"
)
#: NAME上, / NAME现场,: told as the scene of the news.
_SCENE = re.compile(
    rf"^(?:在)?(?P<name>[^,。;:!?]{{4,60}}?{_KIND})(?:{MASK}*)(?:开幕式|闭幕式|现场|期间)?(?:上|中|现场)?,"
)
_VISIT = re.compile(
    r"(?P<name>(?:赴|到|前往|深入|走进|走访)(?P<place>[^,。;:!?]{2,40}?)(?:开展)?(?:专题|实地|工作|集中|"
    r"联合|走访)*(?:调研|考察|视察|督导|走访慰问|慰问|参观学习|交流座谈|检查指导))"
)
_HOSTED = re.compile(r"由(?P<who>[^。;!?]{2,160}?)(?:联合|共同)?(?:主办|举办|承办|协办|发起)(?!的)")
_ALSO_HOSTED = re.compile(
    r"(?:主办|举办|指导|支持),?(?:由)?(?P<who>[^。;!?,]{2,120}?)(?:联合|共同|具体)?(?:承办|协办)"
)
_PREFIX = re.compile(
    r"^(?:由)?(?P<who>[^,。;!?]{2,160}?)(?:联合|共同|牵头)?(?:主办|承办|协办|举办|组织|发起|"
    r"主持)(?:[,、]?[^,。;!?]{2,80}?(?:承办|协办))?的"
)
_ABOUT = re.compile(
    rf"^(?:了)?(?:一[场次期届堂]|第[一二三四五六七八九十\d]+[场次期]|系列|为期[^,。;]{{1,5}}天?的|"
    rf"[^,。;:!?]{{0,6}}?以{MASK}+(?:为主题|为题|主题)的|主题为{MASK}+的|题为{MASK}+的)+"
)
_GENERIC = re.compile(
    rf"^(?:本次|此次|该|此|这次|[此这]项|系列|一系列|各类|各种|多种|丰富多彩的|形式多样的|相关|有关|"
    rf"多[场次]|主题|集中|现场|线上|线下|学术|科普)*(?:的)?{_KIND}?(?:启动)?$"
)
_CROWD = re.compile(
    r"(?P<who>(?:近|约|共|共计|超|超过)?\d[\d,]* ?[余多]?(?:万|千)?[余多]? ?(?:名|人次|人|"
    r"位)(?:[^,。;:!?]{0,16}?))(?:共同|共计|一起|现场|在线|齐聚|现场)*(?:参加|出席|参会|到会|参训|参与|"
    r"将参加|聆听|观看|到场|参赛|前来|受益|现场|体验|报名|$|[,。;])"
)
_CAME = re.compile(r"(?:参加|出席|参会|到会|参训|参与|聆听|观看|到场|参赛|邀请|前来|受益|学员|观众)")
_PAST = re.compile(r"曾|此前|往年|去年|前不久|历届|上届|先后|累计|每年|多次|定期")
_PLAN = re.compile(r"将(?!科普|党)|拟|计划|即将|准备|希望|建议|下一步|未来|筹备|预计|欢迎|可以")
_HELD_WORD = re.compile(_HELD)
_LEAD_LINES = 3
_LONGEST, _SHORTEST = 50, 4


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
        if overlaps or _PLAN.search(clause) or _PAST.search(clause):
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
        if _HELD_WORD.search(line.masked, start, end):
            match = _TOOK_PLACE.match(line.masked, start, end)
            if match:
                yield match, _took_place
    for match in _THEY_HELD.finditer(line.masked):
        yield match, _they_held
    if is_lead:
        for pattern, reader in ((_SCENE, _took_place), (_VISIT, _visited)):
            for match in pattern.finditer(line.masked):
                yield match, reader


def _is_telling(line: Line) -> bool:
    """Whether a later sentence tells of an activity of its own: hosted, or named and placed."""
    is_hosted = re.search(r"主办|承办|联合举办", line.masked)
    is_named = MASK * 6 in line.masked and re.search(rf"(?:在|于)[^,。]{{2,30}}{_HELD}", line.masked)
    return bool(
        (is_hosted or is_named)
        and not _PAST.search(line.folded)
        and not re.match(r"[一二三四五六]是", line.folded)
    )


def _name(line: Line, start: int, end: int) -> tuple[str, int] | None:
    """Trim the name of an activity; give it with its place, or None when it says nothing."""
    start = strip_start(line.masked, start, end)
    about = _ABOUT.match(line.masked[start:end])
    start += about.end() if about else 0
    bracket = re.search(rf"{MASK}+$", line.masked[start:end])
    if bracket and line.folded[start + bracket.start()] == "(":
        end = start + bracket.start()
    name = line.text[start:end].strip()
    is_name = _SHORTEST <= len(name) <= _LONGEST and not _GENERIC.match(line.masked[start:end])
    return (name, start) if is_name else None


def _took_place(line: Line, match: re.Match[str]) -> _Held | None:
    start, end = match.span("name")
    organisers: list[str] = []
    start = strip_start(line.masked, start, end)
    hosts = _PREFIX.match(line.masked[start:end])
    first = line.masked.rfind("由", 0, start)
    if hosts:
        organisers = _hosts(line, start, start + hosts.end())
        start += hosts.end()
    elif first >= 0 and (earlier := _PREFIX.match(line.masked[first:end].replace(",", "、"))):
        organisers = _hosts(line, first, first + earlier.end())
        start = max(start, first + earlier.end())
    else:
        start, organisers = _without_host(line, start, end)
    named = _name(line, start, end)
    if not named:
        return None
    place = match.groupdict().get("place")
    where = line.text[match.start("place") : match.end("place")] if place else None
    return _Held(named[0], line, match.start("name"), organisers, where)


def _without_host(line: Line, start: int, end: int) -> tuple[int, list[str]]:
    """Cut 某学会主办的 or 某市科协举办 off before a name that holds its own verb."""
    verb = re.search(r"(?:联合|共同)?(?:主办|举办|承办|召开|组织|开展)(?:了|的)?", line.masked[start:end])
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
    place = re.search(
        r"在(?P<place>[^,。;:!?、]{2,30})$", line.masked[line.clause_start(match.start()) : match.start()]
    )
    return _Held(named[0], line, match.start(), organisers, place["place"] if place else None)


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
    activity = Activity(held.name, tuple(held.organisers), held.line.text, place, date)
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
        match = _HOSTED.search(line.masked)
        if match:
            names = [line.text[s:e] for s, e in name_parties(line, *match.span("who"))]
            also = _ALSO_HOSTED.search(line.masked, match.end() - 2)
            if also:
                names += [line.text[s:e] for s, e in name_parties(line, *also.span("who"))]
            return list(dict.fromkeys(names))
    return []


def _attendance(line: Line) -> str | None:
    if not _CAME.search(line.folded):
        return None
    match = _CROWD.search(line.folded)
    return line.text[match.start("who") : match.end("who")].strip() if match else None
