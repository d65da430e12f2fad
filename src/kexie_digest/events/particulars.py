"""What a report answers to questions that two reports of one happening answer alike.

Takes heading and beginning of a report, gives question → answers: which number the meeting
has, in which city, county or hall it is held, how many of what there are. Two reports that
share words and contradict each other here use one template for two happenings: next
year's edition, the neighbour's agreement, the next lecture of a series.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping

from kexie_digest.model import Facts
from kexie_digest.text.numbers import read_number
from kexie_digest.text.script import fold

Particulars = Mapping[str, frozenset[str]]

#: So much of a body tells which happening it is; quantities stand further down.
_BEGINNING, _COUNTED = 100, 320
_NUMBER = "〇零一二三四五六七八九十百两\\d"
#: A term or a session is that of a named thing; a lecture or a lot stands in its own series.
_THING = (
    r"([^,。;:!?“”、()]{0,16}?(?:大会|年会|论坛|峰会|大赛|竞赛|比赛|联赛|展览|博览会|[展节周月奖营班坛]|"
    r"委员会|理事会|全委会|常委会|会议|表彰|评选|活动|颁奖))?"
)
_SERIAL = re.compile(
    rf"(?:第([{_NUMBER}]{{1,5}})|(首)(?!次)|(?<![{_NUMBER}])([{_NUMBER}]{{1,3}})(?=届)|(?<=届)([{_NUMBER}]{{1,3}})(?=次))"
    rf"(?:([届次]){_THING}|([期场讲站批季轮辑]))"
)
#: A region begins where a word does, or behind another one; 代表省…学会 names none.
_REGION = re.compile(
    r"(?:(?<![\u4e00-\u9fff])|(?<=[省市州盟县区旗镇乡]))(?:[\u4e00-\u9fff](?!..省))?"
    r"([\u4e00-\u9fff]{2})(省|市|州|盟|县|区|旗|镇|乡|村)(?![长里内外场民级直情])"
)
#: 第九届市…, 在全市, 到该县, 获省…: no names.
_NO_REGION = re.compile(
    r"[届次期年月日个名位家全我本该各两多等级省市县区老新城园校景地社山灾片小辖湿展一二三四五六七八九十几数邻跨农][省市州县区乡镇村旗]"
    r"|[近昨今当即]日|日前|[昨今当]天|记者|获悉|高新区|开发区|自治区|(?:联系|帮扶|结对|贫困|示范)村|[联结同加]盟|来自[^,。]{2,12}|走进|深入|前往|[在到由和与及赴将从为把对被让来是了的]"
    r"|[获得受任报送选入上评访往去来当于](?=[省市县区])"
)
_LEVELS = {"旗": "县", "区": "县", "州": "市", "盟": "市", "乡": "镇"}
_VENUE = re.compile(
    r"在(?!线)([^,。;:、“”()\s]{2,14}?(?:馆|堂|中心|宾馆|酒店|剧院|广场|公园|礼堂|会议室|学院|大学|中学|小学|医院|社区|之家))"
    r"[^,。;]{0,6}?(?:召开|举[行办]|开[幕班营展]|闭幕|落幕|启动|签[署约订]|成立|发布|揭[牌晓]|演出)"
)
_THIS_WEEK = re.compile(r"本周(?![一二三四五六日天])|一周(?=[\u4e00-\u9fff]{0,6}[榜报谈评述览讯])")
_COUNT = re.compile(
    rf"(?<![第约近超{_NUMBER}.年月届])([{_NUMBER}千万亿]{{1,8}})"
    r"([名位家个项件篇支台部所场组对幅座]|[亿万]?元)(?!余|多)([\u4e00-\u9fff]{2})?"
)
_NO_COUNT = frozenset({"一", "1", "两", "二", "三", "多"})
#: A contest, its groups and its rounds are told one by one.
_STAGE = re.compile(r"[初预]赛|复赛|决赛|终评|入围|小学组|初中组|高中组|幼儿组|推荐|公示")
_SAME_STAGE = {"预赛": "初赛", "终评": "决赛"}
#: What is done anew every year or month; work is reviewed and planned in one meeting.
_PERIOD = re.compile(
    r"(?P<annual>20\d\d)(?:[-—~至](?:20)?\d\d)?年度(?!工作|总结|任务|计划|目标|报告|预算|决算|财务|会费|重点|考核)"
    r"|(?P<half>[上下])半年|第?(?P<quarter>[一二三四])季度|(?P<month>[\d一二三四五六七八九十]{1,2})月份?(?=榜|名单|之星|好人)"
)
#: Asked first, because the other is slow.
_ANY_PERIOD = re.compile("年度|半年|季度|月份?[榜名之好]")
_YEAR = re.compile(r"(?P<year>20\d\d)年(?![度来底初末以起]|\d)")
#: An exact quantity that few other happenings have: no year, day, number in a series or small number.
_FIGURE = re.compile(
    rf"(?<![第月年{_NUMBER}千万])([{_NUMBER}千万]{{2,8}})(?![{_NUMBER}千万年月日号届期时分点周])"
)
_LEAST, _YEARS = 12, range(1990, 2101)
#: One winner of several is portrayed here, another there.
_FEWEST_WINNERS = 2
#: The county says more than the city, for both are printed of one place.
_FINER = {"地市": "地县", "地省": "地市"}
_NOTHING: frozenset[str] = frozenset()


def particulars(
    title: str, body: str, printed: dt.date | None, facts: Facts | None = None
) -> dict[str, frozenset[str]]:
    """Read what a report answers.

    Args:
        title: Its heading, folded.
        body: Its text, folded.
        printed: The day of printing.
        facts: What was found in it.

    Returns:
        Question → answers; questions begin with their kind (序 number, 地 region, 馆 hall, 周 week,
        段 stage, 期 period, 数 count of a thing, 量 exact figure, 方 parties, 奖 winners).
    """
    found: dict[str, set[str]] = {}
    beginning = f"{title}。{body[:_BEGINNING]}"
    for question, answer in (
        *_serials(beginning),
        *_regions(_without_winners(beginning, facts)),
        *(("馆", match[1]) for match in _VENUE.finditer(body[:_BEGINNING])),
        *_periods(beginning, title),
        *(("段", _SAME_STAGE.get(match[0], match[0])) for match in _STAGE.finditer(beginning)),
        *_counts(body[:_COUNTED]),
        *_figures(body[:_COUNTED]),
    ):
        found.setdefault(question, set()).add(answer)
    if printed and _THIS_WEEK.search(beginning):
        found["周"] = {"{}-{}".format(*printed.isocalendar())}
    if facts is not None:
        found["方"] = {fold(party) for fact in facts.cooperation for party in fact.parties}
        found["奖"] = {fold(name) for award in facts.awards for name in award.recipients}
    return {question: frozenset(answers) for question, answers in found.items() if answers}


def differences(left: Particulars, right: Particulars) -> tuple[Counter[str], Counter[str]]:
    """Count what two reports answer alike, and what they answer differently.

    Args:
        left: Of one report.
        right: Of the other.

    Returns:
        For each kind of question how many are answered alike (of figures: how many figures), and how
        many differently. A city is no difference where both name the same county.
    """
    agree, differ = Counter[str](), Counter[str]()
    for question in left.keys() & right.keys():
        kind, ours, theirs = question[0], left[question], right[question]
        if kind == "量":
            agree[kind] += len(ours & theirs)
        elif _agree(kind, ours, theirs):
            agree[kind] += 1
        elif not left.get(_FINER.get(question, ""), _NOTHING) & right.get(_FINER.get(question, ""), _NOTHING):
            differ[kind] += 1
    return agree, differ


def _agree(kind: str, ours: frozenset[str], theirs: frozenset[str]) -> bool:
    if kind == "方":
        # One paper names three parties and another two of them; other pacts share one party at most.
        return not (_strangers(ours, theirs) and _strangers(theirs, ours))
    if kind == "奖" and min(len(ours), len(theirs)) < _FEWEST_WINNERS:
        return True
    # 市科技馆 is 澜江市科技馆, 大剧院 渡川大剧院.
    return bool(ours & theirs) or (kind in "馆奖" and len(_strangers(ours, theirs)) < len(ours))


def _strangers(ours: frozenset[str], theirs: frozenset[str]) -> list[str]:
    """Names that the others have neither whole nor in part."""
    return [one for one in ours if not any(one in other or other in one for other in theirs)]


def _value(text: str) -> str:
    try:
        return str(read_number(text))
    except ValueError:
        return text


def _serials(text: str) -> list[tuple[str, str]]:
    found = []
    for match in _SERIAL.finditer(text):
        number = match[1] or match[3] or match[4]
        thing = (match[6] or "")[-2:]
        if match[7] or thing:
            found.append((f"序{match[5] or match[7]}{thing}", _value(number) if number else "1"))
    return found


def _periods(text: str, title: str) -> list[tuple[str, str]]:
    """Of which year, half, quarter or month something is; a bare year counts in a title alone."""
    named = _PERIOD.finditer(text) if _ANY_PERIOD.search(text) else ()
    found = (*named, *_YEAR.finditer(title))
    return [(f"期{match.lastgroup}", match[match.lastgroup or 0]) for match in found]


def _without_winners(text: str, facts: Facts | None) -> str:
    """Leave out who won: a roll names other regions than the one it is read in."""
    names = {name for award in facts.awards for name in award.recipients} if facts else set()
    for name in sorted(map(fold, names), key=len, reverse=True):
        text = text.replace(name, "·")
    return text


def _regions(text: str) -> list[tuple[str, str]]:
    named = _REGION.finditer(_NO_REGION.sub("·", text))
    return [(f"地{_LEVELS.get(match[2], match[2])}", match[1] + match[2]) for match in named]


def _counts(text: str) -> list[tuple[str, str]]:
    return [
        (f"数{match[2]}{match[3] or ''}", _value(match[1]))
        for match in _COUNT.finditer(text)
        if match[1] not in _NO_COUNT
    ]


def _figures(text: str) -> list[tuple[str, str]]:
    found = []
    for match in _FIGURE.finditer(text):
        figure = _value(match[1])
        if figure.isdecimal() and int(figure) >= _LEAST and int(figure) not in _YEARS:
            found.append(("量", figure))
    return found
