"""What identifies the happening a report tells of.

Takes a report, gives its rare names, its day and its place, from title, lead and main
fact only: a past event that the body recalls is another event. It compares nothing.
"""

from __future__ import annotations

import re

from kexie_digest.events.particulars import particulars
from kexie_digest.events.printed_days import SENTENCE_END, iso_range, main_days
from kexie_digest.events.signature.traits import Signature
from kexie_digest.model import Article, Report
from kexie_digest.text.script import fold

#: How much of the body tells what the news is.
_LEAD = 220
#: So much of a body is compared for copies, in letters.
_TEXT = 4000
_NO_LETTER = re.compile(r"[^0-9a-z\u3400-\u9fff]+")
_IDENTIFIED = re.compile(r"\d ?[日號号]|[“「《]|第[一二三四五六七八九十\d]+[届屆次期]|首[届屆]")
_QUOTED = re.compile(r"[“《‘]([^“”《》‘’]{4,40})[”》’]")
_ENDING = (
    r"(?:大会|年会|论坛|峰会|研讨会|座谈会|报告会|培训班|研修班|启动仪式|签约仪式|揭牌仪式|颁奖典礼|"
    r"颁奖仪式|科普月|科普日|"
    r"科普行|科技节|科技周|科技活动周|大赛|竞赛|联盟|共同体|联合体|学习会|推进会|工作会议|工作会|代表大会|"
    r"全委会|交流会|展览|博览会|讲座|"
    r"夏令营|沙龙|灯会|文化节|协议|备忘录|名单|活动周|开幕式|活动|会议|协作体|宣讲会|对接会|圆桌会|巡展|"
    r"工作站|服务站)"
)
NUMBERED_EVENT = re.compile(r"(?:首届|首次|第[〇零一二三四五六七八九十百\d]{1,4}届).{3,30}" + _ENDING)
NAMES_EVENT = re.compile(_ENDING + "$")
_EVENT = re.compile(
    r"((?:首届|首次|第?[〇零一二三四五六七八九十百\d]{1,4}届|20\d\d ?年?度?|全国|中国|国际|年度)"
    r"[^,。;:!?、“”()\s]{2,36}?" + _ENDING + ")"
)
#: The tail of an event's name, printed with marks in one paper and without in another.
_TAIL = re.compile(r"(?=([\u4e00-\u9fffa-z0-9]{6,24}?" + _ENDING + r"))")
_ANY_ENDING = re.compile(_ENDING)
TAIL_LENGTH = 6
#: So far before an ending a tail begins at most, and so far an ending reaches over another one.
_LONGEST_TAIL, _LONGEST_ENDING = 24, 6
_VISIT = re.compile(r"调研|考察|视察|看望|慰问|督导|走访|会见")
_LEADER = re.compile(
    r"(?:主席|书记|省长|市长|县长|区长|部长|主任|厅长|局长|会长|理事长|院士|秘书长|委员长|"
    r"常委)(?P<name>[\u4e00-\u9fff]{2,3}?)"
    r"(?=一行|[赴到来在率带出深前走专实考视调看慰会]|\d|指|强|说|表|、|,)"
)
_PLACE = re.compile(
    r"([\u4e00-\u9fff]{2,3}?(?:自治州|市(?![里内外场民级直])|县(?![里内外级直])|区(?![里内外级])|旗|镇|乡|村))"
)
_PLACE_START = re.compile(r"^(?:四川|重庆|浙江|江苏|广东|[\u4e00-\u9fff]{2}省)")
_NOT_PLACE = re.compile(
    r"当选[省市县区]|我市|全市|全县|我县|全区|我区|本市|本区|本县|城市|社区|园区|校区|景区|地区|新区|高新区|开发区|灾区|"
    r"山区|片区|小区|辖区|乡村|农村|(?:联系|帮扶|结对|贫困|示范)村|[在与和及由为对从向到获得受上][省市县区]"
)
#: One word of hanzi is no name.
_SHORTEST_NAME = 5
_TOLD, _HEAD = 300, 70
_RECALLED = re.compile(r"刚刚?在|曾|此前|不久前|去年|往年|历届|上一届|上届")
_STOCK_WORD = re.compile(
    r"全国科普日|科普[日月周]|科普活动|学术年会|主旨报告|[主承协举]办|召开|举行|启动|开幕|闭幕|落幕|活动由|记者|获悉|参加|"
    r"来自|近日|日前|现场|科协|科技工作者|志愿者|[名位]专家|[名位](?:市民|学生|群众|居民|读者)|体验"
)
_NO_WORD = re.compile(r"[^0-9a-z\u4e00-\u9fff]+")
_STOCK_SHAPE = re.compile(
    r"(?:战略|合作|框架|共建|科技|交流|项目|校地|校企|会地|全面|深化|年度)*(?:协议|备忘录|意向书|协议书)"
    r"|(?:20\d\d年?度?|第?[一二三四五六七八九十\d]+届|[一二三四五六七八九十\d]+次(?:全体)?|全国|中国|国际|年度)+(?:学术|科技|科普[月周]?|工作|全国|会员|理事|主场|.{2}节|.{1,2}日)*"
    r"(?:年会|大会|会议|论坛|活动|科普[日月周]|科技周|科技活动周|培训班|代表大会|全委会|工作会议|讲座|大赛|竞赛|比赛)"
    r"|(?:全国|全省|省级|全市|年度)?(?:优秀|先进|最美|十佳|示范).{2,8}|[特一二三]等奖"
)
_HEAD_BODY = re.compile(
    r"[\u4e00-\u9fff](?P<kind>学会|协会|研究会|专(?:业委员|委)会|科技馆|博物馆|天文馆|图书馆|大学|医院|[一二三四五六七八九]中)"
)
#: Names that fit a hundred happenings.
_STOCK = frozenset(
    {
        "科普活动",
        "主题党日",
        "主题党日活动",
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


def _folded(text: str) -> str:
    """Fold a text; the upright stroke that WeChat titles divide by is a letter to Unicode (捷报丨市…)."""
    return fold(text).replace("丨", "|")


def _plain(name: str) -> str:
    return re.sub(r"[\s“”‘’《》\"'·]+", "", fold(name)).replace("科学技术协会", "科协")


def _is_stock(name: str) -> bool:
    """Whether a name fits many happenings by its shape, or is a company's."""
    return bool(_STOCK_SHAPE.fullmatch(name)) or ("公司" in name and not NAMES_EVENT.search(name))


def _parts(name: str) -> set[str]:
    """A name, and the two halves of a joint one (A暨B), where long enough to identify."""
    plain = _plain(name)
    parts = {plain, *plain.split("暨")}
    return {
        part for part in parts if len(part) >= _SHORTEST_NAME and part not in _STOCK and not _is_stock(part)
    }


def letters(text: str) -> str:
    """Keep hanzi, letters and digits alone: marks and spaces are set differently by every paper.

    Args:
        text: Any text.

    Returns:
        Its letters, folded.
    """
    return _NO_LETTER.sub("", fold(text))


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
        clean = _NOT_PLACE.sub("·", _folded(text))
        found |= {_PLACE_START.sub("", match[1])[-3:] for match in _PLACE.finditer(clean)}
    return frozenset(found)


def _visitors(heading: str) -> set[str]:
    """Leaders on a visit: who goes where identifies the happening within some days."""
    return (
        {f"{found['name']}{visit[0]}" for found in _LEADER.finditer(heading)}
        if (visit := _VISIT.search(heading))
        else set()
    )


def _without_recalled(text: str) -> str:
    """Leave out the sentences, the first two apart, that recall what was before."""
    sentences = SENTENCE_END.split(text)
    return "".join([*sentences[:2], *(one for one in sentences[2:] if not _RECALLED.search(one))])


def _told(text: str) -> str:
    """The beginning of a report, blanks for its marks and for words any report may hold."""
    told = _without_recalled(fold(text)[: 2 * _TOLD])
    return _NO_WORD.sub(" ", _STOCK_WORD.sub(" ", told))[:_TOLD]


def tails_in(plain: str) -> frozenset[str]:
    """Find the ends of unmarked event names, between the first ending and the last: ten times as fast.

    Args:
        plain: A heading without spaces and marks around names.

    Returns:
        Their last letters.
    """
    endings = [match.span() for match in _ANY_ENDING.finditer(plain)]
    if not endings:
        return frozenset()
    start, end = max(0, endings[0][0] - _LONGEST_TAIL), endings[-1][1] + _LONGEST_ENDING
    return frozenset(match[1][-TAIL_LENGTH:] for match in _TAIL.finditer(plain, start, end))


def _heads(heading: str) -> dict[str, frozenset[str]]:
    """The bodies a heading names, by kind."""
    found: dict[str, set[str]] = {}
    for match in _HEAD_BODY.finditer(heading):
        kind = "专委会" if match["kind"] == "专业委员会" else match["kind"]
        found.setdefault(kind, set()).add(match[0][0] + kind)
    return {kind: frozenset(names) for kind, names in found.items()}


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
    heading = _without_recalled(_folded(f"{title}。{lead[:_LEAD]}"))
    body = fold(article.body[:_TEXT])
    for match in (*_QUOTED.finditer(heading), *_EVENT.finditer(heading)):
        names |= _parts(match[1])
    names |= _visitors(heading)
    plain = _plain(heading)
    first, last = iso_range(article.event_date or day)
    # The day we collected it says nothing: a page of last year may be dropped today.
    printed = iso_range(article.published_on or report.page.date)[0]
    where = _places([article.headline_organisation or "", article.title or "", *places])
    return Signature(
        id=report.id,
        names=frozenset(names),
        bodies=frozenset(bodies),
        tails=tails_in(plain),
        heading=plain,
        first=first,
        last=last,
        printed=printed,
        places=where,
        days=main_days(article.body[:_TOLD], printed) | {day for day in (first, last) if day},
        told=_told(f"{title}。{article.body}"),
        heads=_heads(heading[:_HEAD]),
        particulars=particulars(_folded(title), body, printed, report.facts),
        title=letters(title),
        text=letters(article.body)[:_TEXT],
        is_identified=bool(_IDENTIFIED.search(article.body)),
    )
