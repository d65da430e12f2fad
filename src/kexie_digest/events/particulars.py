"""What a report answers to questions that two reports of one happening answer alike.

Takes heading and beginning of a report, gives question → answers: which number the meeting
has, in which city, county or hall it is held, how many of what there are. Two reports that
share words and contradict each other here use one template for two happenings: next
year's edition, the neighbour's agreement, the next lecture of a series.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping

from kexie_digest.model import Facts
from kexie_digest.text.numbers import read_number
from kexie_digest.text.script import fold

Particulars = Mapping[str, frozenset[str]]

#: From this much on, disagreements less agreements, two reports tell two happenings.
CONTRADICTION = 1.0
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
_YEAR = re.compile(r"(?<!\d)(20\d\d) ?年?度?(?=[\u4e00-\u9fff“《])(?!年?(?:以来|底|初|末|\d))")
_REGION = re.compile(r"([\u4e00-\u9fff]{2})(省|市|州|盟|县|区|旗|镇|乡|村)(?![长里内外场民级直情])")
#: 第九届市…, 在全市, 到该县: no names.
_NO_REGION = re.compile(
    r"[届次期年月日个名位家全我本该各两多等级省市县区老新城园校景地社山灾片小辖湿展][省市州县区乡镇村旗]"
    r"|高新区|开发区|自治区|来自[^,。]{2,12}|[在到由和与及赴将从为把对被让来是了的]"
)
_LEVELS = {"旗": "县", "区": "县", "州": "市", "盟": "市", "乡": "镇"}
_VENUE = re.compile(
    r"在(?!线)([^,。;:、“”()\s]{2,14}?(?:馆|堂|中心|宾馆|酒店|剧院|广场|公园|礼堂|会议室|学院|大学|中学|小学|医院|社区|之家))"
    r"[^,。;]{0,6}?(?:召开|举[行办]|开[幕班营展]|闭幕|落幕|启动|签[署约订]|成立|发布|揭[牌晓]|演出)"
)
_HALF_DAY = re.compile(r"(?:\d|当|今|昨)[日天]?(上午|下午|晚)")
_MONTH_DAY = re.compile(r"(?<!\d)(\d{1,2}月\d{1,2})日")
_THIS_WEEK = re.compile(r"本周(?![一二三四五六日天])|一周(?=[\u4e00-\u9fff]{0,6}[榜报谈评述览讯])")
_COUNT = re.compile(
    rf"(?<![第约近超{_NUMBER}.年月届])([{_NUMBER}千万亿]{{1,8}})"
    r"([名位家个项件篇支台部所场组对幅座]|[亿万]?元)(?!余|多)([\u4e00-\u9fff]{2})?"
)
_NO_COUNT = frozenset({"一", "1", "两", "二", "三", "多"})
#: What one answer weighs: the number in a series and the place are the happening's own,
#: a count may be rounded or be of another thing.
_WEIGHTS = {
    "序": 1.0,
    "周": 1.0,
    "年": 1.0,
    "地": 1.0,
    "日": 1.0,
    "方": 0.6,
    "奖": 1.0,
    "馆": 0.6,
    "时": 0.6,
    "数": 0.4,
}
_ELSEWHERE = 0.8
#: What speaks for one happening where it agrees; hall, hour and counts agree in every lecture of a series.
_TELLING = "序奖方"
#: One winner of several is portrayed here, another there.
_FEWEST_WINNERS = 2
#: The county says more than the city, for both are printed of one place.
_FINER = {"地市": "地县", "地省": "地市"}


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
        Question → answers; questions begin with their kind (序 number, 年 year, 地 region,
        馆 hall, 日 day, 时 time of day, 周 week, 数 count, 方 parties, 奖 winners).
    """
    found: dict[str, set[str]] = {}
    beginning = f"{title}。{body[:_BEGINNING]}"
    for question, answer in (
        *_serials(beginning),
        *(("年", match[1]) for match in _YEAR.finditer(title)),
        *_regions(beginning),
        *(("馆", match[1]) for match in _VENUE.finditer(body[:_BEGINNING])),
        *(("时", match[1]) for match in _HALF_DAY.finditer(body[: _BEGINNING // 2])),
        *(("日", match[1]) for match in _MONTH_DAY.finditer(body[:_BEGINNING])),
        *_counts(body[:_COUNTED]),
    ):
        found.setdefault(question, set()).add(answer)
    if printed and _THIS_WEEK.search(beginning):
        found["周"] = {"{}-{}".format(*printed.isocalendar())}
    if facts is not None:
        found["方"] = {fold(party) for fact in facts.cooperation for party in fact.parties}
        found["奖"] = {fold(name) for award in facts.awards for name in award.recipients}
    return {question: frozenset(answers) for question, answers in found.items() if answers}


def contradiction(
    left: Particulars, right: Particulars, *, is_same_day: bool, is_alike: bool = True, is_copy: bool = False
) -> float:
    """Weigh what two reports answer differently against what they answer alike.

    Args:
        left: Of one report.
        right: Of the other.
        is_same_day: Whether both tell of one day: only then morning and hall say anything.
        is_alike: Whether they use the same words: else one may begin in the winner's home town,
            and another region alone is no contradiction.
        is_copy: Whether one repeats the other's sentences: then the day is printed alike,
            while other words may tell the first day of a meeting or its last.

    Returns:
        From :data:`CONTRADICTION` on they tell two happenings.
    """
    total = 0.0
    for question in left.keys() & right.keys():
        kind = question[0]
        if (kind in "馆时" and not is_same_day) or (kind == "日" and not is_copy):
            continue
        agree = _agree(kind, left[question], right[question])
        if kind == "地":
            finer = _FINER.get(question, "")
            if agree or left.get(finer, frozenset()) & right.get(finer, frozenset()):
                continue
        if not agree:
            total += _ELSEWHERE if kind == "地" and not is_alike else _WEIGHTS[kind]
        elif kind in _TELLING:
            total -= _WEIGHTS[kind]
    return total


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


def _regions(text: str) -> list[tuple[str, str]]:
    named = _REGION.finditer(_NO_REGION.sub("·", text))
    return [(f"地{_LEVELS.get(match[2], match[2])}", match[1] + match[2]) for match in named]


def _counts(text: str) -> list[tuple[str, str]]:
    return [
        (f"数{match[2]}{match[3] or ''}", _value(match[1]))
        for match in _COUNT.finditer(text)
        if match[1] not in _NO_COUNT
    ]
