"""What one item of a list of recipients names.

Takes a stretch of a sentence, gives names as printed: a work by its title, a person
without post and employer, a body. It knows first persons (我们学会) and back-references
(该论坛); generic items (获奖学会) name nobody.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kexie_digest.facts.lines import MASK, Line
from kexie_digest.facts.naming.borders import BORDER
from kexie_digest.facts.naming.leading import leading_organisation
from kexie_digest.facts.naming.organisations import (
    POSTS,
    Stretch,
    cut_post,
    ends_like_organisation,
    strip_end,
    strip_start,
)
from kexie_digest.facts.naming.persons import body_of, is_name, person_in, speaker_of
from kexie_digest.facts.naming.surnames import NAME
from kexie_digest.facts.parties import is_party
from kexie_digest.text.places import places_end

_GENERIC = re.compile(
    r"^(?:全国|全省|全市|全球|我省|我市)共?$|^(?:全国|全省|全市|全球)?共?(?:\d+|[一二两三四五六七八九十百]+)余?[种项件篇个名家位部支台户枚]|"
    r"^(?:获奖|受表彰|先进|优秀|入选|上述|以上|下列|以下|其中|各|部分|有关|相关|全体|广大|多|众多|一批|代表|一线|本[省市县区校]|集体[和与]|"
    r"全省|全市|全国|全县|我[省市县区校]|"
    r"[两川渝]地|[一二两三四五六七八九十\d]+[个名家位项])*(?:的)?"
    r"(?:学会|单位|集体|个人|代表|人员|团队|选手|作品|作者|者|企业|学校|项目|协会|科技工作者|论文|同志|"
    r"学生|教师|专家|青年|成果|人选|课题|研究|图书|专利|产品|"
    r"获奖者|嘉宾|论文作者|高校|组织|村|社区|队伍|参赛队|科协|会|人|先进单位|先进个人|市|县|区|省|地)$"
)
_FIRST_PERSON = re.compile(
    r"(?:我|我们|本人|俺)(?:的[^,。]{0,6})?$|^(?:此次|这次|今天)?(?:我的|"
    r"我)(?![省市县区校国院会])[^,。]{0,8}$"
)
_OUR_BODY = re.compile(
    r"(?:我们|咱们|作为[^,。]{2,30}?)(?:学会|协会|公司|单位|企业|团队|学校|医院|研究会|科协|促进会)?$|^作为"
)
_BACK = re.compile(
    rf"^(?:该|此|本|这[个一次场项]?)(?!.{{0,4}}{POSTS}.{{2,3}}$)(?P<noun>[\u4e00-\u9fff]{{2,6}})$"
)
#: Nouns that carry a quoted title and are no part of the name.
_WORK = (
    r"(?:参赛|获奖|科普|科研|创新|研究|科幻|摄影|绘画)?"
    r"(?:项目|作品|成果|课题|论文|图书|短视频|视频|动画|微电影|案例|课程|期刊|一书|一文|丛书)"
)
_SUFFIXED = re.compile(
    r"(?:团队|项目|作品|课题|论文|班组|班|队|期刊|杂志|产品|成果|课程|活动|丛书|图书|案例|村|社区|镇|县|区|"
    r"市|组|家庭|服务团|宣讲团|讲师团|志愿团|社团|研讨会|论坛|"
    r"主题展|展览|科普展|巡展|大赛|讲座|品牌|视频|专栏|支部|展|课|园|器|系统|机|技术|平台)$"
)
_MADE_BY = re.compile(
    r"(?:等)?(?:完成|主办|申报|主持|创作|撰写|研发|研制|设计|报送|选送|推荐|举办|指导|组织|承担|负责|打造|编写|"
    r"拍摄|开发|实施|牵头|编著|主编|"
    r"带来|合著|合写|合编|执导|导演|组成|组建|合作|发明|制作|参与|所在|所属|率领|带领|领衔|领头|带头|领办|创办|派出|选派|送展|提交|推出)(?:的)"
    rf"|的{_WORK}|的(?={MASK})"
)
_PREFIX = re.compile(
    rf"^(?:我|本|全)[省市县区校国院](?=[^\u4e00-\u9fff]|[\u4e00-\u9fff]{{2,4}}$)|^[省市县区校](?={NAME}$)(?!.+[院校会局馆中学站所处社队台厂圃园场坊店库港]$)"
)
#: Words before a name that say what is done to it or where it comes from.
_CONGRATULATED = re.compile(
    r"(?:热烈)?(?:祝贺|恭喜)(?:我[^,。、]{1,3}?(?:会员单位|单位|(?:副?理事长|副?会长|会员|委员)(?=[、]))?)?|授予|颁给|先进(?:集体|个人|单位|工作者|组织|项目|典型)(?=.)|优秀(?:集体|个人|组织单位)(?=.)|代表[^,。、]{1,8}(?:出战|参赛|出征)的|"
    r"(?:[她他其]的?)?同(?:事|校|门|伴)的?"
)
#: 同城的某某; 编导某某某: a name behind what somebody is, as the whole of an item.
_TAIL_NAME = re.compile(rf"(?:的(?={NAME}$)|^[\u4e00-\u9fff]{{2,4}}(?=.{{3}}$))({NAME})$")
_OWNER = re.compile(rf"[^,、]{{2,20}}的(?={NAME}$)")
_OFFICE = re.compile(
    r"科|教|农|林|水|气|公|卫|文|医|中|实验|第|人民|妇|总|工|青|社|民|财|应急|市场|生态|自然|发|交|住|商|体|广|"
    r"图书|博物|档案|地|统|审|外|药|护|护理|计|机|电|化|物|数|测|建|土|环|[一二三四五六七八九十\d]"
)
_TITLES = re.compile(r"《([^《》]+)》|“([^“”]+)”|‘([^‘’]+)’|「([^「」]+)」|『([^『』]+)』|\"([^\"]+)\"")
#: 在抗震救灾中表现突出的某学会.
_MERIT = re.compile(
    r"(?:在|对)?[^、,]{2,40}(?:突出|显著|优异|优秀|出色|明显|重要|积极|杰出|卓越)(?:贡献|成绩|成效|作用|表现)?的"
)
#: 某中学 某某: where one works, a gap, a name.
_EMPLOYED = re.compile(rf"([^ \t、,]{{3,20}})[ \t]+({NAME})")
#: 研究院(所), 服务中心(站): the bracket belongs to the name.
_OTHER_NAME = re.compile(r"\((?:研究)?(?:院|所|中心|站|馆|校|室)\)")
#: 张 三: a name of two letters, set as wide as one of three.
_SPREAD = re.compile(r"([\u4e00-\u9fff])[ \t]+([\u4e00-\u9fff])")
_SHORTEST_QUOTE, _LONGEST_NAME, _LONGEST_PLAIN = 4, 40, 24


#: 我市两名教师方某, 甲: how many they are stands before the first.
_COUNTED = re.compile(
    r"(?:我[省市县区校院会]|本[省市县区校])?(?:\d+|[一二两三四五六七八九十]+)[名位](?=[^,、]{3})"
)
#: A post without its person (某大学外籍教授、日本学者某某: both are his).
_POST_ALONE = re.compile(rf"{POSTS}$")
#: 展品“听风”: what it is stands before its title.
_CALLED_WORK = re.compile(r"(?:展品|作品|项目|案例|课题|论文|成果|短片|绘本)$")
#: A team of its own name (蓝鲸队, not 代表队).
_TEAM = re.compile(r"(?!代表|参赛|各支|[本该各省市县区我联]|[两三四五六七八九十多几]支?)[\u4e00-\u9fff]{2}队")
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
_NO_PERSON = re.compile(
    r"[等们的了奖名位个获级]|代表|同学|同志|教授|院士|医生|博士|老师|师傅|先生|女士|团队|工作|作品|发言|成果|表彰|称号|群体|队伍|家庭|大赛|比赛|[一二三四五六七八九十]+[等人]|荣誉|学校|论文"
)


def names_in(lines: Sequence[Line], line: Line, start: int, end: int, *, is_roll: bool = False) -> list[str]:
    """Read one item of a list.

    Args:
        lines: All sentences, for back-references.
        line: The sentence.
        start: Where the item begins.
        end: Where it ends.
        is_roll: The list was announced as a roll: any plain noun in it is a name.

    Returns:
        The names, as printed; several for “A”“B”.
    """
    start = strip_start(line.masked, start, end)
    end = strip_end(line.masked, start, end)
    end = _before_note(line, start, end)
    made = _after_maker(line, start, end)
    is_work, start = made > start, made
    merit = _MERIT.match(line.masked[start:end])
    start += merit.end() if merit else 0
    congratulated = _CONGRATULATED.match(line.masked[start:end])
    start += congratulated.end() if congratulated else 0
    start += 1 if _ours(line, start, end) else 0
    prefix = _PREFIX.match(line.folded[start:end])
    start += prefix.end() if prefix else 0
    if start >= end:
        return []
    spread = _SPREAD.fullmatch(line.folded, start, end)
    if spread:
        return [line.text[start] + line.text[end - 1]]
    employed = _EMPLOYED.fullmatch(line.folded, start, end)
    if employed and ends_like_organisation(employed[1]):
        return [line.text[slice(*employed.span(2))]]
    titled = _titled(line, start, end)
    if titled:
        return titled
    item = line.folded[start:end]
    back = _BACK.match(item)
    if back:
        return _referred(lines, line, start, back["noun"])
    spoken = spoken_of(lines, line, item)
    if spoken:
        return spoken
    owner = _OWNER.match(item)
    if owner:  # 来自4个县的某某
        start += owner.end()
        item = line.folded[start:end]
    counted = _COUNTED.match(item)
    if counted and person_in(line.folded, start + counted.end(), end):
        start += counted.end()
        item = line.folded[start:end]
    if _GENERIC.match(item):
        return []
    place = _one_name(line, start, end) or (_plain(line, start, end) if is_roll or is_work else None)
    return [line.text[place[0] : place[1]]] if place else []


def _ours(line: Line, start: int, end: int) -> bool:
    """Whether 区 is left of 我区 before a name of its own (我区白鹿小学, but 我区教育局)."""
    is_left = line.folded[start - 1 : start] == "我" and line.folded[start : start + 1] in set("省市县区")
    if not is_left or end - start <= _SHORTEST_QUOTE:
        return False
    return places_end(line.folded, start + 1, end) > start + 1 or not _OFFICE.match(
        line.folded, start + 1, end
    )


def is_generic(item: str) -> bool:
    """Tell whether a folded item names nobody in particular (获奖学会, 全省).

    Args:
        item: The item.

    Returns:
        True where it is a common noun with its count or quality.
    """
    return bool(_GENERIC.match(item))


def _before_note(line: Line, start: int, end: int) -> int:
    """Leave out who made it or where one works behind a name (《某某》(某某小学), 张三(某大学))."""
    opening = line.folded.rfind("(", start, end)
    is_note = opening > start and line.folded[end - 1] == ")"
    if is_note and _OTHER_NAME.fullmatch(line.folded, opening, end):
        return end  # 某研究院(所) is one name
    return opening if is_note else end


def _after_maker(line: Line, start: int, end: int) -> int:
    """Skip 某学会报送的, 某中学学生某某的作品 before the name of a work."""
    made = [match for match in _MADE_BY.finditer(line.masked, start, end) if match.end() < end]
    return made[-1].end() if made else start


def _titled(line: Line, start: int, end: int) -> list[str]:
    """Quoted titles of works and events: the honour is theirs.

    “芯火”“蓝鲸” are two names, “…”项目 is named by its title; where the marks are only a
    part of the name (“护蕾”智能雾化器) it is given whole.
    """
    run = re.search(rf"^[^{MASK}]*?(?P<run>{MASK}+)(?P<noun>[^{MASK}]*)$", line.masked[start:end])
    if not run or line.folded[start + run.end("run") - 1] not in "”》’":
        return []
    is_title = line.folded[start + run.end("run") - 1] == "》" and run["noun"][:1].isspace()
    if run["noun"] and not is_title and not re.fullmatch(rf"(?:等)?{_WORK}", run["noun"]):
        name = line.text[start:end]
        return [name] if len(name) <= _LONGEST_NAME and _SUFFIXED.search(run["noun"]) else []
    text = line.text[start + run.start("run") : start + run.end("run")]
    titles = [next(filter(None, groups)) for groups in _TITLES.findall(text)]
    alone = run.start("run") == 0 or bool(_CALLED_WORK.search(line.folded[start : start + run.start("run")]))
    return [title for title in titles if len(title) >= _SHORTEST_QUOTE or alone or f"《{title}》" in text]


def _one_name(line: Line, start: int, end: int) -> Stretch | None:
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
    called = _CALLED.fullmatch(item)
    if called and _is_given(called[2]) and not ends_like_organisation(item) and not _SUFFIXED.search(item):
        return start + called.start(2), end
    if len(item) > _LONGEST_NAME or re.search(r"[的了是为]|来自|^[她他它其]|我[国省市县]|成功", item[:-1]):
        return None
    bare = _OTHER_NAME.sub("", item)
    is_body = ends_like_organisation(bare) and is_party(bare)
    is_named = is_body or (_SUFFIXED.search(item) and (len(item) > 3 or _TEAM.fullmatch(item)))  # noqa: PLR2004 - 该项目
    return (start, end) if is_named and not _GENERIC.match(item) else None


def _foreign(item: str) -> int | None:
    """Where a name begins whose surname nobody listed; None where the place does not prove it one."""
    match = _JAPANESE.fullmatch(item) or _OF_BODY.fullmatch(item)
    is_name = match and _is_given(match[1]) and not _SUFFIXED.search(item)
    return match.start(1) if match and is_name and not ends_like_organisation(match[1]) else None


def _is_given(word: str) -> bool:
    """Whether a word behind a post may be a name whose surname nobody listed (洛桑扎西)."""
    border = BORDER.search(word)
    is_free = not border or border.start() == len(word) - 1  # 让 and 为 end names (多吉才让)
    return is_free and is_name(word) and not _GENERIC.match(word) and not _NO_PERSON.search(word)


def _plain(line: Line, start: int, end: int) -> Stretch | None:
    item = line.folded[start:end]
    is_plain = 1 < len(item) <= _LONGEST_PLAIN and not re.search(
        r"[的了是为在,。:;!?]|^(?:没有|[不无])|我[国省市县]", item
    )
    is_plain = is_plain and not _POST_ALONE.search(item)
    return (start, end) if is_plain else None


def _referred(lines: Sequence[Line], line: Line, position: int, noun: str) -> list[str]:
    """What 该论坛 points back to: the nearest quoted name or body that ends so."""
    pattern = re.compile(rf"[“《]([^“”《》]{{2,60}}{noun}[^“”《》]{{0,4}})[”》]")
    for other in reversed(lines[max(0, line.order - 6) : line.order + 1]):
        text = other.folded[:position] if other is line else other.folded
        found = list(pattern.finditer(text))
        if found:
            return [other.text[found[-1].start(1) : found[-1].end(1)]]
        begin = strip_start(other.masked, 0, len(other.masked))
        subject = leading_organisation(other.masked, 0, other.clause_end(begin))
        is_before = other is not line or (subject and subject[1] < position)
        if subject and is_before and other.folded[subject[0] : subject[1]].endswith(noun):
            return [other.text[subject[0] : subject[1]]]
    return []


def spoken_of(lines: Sequence[Line], line: Line, item: str) -> list[str]:
    """Resolve 我的论文 to the speaker and 我们学会, 作为…协会 to the speaker's body.

    Args:
        lines: All sentences.
        line: The sentence.
        item: The folded words before the verb.

    Returns:
        The one name; empty when nobody speaks or nothing proves who.
    """
    is_ours = _OUR_BODY.search(item)
    if not is_ours and not _FIRST_PERSON.search(item):
        return []
    speaker = speaker_of(lines, line)
    if not speaker:
        return []
    other, (start, end) = speaker
    if not is_ours:
        return [other.text[start:end]]
    body = body_of(lines, other.folded[start:end])
    return [body] if body else []
