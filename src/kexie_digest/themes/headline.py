"""What the title or the lead of an article itself announces.

Takes an article with its facts and themes, gives which of the three named themes its
headline carries: an award conferred, an agreement signed or alliance founded, a public
科普 activity. A story that mentions one deep in its body carries none. It moves no
article to a section: editions do.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from kexie_digest.model import Article, Facts, Themes
from kexie_digest.text.script import fold
from kexie_digest.themes.fields import LEAD_LENGTH
from kexie_digest.themes.proofs import with_facts

#: A lead paragraph longer than this goes on to the details.
_LONGEST_LEAD = 240
#: The themes a headline may carry, in digest order.
NAMED = ("awards", "cooperation", "science_popularization")

_CONFERRED = re.compile(
    r"(?:荣获|喜获|获评|荣膺|斩获|摘得|获颁|获授|捧回|勇夺|夺得|入选|当选|上榜|登榜|获得?|被?授予|被?评为|被?命名为|被?认定为)"
    r"[^,。;!?]{0,36}(?:奖|称号|荣誉|榜|名单|先进|示范|一流|优秀|[金银铜]牌|十佳|十大|最美|标兵|模范|会士|典型|百强|基地)"
    r"|(?:荣获|喜获|获评|获颁|入选|当选|被?评为|被?授予)(?:了)?[^,。;!?“《]{0,10}[“《]"
    r"|(?:表彰|表扬|嘉奖)|颁奖|授奖|领奖|(?:奖|十佳|十大|最美)[^,。;!?]{0,10}(?:揭晓|出炉|颁出)"
    r"|(?:发布|公布|揭晓)[^,。;!?]{0,24}(?:获奖|一流|优秀|先进|十佳|十大|最美|获评)"
)
_PROGRAMME = re.compile(
    r"(?:申报|推荐|评选|征集|遴选|提名|表彰|奖励)[^,。;!?]{0,10}(?:工作|启动|通知|办法|方案|条件|公告|指南|制度)"
    r"|(?:启动|开展|征集|申报|推荐|报名)[^,。;!?]{0,16}(?:评选|推荐|申报|奖|候选)"
    r"|(?:奖|称号)(?:获得者|得主)|曾(?:荣?获|被)|奖补|奖学金|抽奖|有奖|获奖(?:专家|代表|者)"
)
_AGREED = re.compile(
    r"(?:签署|签订|签约|续签|互签|缔结|结盟)(?!.{0,8}(?:劳动|购销|责任))"
    r"|(?:签下|达成)[^,。;!?]{0,24}(?:协议|备忘录|战略合作|合同)"
    r"|(?:联盟|共同体|联合体|协作体|协作网|合作体)[^,。;!?]{0,20}(?:成立|组建|揭牌|诞生)"
    r"|(?:成立(?!.{0,4}周年)|组建|发起|结成)[^,。;!?]{0,30}(?:联盟|共同体|联合体|协作体|协作网)"
    r"|(?:结为|缔结为?|建立)[^,。;!?]{0,20}(?:友好|姊妹|姐妹|合作关系|伙伴关系|结对)|战略合作(?:协议|框架)"
)
_PLANNED = re.compile(
    r"(?:拟|将|计划|洽谈|商谈|筹备|筹建|有望|希望|准备|打算|推动|探讨|商讨|磋商)"
    r"[^,。;!?]{0,24}(?:签|联盟|共同体|合作|缔结|结)"
)
_PUBLIC = re.compile(
    r"科普(?:宣传)?(?:月|周|日|节|行|展|展览|巡展|讲座|报告|报告会|宣传|活动|进|大篷车|教育|大餐|课|课堂|剧|秀|嘉年华|"
    r"大讲堂|讲堂|知识|研学|游|志愿|宣讲|竞赛|大赛|夏令营|集市|盛宴|惠民|之|快车|列车|下乡|沙龙|主题|服务|直播|展演)"
    r"|科技(?:活动)?(?:周|节)|科技之[春夏秋冬]|流动科技馆|科学(?:节|之夜|嘉年华|营|秀)|大篷车"
    r"|(?:科普|科学|科技|健康|航天|天文|气象|防灾|消防|院士|科学家|机器人|航空)[^,。;!?]{0,10}进(?:校园|社区|乡村|农村|课堂|家庭|基层|军营)"
    r"|(?:普及|宣传|传播)[^,。;!?]{0,14}(?:科学|健康|防疫|安全|气象|急救|航天|天文)?知识"
    r"|(?:青少年|中小学生)[^,。;!?]{0,12}(?:科技创新大赛|科学|科幻|机器人)|科学家精神[^,。;!?]{0,6}(?:宣讲|展|进)"
)
_NOT_PUBLIC = re.compile(
    r"科普(?:部|处|科|作家|产业|文化产业|场馆建设|工作会议?|工作推进|教育基地|专干|队伍)"
    r"|(?:调研|考察|视察|督导|检查|验收|评估|推进会|部署)[^,。;!?]{0,24}(?:科普|科技馆|科学素质)"
    r"|(?:科普|科学素质)[^,。;!?]{0,16}(?:调研|工作会|推进会|培训班|评审|申报|验收|条例|规划)"
)
_HELD = re.compile(
    r"举办|举行|开展|启动|走进|开进|驶进|来到|进[校社乡农课家基军]|拉开|开幕|开讲|为[^,。;]{1,20}(?:普及|讲|提供|送|带来)|"
    r"向[^,。;]{1,20}(?:普及|讲|发放|宣传)|组织|参加|参观|让|吸引|普及|宣传|巡展|上演|开放|亮相|体验"
)


def _title(article: Article) -> str:
    lines = (article.kicker, None if article.title_synthetic else article.title, article.subtitle)
    return fold("。".join(line for line in lines if line))


def _lead_length(article: Article) -> int:
    """How many paragraphs are the lead: the first, and the next where it is a mere stub."""
    length = 0
    for index, passage in enumerate(article.paragraphs):
        length += len(passage.text)
        if length >= LEAD_LENGTH // 3:
            return index + 1
    return len(article.paragraphs)


def _says(pattern: re.Pattern[str], unless: re.Pattern[str], text: str) -> bool:
    """Whether a text matches outside of every stretch that ``unless`` takes back."""
    return bool(pattern.search(unless.sub("□", text)))


#: An alliance whose founding the lead tells, members or not (联盟…在…成立).
_FOUNDED = re.compile(
    r"(?:联盟|共同体|联合体|协作体|协作网)(?:\([^)]{0,30}\))?[^,。;!?]{0,16}(?:正式)?(?:宣告|宣布)?(?:成立|揭牌|组建)(?!于|以来|后|之|\d)"
    r"|(?:成立(?!.{0,4}周年)|组建|发起)(?:了)?[^,。;!?]{2,30}(?:联盟|共同体|联合体|协作体|协作网)(?![^,。;!?]{0,4}(?:以来|后))"
)


_PAST = re.compile(r"曾|此前|去年|往年|历届|早在|前不久|先后|累计|成立于|以来")
_SENTENCE_END = re.compile(r"(?<=[。!?;])")


def _tells(patterns: tuple[re.Pattern[str], ...], unless: re.Pattern[str], lead: str) -> bool:
    """Whether a sentence of the lead says it as news, not as background."""
    news = [sentence for sentence in _SENTENCE_END.split(lead) if not _PAST.search(sentence)]
    return any(_says(pattern, unless, sentence) for pattern in patterns for sentence in news)


@lru_cache(maxsize=16)
def _spoken(title: str, lead: str) -> tuple[bool, bool]:
    """Whether words tell of an honour and of an agreement; asked before the facts are known, and after."""
    return (
        _says(_CONFERRED, _PROGRAMME, title) or _tells((_CONFERRED,), _PROGRAMME, lead),
        _says(_AGREED, _PLANNED, title) or _tells((_AGREED, _FOUNDED), _PLANNED, lead),
    )


@lru_cache(maxsize=16)
def _is_public(title: str, lead: str) -> bool:
    if _says(_PUBLIC, _NOT_PUBLIC, title):
        return True
    opening = lead[:LEAD_LENGTH]
    return _says(_PUBLIC, _NOT_PUBLIC, opening) and bool(_HELD.search(opening))


def named_in_headline(article: Article, themes: Themes, facts: Facts | None = None) -> tuple[str, ...]:
    """Tell which named themes the title or the lead of an article carries.

    Args:
        article: The article.
        themes: Its themes; a 科普 activity counts only where the article is labelled so.
        facts: What was found in it; an award or agreement whose sentence is in the
            lead counts too.

    Returns:
        Some of awards, cooperation, science_popularization, in this order; nothing for
        an article that is ``other`` (a football club's cup).
    """
    if themes.keys[0] == "other":
        return ()
    title = _title(article)
    printed = "\n".join(passage.text for passage in article.paragraphs[: _lead_length(article)])
    lead = fold(printed)[:_LONGEST_LEAD]
    known = facts or Facts()
    proofs = {
        "awards": [award.evidence for award in known.awards],
        "cooperation": [agreement.evidence for agreement in known.cooperation],
    }
    awards, cooperation = _spoken(title, lead)
    named = {
        "awards": awards,
        "cooperation": cooperation,
        "science_popularization": "science_popularization" in themes.keys and _is_public(title, lead),
    }
    for theme, evidence in proofs.items():
        named[theme] = named[theme] or any(
            proof in printed[:_LONGEST_LEAD] and not _PAST.search(fold(proof)) for proof in evidence
        )
    return tuple(theme for theme in NAMED if named[theme])


def with_headline(themes: Themes, article: Article, facts: Facts) -> Themes:
    """Store on an article's themes what its headline carries, facts considered.

    ``assign`` has stored what the words alone tell; this adds what facts prove.

    Args:
        themes: What :func:`~kexie_digest.themes.assign` found.
        article: The article.
        facts: What was found in it.

    Returns:
        The same themes with ``headline`` set.
    """
    proved = with_facts(themes, article, facts)
    return replace(proved, headline=named_in_headline(article, proved, facts))
