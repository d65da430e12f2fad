"""The one name that a trimmed item holds: a title, a person without post and employer, a body.

Takes a stretch of a sentence, gives the place of the name or its text. It knows no neighbours.
"""

from __future__ import annotations

import re

from kexie_digest.facts.awards.items.generic import is_generic
from kexie_digest.facts.awards.items.trimming import OTHER_NAME, WORK
from kexie_digest.facts.lines import MASK, Line
from kexie_digest.facts.naming.borders import BORDER
from kexie_digest.facts.naming.organisations import POSTS, Stretch, cut_post, ends_like_organisation
from kexie_digest.facts.naming.persons import is_name, person_in
from kexie_digest.facts.naming.surnames import NAME
from kexie_digest.facts.parties import is_party

_SUFFIXED = re.compile(
    r"(?:团队|项目|作品|课题|论文|班组|班|队|期刊|杂志|产品|成果|课程|活动|丛书|图书|案例|村|社区|镇|县|区|"
    r"市|组|家庭|服务团|宣讲团|讲师团|志愿团|社团|研讨会|论坛|"
    r"主题展|展览|科普展|巡展|大赛|讲座|品牌|视频|专栏|支部|展|课|园|器|系统|机|技术|平台|"
    r"(?:工程|科学|技术|管理|[理化数文史美语])系)$"
)
#: 同城的某某; 编导某某某: a name behind what somebody is, as the whole of an item.
_TAIL_NAME = re.compile(rf"(?:的(?={NAME}$)|^[\u4e00-\u9fff]{{2,4}}(?=.{{3}}$))({NAME})$")
_TITLES = re.compile(r"《([^《》]+)》|“([^“”]+)”|‘([^‘’]+)’|「([^「」]+)」|『([^『』]+)』|\"([^\"]+)\"")
_SHORTEST_QUOTE, _LONGEST_NAME, _LONGEST_PLAIN = 4, 40, 24
#: A post without its person (某大学外籍教授、日本学者某某: both are his).
_POST_ALONE = re.compile(rf"{POSTS}$")
#: 展品“听风”: what it is stands before its title.
_CALLED_WORK = re.compile(r"(?:展品|作品|项目|案例|课题|论文|成果|短片|绘本)$")
#: What holds none is a figure (386.50).
_LETTER = re.compile(r"[^\W\d_]")
#: A team of its own name (蓝鲸队, not 代表队).
_TEAM = re.compile(r"(?!代表|参赛|各支|[本该各省市县区我联]|[两三四五六七八九十多几]支?)[\u4e00-\u9fff]{2}队")
#: A team wholly in marks keeps its body before them (甲一中“石拱队”).
_TEAM_OF_BODY = re.compile(
    r"[^,、的“”《》]{2,20}(?:[院校学所局会馆站司厂社镇乡村县区市部科]|中心|集团|[一二三四五六七八九十]中|附中)"
    r"“[^“”]{1,12}(?:队|小组|攻关组)”"
)
#: 某研究所的多吉才让: behind a body and 的 a name whose surname nobody listed.
_OF_BODY = re.compile(
    r"[^,、]{2,24}(?:[院所校学局会馆站司厂中社组队班科部室村镇乡]|中心|集团|医院)的([\u4e00-\u9fff]{2,4})"
)
#: A Japanese name behind its country and a calling.
_JAPANESE = re.compile(
    rf"(?:[^,、]{{2,16}}的)?日[本籍裔][^,、的]{{0,10}}?(?:{POSTS}|[者师员家手])([\u4e00-\u9fff]{{3,6}})"
)
#: A name behind a post or a calling, as the whole of an item (研究员洛桑扎西).
_CALLED = re.compile(
    rf"([^,]*?(?:{POSTS}|干事|委员|护林员|护士|[\u4e00-\u9fff](?:员|师|船长|工人|战士|医生|技工|农民|民警|农户|养殖户|种植户|匠人|羊倌|艺人|大户|户主|馆员|骑手|少年|同学)))([\u4e00-\u9fff]{{2,4}})"
)
#: 某县长湾村: 县长 is none here, or the name behind it is a common one.
_OF_PLACE = re.compile(r"[县市区乡镇]长$")
_NO_PERSON = re.compile(
    r"[等们的了奖名位个获级]|代表|同学|同志|教授|院士|医生|博士|老师|师傅|先生|女士|团队|工作|作品|发言|成果|表彰|称号|群体|队伍|家庭|大赛|比赛|[一二三四五六七八九十]+[等人]|荣誉|学校|论文"
)


def titled(line: Line, start: int, end: int) -> list[str]:
    """Read quoted titles of works and events: the honour is theirs.

    “芯火”“蓝鲸” are two names, “…”项目 is named by its title; where the marks are only a
    part of the name (“护蕾”智能雾化器) it is given whole.

    Args:
        line: The sentence.
        start: Where the item begins.
        end: Where it ends.

    Returns:
        The titles; none where the item is no title.
    """
    run = re.search(rf"^[^{MASK}]*?(?P<run>{MASK}+)(?P<noun>[^{MASK}]*)$", line.masked[start:end])
    if not run or line.folded[start + run.end("run") - 1] not in "”》’":
        return []
    is_title = line.folded[start + run.end("run") - 1] == "》" and run["noun"][:1].isspace()
    if run["noun"] and not is_title and not re.fullmatch(rf"(?:等)?{WORK}", run["noun"]):
        name = line.text[start:end]
        return [name] if len(name) <= _LONGEST_NAME and _SUFFIXED.search(run["noun"]) else []
    if not run["noun"] and _TEAM_OF_BODY.fullmatch(line.folded, start, end):
        return [line.text[start:end]]
    text = line.text[start + run.start("run") : start + run.end("run")]
    titles = [next(filter(None, groups)) for groups in _TITLES.findall(text)]
    alone = run.start("run") == 0 or bool(_CALLED_WORK.search(line.folded[start : start + run.start("run")]))
    return [title for title in titles if len(title) >= _SHORTEST_QUOTE or alone or f"《{title}》" in text]


def one_name(line: Line, start: int, end: int) -> Stretch | None:
    """Find the person or the body an item names.

    Args:
        line: The sentence.
        start: Where the item begins.
        end: Where it ends.

    Returns:
        The place of the name; None where nothing proves one.
    """
    foreign = _foreign(line.folded[start:end])
    if foreign:
        return start + foreign, end
    person = person_in(line.folded, start, end)
    body_end = cut_post(line.masked, start, end)
    item = line.folded[start:end]
    is_bare = len(item) <= 4  # noqa: PLR2004 - the longest Chinese name
    if person and (body_end < end or is_bare or item.endswith("团队") or not ends_like_organisation(item)):
        return person
    tail = _TAIL_NAME.search(item)
    if tail and item[-1] not in "者家员师" and not ends_like_organisation(item) and is_name(tail[1]):
        is_calling = item[tail.start(1)] in "师员家" and len(tail[1]) > 2  # noqa: PLR2004 - a name has two letters
        return start + tail.start(1) + is_calling, end
    given = called(line.folded, start, end)
    if given:
        return given
    if len(item) > _LONGEST_NAME or re.search(r"[的了是为]|来自|^[她他它其]|我[国省市县]|成功", item[:-1]):
        return None
    bare = OTHER_NAME.sub("", item)
    is_body = ends_like_organisation(bare) and is_party(bare)
    is_named = is_body or (_SUFFIXED.search(item) and (len(item) > 3 or _TEAM.fullmatch(item)))  # noqa: PLR2004 - 该项目
    return (start, end) if is_named and not is_generic(item) else None


def called(folded: str, start: int, end: int) -> Stretch | None:
    """Find a name behind a post or a calling, its surname in no list (研究员洛桑扎西).

    Args:
        folded: The sentence.
        start: Where the item begins.
        end: Where it ends.

    Returns:
        The place of the name; None where the item is no such thing.
    """
    item = folded[start:end]
    match = _CALLED.fullmatch(item)
    if not match or _OF_PLACE.search(match[1]) or ends_like_organisation(item) or _SUFFIXED.search(item):
        return None
    return (start + match.start(2), end) if _is_given(match[2]) else None


def _foreign(item: str) -> int | None:
    """Where a name begins whose surname nobody listed; None where the place does not prove it one."""
    match = _JAPANESE.fullmatch(item) or _OF_BODY.fullmatch(item)
    is_name = match and _is_given(match[1]) and not _SUFFIXED.search(item)
    return match.start(1) if match and is_name and not ends_like_organisation(match[1]) else None


def _is_given(word: str) -> bool:
    """Whether a word behind a post may be a name whose surname nobody listed (洛桑扎西)."""
    border = BORDER.search(word)
    is_free = not border or border.start() == len(word) - 1  # 让 and 为 end names (多吉才让)
    return is_free and is_name(word) and not is_generic(word) and not _NO_PERSON.search(word)


def plain(line: Line, start: int, end: int) -> Stretch | None:
    """Take an item of an announced roll for a name whatever it is.

    Args:
        line: The sentence.
        start: Where the item begins.
        end: Where it ends.

    Returns:
        Its place; None for words that tell something, and for posts.
    """
    item = line.folded[start:end]
    is_plain = 1 < len(item) <= _LONGEST_PLAIN and not re.search(
        r"[的了是为在,。:;!?]|^(?:没有|[不无])|我[国省市县]", item
    )
    is_name = _LETTER.search(item) and not _POST_ALONE.search(item)
    return (start, end) if is_plain and is_name else None
