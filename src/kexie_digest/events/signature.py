"""What identifies the happening a report tells of.

Takes a report, gives its rare names, its day and its place, from title, lead and main
fact only: a past event that the body recalls is another event. It compares nothing.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from dataclasses import dataclass

from kexie_digest.model import Article, Report
from kexie_digest.text.script import fold

#: How much of the body tells what the news is.
_LEAD = 220
_SIMILARITY_TEXT = 600
_QUOTED = re.compile(r"[“《‘]([^“”《》‘’]{4,40})[”》’]")
_ENDING = (
    r"(?:大会|年会|论坛|峰会|研讨会|座谈会|报告会|培训班|研修班|启动仪式|签约仪式|揭牌仪式|颁奖典礼|"
    r"颁奖仪式|科普月|科普日|"
    r"科普行|科技节|科技周|科技活动周|大赛|竞赛|联盟|共同体|联合体|学习会|推进会|工作会议|工作会|代表大会|"
    r"全委会|交流会|展览|博览会|讲座|"
    r"夏令营|沙龙|灯会|文化节|协议|备忘录|名单|活动周|开幕式|活动|会议|协作体|宣讲会|对接会|圆桌会|巡展|"
    r"工作站|服务站)"
)
_EVENT = re.compile(
    r"((?:首届|首次|第?[〇零一二三四五六七八九十百\d]{1,4}届|20\d\d ?年?度?|全国|中国|国际|年度)"
    r"[^,。;:!?、“”()\s]{2,36}?" + _ENDING + ")"
)
#: The tail of an event's name, printed with marks in one paper and without in another.
_TAIL = re.compile(r"(?=([\u4e00-\u9fffa-z0-9]{6,24}?" + _ENDING + r"))")
TAIL_LENGTH = 6
_VISIT = re.compile(r"调研|考察|视察|看望|慰问|督导|走访|会见")
_LEADER = re.compile(
    r"(?:主席|书记|省长|市长|县长|区长|部长|主任|厅长|局长|会长|理事长|院士|秘书长|委员长|"
    r"常委)(?P<name>[\u4e00-\u9fff]{2,3}?)"
    r"(?=一行|[赴到来在率带出深前走专实考视调看慰会]|\d|指|强|说|表|、|,)"
)
#: The tail of an event's name, printed with marks in one paper and without in another.
_TAIL = re.compile(r"(?=([\u4e00-\u9fffa-z0-9]{6,24}?" + _ENDING + r"))")
TAIL_LENGTH = 6
_VISIT = re.compile(r"调研|考察|视察|看望|慰问|督导|走访|会见")
_LEADER = re.compile(
    r"(?:主席|书记|省长|市长|县长|区长|部长|主任|厅长|局长|会长|理事长|院士|秘书长|委员长|"
    r"常委)(?P<name>[\u4e00-\u9fff]{2,3}?)"
    r"(?=一行|[赴到来在率带出深前走专实考视调看慰会]|\d|指|强|说|表|、|,)"
)
_PLACE = re.compile(r"([\u4e00-\u9fff]{2,3}?(?:自治州|市|县|区|旗|镇|乡|村))")
_PLACE_START = re.compile(r"^(?:四川|重庆|浙江|江苏|广东|[\u4e00-\u9fff]{2}省)")
_NOT_PLACE = re.compile(
    r"我市|全市|全县|我县|全区|我区|本市|本区|本县|城市|社区|园区|校区|景区|地区|新区|高新区|开发区|灾区|"
    r"山区|片区|小区|辖区|乡村|农村"
)
#: Names that fit a hundred happenings.
_STOCK = frozenset(
    {
        "科普活动",
        "主题党日",
        "科技工作者",
        "科协组织",
        "科学家精神",
        "乡村振兴",
        "科技创新",
        "高质量发展",
        "一带一路",
        "科创中国",
        "十四五",
        "十五五",
        "科普中国",
        "全民科学素质行动规划纲要",
        "以下简称",
        "学习强国",
        "卡脖子",
        "产学研",
        "不忘初心、牢记使命",
    }
)


@dataclass(frozen=True, slots=True)
class Signature:
    """The traits by which two reports are compared.

    ``names`` identify a happening (event names, honours, instruments, quoted names),
    ``tails`` are the ends of unmarked event names in title and lead: they lead to
    candidates only. ``bodies`` are organisations and people in its main facts: many happenings share them.
    """

    id: str
    names: frozenset[str]
    bodies: frozenset[str]
    tails: frozenset[str]
    heading: str
    first: dt.date | None
    last: dt.date | None
    printed: dt.date | None
    places: frozenset[str]
    grams: Counter[str]


def _plain(name: str) -> str:
    return re.sub(r"[\s“”‘’《》\"'·]+", "", fold(name))


def _parts(name: str) -> set[str]:
    """A name, and the two halves of a joint one (A暨B), where long enough to identify."""
    plain = _plain(name)
    parts = {plain, *plain.split("暨")}
    return {part for part in parts if len(part) >= 5 and part not in _STOCK}  # noqa: PLR2004 - one hanzi word is no name


def _day(text: str | None) -> tuple[dt.date | None, dt.date | None]:
    """Read an ISO day or range; anything less precise is no day."""
    try:
        days = [dt.date.fromisoformat(part) for part in (text or "").split("/") if part]
    except ValueError:
        return None, None
    return (days[0], days[-1]) if days else (None, None)


def _lead(article: Article) -> str:
    lead = ""
    for passage in article.paragraphs:
        lead += passage.text + "\n"
        if len(lead) >= _LEAD // 3:
            break
    return lead[: _LEAD * 2]


def _fact_names(report: Report, lead: str) -> tuple[set[str], set[str], str | None, list[str]]:
    """Names, bodies, day and places of the facts whose sentence is in the lead."""
    names: set[str] = set()
    bodies: set[str] = set()
    day: str | None = None
    places: list[str] = []
    facts = report.facts
    for award in facts.awards:
        if award.evidence in lead:
            names |= _parts(award.award)
            bodies |= {*award.recipients[:5], *award.awarding_body}
    for agreement in facts.cooperation:
        if agreement.evidence in lead:
            bodies |= set(agreement.parties[:6])
            names |= {"、".join(sorted(map(_plain, agreement.parties))), *_parts(agreement.instrument or "")}
    for activity in facts.activities:
        if activity.evidence in lead:
            names |= _parts(activity.name)
            bodies |= set(activity.organisers)
            day = day or activity.date
            places.append(activity.place or "")
    return names, {_plain(body) for body in bodies}, day, places


def _places(texts: list[str]) -> frozenset[str]:
    found = set()
    for text in texts:
        clean = _NOT_PLACE.sub("·", fold(text))
        found |= {_PLACE_START.sub("", match[1])[-3:] for match in _PLACE.finditer(clean)}
    return frozenset(found)


def _visitors(heading: str) -> set[str]:
    """Leaders on a visit: who goes where identifies the happening within some days."""
    return (
        {f"{found['name']}调研" for found in _LEADER.finditer(heading)} if _VISIT.search(heading) else set()
    )


def sign(report: Report) -> Signature:
    """Read what identifies the happening of a report.

    Args:
        report: The report with its facts.

    Returns:
        Its signature.
    """
    article = report.article
    title = " ".join(line for line in (article.kicker, article.title, article.subtitle) if line)
    lead = _lead(article)
    names, bodies, day, places = _fact_names(report, lead)
    heading = fold(f"{title}。{lead[:_LEAD]}")
    for match in (*_QUOTED.finditer(heading), *_EVENT.finditer(heading)):
        names |= _parts(match[1])
    names |= _visitors(heading)
    plain = _plain(heading)
    tails = {match[1][-TAIL_LENGTH:] for match in _TAIL.finditer(plain)}
    first, last = _day(article.event_date or day)
    # The day we collected it says nothing: a page of last year may be dropped today.
    printed = _day(article.published_on or report.page.date)[0]
    text = _plain(f"{title}{article.body[:_SIMILARITY_TEXT]}")
    grams = Counter(text[index : index + 2] for index in range(len(text) - 1))
    where = _places([article.headline_organisation or "", article.title or "", *places])
    return Signature(
        id=report.id,
        names=frozenset(names),
        bodies=frozenset(bodies),
        tails=frozenset(tails),
        heading=plain,
        first=first,
        last=last,
        printed=printed,
        places=where,
        grams=grams,
    )
