"""What stands around the name in an item: who made it, what is said of it, a note behind it.

Takes a stretch of a sentence, gives the stretch that is left. It judges no name.
"""

from __future__ import annotations

import re

from kexie_digest.facts.lines import MASK, Line
from kexie_digest.facts.naming.organisations import strip_end, strip_start
from kexie_digest.facts.naming.surnames import NAME
from kexie_digest.text.places import places_end

#: Nouns that carry a quoted title and are no part of the name.
WORK = (
    r"(?:参赛|获奖|科普|科研|创新|研究|科幻|摄影|绘画)?"
    r"(?:项目|作品|成果|课题|论文|图书|短视频|视频|动画|微电影|案例|课程|期刊|一书|一文|丛书)"
)
_MADE_BY = re.compile(
    r"(?:等)?(?:完成|主办|申报|主持|创作|撰写|研发|研制|设计|报送|选送|推荐|举办|指导|组织|承担|负责|打造|编写|"
    r"拍摄|开发|实施|牵头|编著|主编|"
    r"带来|合著|合写|合编|执导|导演|组成|组建|合作|发明|制作|参与|所在|所属|率领|带领|领衔|领头|带头|领办|创办|派出|选派|送展|提交|推出)(?:的)"
    rf"|的{WORK}|的(?={MASK})"
)
_PREFIX = re.compile(
    rf"^(?:我|本|全)[省市县区校国院](?=[^\u4e00-\u9fff]|[\u4e00-\u9fff]{{2,4}}$)|^[我本][校院](?=[\u4e00-\u9fff]{{2,14}}[系室科组班队部]$)|^[省市县区校](?={NAME}$)(?!.+[院校会局馆中学站所处社队台厂圃园场坊店库港委办厅部]$)"
)
#: Words before a name that say what is done to it or where it comes from.
_CONGRATULATED = re.compile(
    r"(?:热烈)?(?:祝贺|恭喜)(?:我[^,。、]{1,3}?(?:会员单位|单位|(?:副?理事长|副?会长|会员|委员)(?=[、]))?)?|授予|颁给|先进(?:集体|个人|单位|工作者|组织|项目|典型)(?=.)|优秀(?:集体|个人|组织单位)(?=.)|(?:会员|理事|成员)单位(?=[^、,]{3})|代表[^,。、]{1,8}(?:出战|参赛|出征)的|"
    r"(?:[她他其]的?)?同(?:事|校|门|伴)的?"
)
_OFFICE = re.compile(
    r"科|教|农|林|水|气|公|卫|文|医|中|实验|第|人民|妇|总|工|青|社|民|财|应急|市场|生态|自然|发|交|住|商|体|广|"
    r"图书|博物|档案|地|统|审|外|药|护|护理|计|机|电|化|物|数|测|建|土|环|[一二三四五六七八九十\d]"
)
#: 在抗震救灾中表现突出的某学会.
_MERIT = re.compile(
    r"(?:在|对)?[^、,]{2,40}(?:突出|显著|优异|优秀|出色|明显|重要|积极|杰出|卓越)(?:贡献|成绩|成效|作用|表现)?的"
)
#: 研究院(所), 服务中心(站): the bracket belongs to the name.
OTHER_NAME = re.compile(r"\((?:研究)?(?:院|所|中心|站|馆|校|室)\)")
#: Medals, stars and ticks before a name.
SYMBOLS = re.compile(r"[\u2190-\u2bff\U0001f000-\U0001faff\ufe0f]+ ?")
_SHORTEST = 4


def trimmed(line: Line, start: int, end: int) -> tuple[int, int, bool]:
    """Leave out what stands before and behind the name of an item.

    Args:
        line: The sentence.
        start: Where the item begins.
        end: Where it ends.

    Returns:
        Where the name begins and ends, and whether its maker stood before it.
    """
    symbols = SYMBOLS.match(line.folded, start, end)
    start = strip_start(line.masked, symbols.end() if symbols else start, end)
    end = _before_note(line, start, strip_end(line.masked, start, end))
    made = _after_maker(line, start, end)
    is_work, start = made > start, made
    for opening in (_MERIT, _CONGRATULATED):
        match = opening.match(line.masked[start:end])
        start += match.end() if match else 0
    start += 1 if _ours(line, start, end) else 0
    prefix = _PREFIX.match(line.folded[start:end])
    return start + (prefix.end() if prefix else 0), end, is_work


def _ours(line: Line, start: int, end: int) -> bool:
    """Whether 区 is left of 我区 before a name of its own (我区白鹿小学, but 我区教育局)."""
    is_left = line.folded[start - 1 : start] == "我" and line.folded[start : start + 1] in set("省市县区")
    if not is_left or end - start <= _SHORTEST:
        return False
    return places_end(line.folded, start + 1, end) > start + 1 or not _OFFICE.match(
        line.folded, start + 1, end
    )


def _before_note(line: Line, start: int, end: int) -> int:
    """Leave out who made it or where one works behind a name (《某某》(某某小学), 张三(某大学))."""
    opening = line.folded.rfind("(", start, end)
    is_note = opening > start and line.folded[end - 1] == ")"
    if is_note and OTHER_NAME.fullmatch(line.folded, opening, end):
        return end  # 某研究院(所) is one name
    return opening if is_note else end


def _after_maker(line: Line, start: int, end: int) -> int:
    """Skip 某学会报送的, 某中学学生某某的作品 before the name of a work."""
    made = [match for match in _MADE_BY.finditer(line.masked, start, end) if match.end() < end]
    return made[-1].end() if made else start
