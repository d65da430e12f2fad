"""Personal names, and who is speaking.

Takes folded text, gives offsets of names. A name is taken only where its place proves
it: after a post, before 说, as the whole of a list item. It merges no persons.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kexie_digest.facts.lines import Line
from kexie_digest.facts.naming.leading import leading_organisation
from kexie_digest.facts.naming.organisations import POSTS, Stretch, ends_like_organisation
from kexie_digest.facts.naming.surnames import NAME
from kexie_digest.text.places import is_place

_WHOLE = re.compile(f"{NAME}$")
_FOREIGN = re.compile(r"[\u4e00-\u9fff]{1,8}(?:·[\u4e00-\u9fff]{1,8})+")
_AFTER_POST = re.compile(
    rf"(?:{POSTS}|同学|职工|居民|农民|会员|选手|学子|校友|同志|学生|主播|主持人|志愿者|[工农]人|"
    rf"来自.{{2,20}}的){'('}{NAME}{')'}$"
)
#: A name right behind its body, or behind 的 (白鹭小学的某某, 云海中学某某).
_AFTER_BODY = re.compile(
    rf"(?!^)(?:中学|小学|大学|学院|医院|公司|集团|研究院|研究所|科技馆|学校|幼儿园|[一二三四五六七八九十]中|"
    rf"[校学院所司局会馆站队县区市镇村厂](?=的))的?({NAME})$"
)
#: A name glued to its body (市农科所某某).
_AT_BODY = re.compile(
    rf".{{2,}}(?:所|站|中心|院|馆|局|[\u4e00-\u9fff]厂|[支大总中]队|园|职?[校中]|社|[骨内外儿妇产眼喉腔伤肤灸诊瘤经病痛醉像]科)({NAME})"
)
#: A word for what somebody does ends so (设计师, 讲解员, 炉前工), whatever it is.
AFTER_CALLING = re.compile(
    rf"(?:”|[\u4e00-\u9fff][师员长家工手者人生授士任匠医农剧民工娘户倌]|小伙|教练|领队|司机|编辑|民警|大户|能手)({NAME})$"
)
#: 高三(2)班某某: a pupil behind the form.
_IN_FORM = re.compile(rf"(?:[一二三四五六七八九\d)级]|[一二三四五六七八九]年)班的?(?:学生|同学)?({NAME})$")
_BEFORE_POST = re.compile(
    rf"({NAME})(?:(?:教授|副教授|院士|研究员|博士|老师|医生|工程师)?团队|(?:副|助理)?教授|院士|(?:副|助理)?研究员|博士|老师|医生|(?:副?主任)?医师|团队|同学|同志|先生|女士|师傅|夫妇|夫妻|(?:高级|总|正高级|副总)?工程师|(?:高级|正高级)?农艺师|(?:副|总)?(?:主任|院长|会长|理事长|秘书长|馆长|所长|校长|主席|书记|站长|局长|部长|场长|厂长|经理))$"
)
#: 主任某某同志: a post before and a word behind; 任 is no surname there.
_BETWEEN = re.compile(rf"{POSTS}({NAME})(?:同志|同学|老师|先生|女士|夫妇)$")
_SAYS = re.compile(r"介绍|说|表示|坦言|感慨|告诉|谈到|回忆|认为|指出|坚信")
_BEFORE_SAYS = re.compile(
    rf"({NAME})(?:博士|教授|院士|研究员|老师|同学)?(?:[^,。;:!?“”]{{0,8}}地|如是|深情|也|还|则|"
    rf"在[^,。;:!?“”]{{0,24}}时)?$"
)
#: Two-character words that look like a name and are none; places are asked of ``text.places``.
_NOT_NAMES = frozenset(
    {
        "广能手",
        "和个人",
        "和集体",
        "和单位",
        "高校",
        "方面",
        "单位",
        "成果",
        "项目",
        "安全",
        "文化",
        "平台",
        "和平",
        "明星",
        "金奖",
        "成员",
        "全国",
        "全省",
        "全市",
        "单项",
        "时代",
        "国家",
        "水利",
        "农业",
        "公司",
        "东方",
        "华为",
        "金属",
        "万科",
        "石油",
        "石化",
        "教授",
        "主任",
        "任务",
        "解决",
        "计划",
        "应用",
        "景区",
        "连续",
        "能源",
        "车间",
        "向前",
        "相关",
        "荣誉",
        "成绩",
        "时光",
        "经典",
        "金牌",
        "印度",
        "印尼",
        "古巴",
        "阿曼",
        "黑山",
        "文莱",
        "申报",
        "申请",
        "管理",
        "安排",
        "成功",
        "成立",
        "支持",
        "祝贺",
        "严格",
        "施工",
        "强化",
        "方案",
        "常务",
        "常态",
        "解读",
        "明确",
        "明显",
        "全面",
        "全体",
        "应征",
        "包括",
        "时间",
        "高度",
        "马里",
        "苏丹",
    }
)


#: What somebody is, before a foreign name that has no surname to begin with (冰川学家汉斯·穆勒).
_ROLE = re.compile(r"[\u4e00-\u9fff]*(?:[员师者族籍授任家医长手友]|[德美法英俄日韩]国)(?=[\u4e00-\u9fff]+·)")
#: No given name ends so, but names of groups do (支教团, 温故班).
_NO_GIVEN = frozenset("庭团队组馆站奖厂校班院社局厅科部处室")
#: The end of a place that begins with a letter of a surname (机务段旧址, 水车群).
_SITE = re.compile(r"[旧遗故原]址$|[车筑窟落]群$")
#: The end of a calling that is a rare surname, too (科学家房玄, 技师夷陵).
_CALLED = frozenset("家师员长工者手")


def is_name(word: str) -> bool:
    """Tell whether a word shaped like a name may be one (成都 and 高校 are none).

    Args:
        word: The word, folded.

    Returns:
        False for common words and places.
    """
    is_thing = word[-1] in _NO_GIVEN or _SITE.search(word)
    return word not in _NOT_NAMES and not is_thing and not is_place(word)


def person_in(text: str, start: int, end: int) -> Stretch | None:
    """Find the person a list item names (某大学教授张三 → 张三).

    Args:
        text: The sentence, folded.
        start: Where the item begins.
        end: Where it ends.

    Returns:
        The name's place, or None when the item names no person.
    """
    found = _person(text, start, end)
    role = _ROLE.match(text, *found) if found else None
    if found and role:
        return role.end(), found[1]
    if found and found[0] > start and text[found[0]] in _CALLED and found[1] - found[0] > 2:  # noqa: PLR2004 - 师旷 keeps its surname
        return found[0] + 1, found[1]
    return found


def _person(text: str, start: int, end: int) -> Stretch | None:
    item = text[start:end]
    both = _BETWEEN.search(item)
    if both:
        return start + both.start(1), start + both.end(1)
    before = _BEFORE_POST.search(item)
    if before and (before.start() == 0 or len(before[1]) > 1):
        tail = 2 if item.endswith("团队") else 0
        return start + before.start(1), end if tail else start + before.end(1)
    after = _AFTER_POST.search(item)
    if after:
        return start + after.start(1), start + after.end(1)
    for behind in (AFTER_CALLING, _AFTER_BODY, _IN_FORM):
        found = behind.search(item)
        if found and is_name(found[1]):
            return start + found.start(1), start + found.end(1)
    worker = _AT_BODY.fullmatch(item)
    if worker and is_name(worker[1]) and not ends_like_organisation(item):
        return start + worker.start(1), start + worker.end(1)
    is_short = len(item) <= 4 and _WHOLE.match(item) and is_name(item)  # noqa: PLR2004 - longest Chinese name
    return (start, end) if is_short or _FOREIGN.fullmatch(item) else None


def person_after_body(text: str, start: int, end: int) -> Stretch | None:
    """Find the person right behind a body and a post (某学院教授张三在会上说).

    Args:
        text: The sentence, folded.
        start: Where the body's name ends.
        end: Where the clause ends.

    Returns:
        The name's place, or None when no post or no name follows.
    """
    match = re.compile(rf"(?:{POSTS}[、,]?)+({NAME})").match(text, start, end)
    return match.span(1) if match else None


def speaker_of(lines: Sequence[Line], line: Line) -> tuple[Line, Stretch] | None:
    """Find who says a quotation in the first person.

    Args:
        lines: All sentences.
        line: The quoted sentence.

    Returns:
        The sentence that names the speaker and the name's place; the same sentence
        and the next one of its paragraph are looked at, then the one before.
    """
    nearby = [line, *lines[line.order + 1 : line.order + 2], *lines[max(0, line.order - 1) : line.order]]
    for other in nearby:
        if other.paragraph != line.paragraph:
            continue
        for verb in _SAYS.finditer(other.folded):
            start = other.clause_start(verb.start())
            match = _BEFORE_SAYS.search(other.folded, start, verb.start())
            if match and is_name(match[1]):
                return other, match.span(1)
    return None


def body_of(lines: Sequence[Line], name: str) -> str | None:
    """Find the body a person speaks for (某学会秘书长张三).

    Args:
        lines: All sentences.
        name: The person's folded name.

    Returns:
        The body as printed, or None.
    """
    for line in lines:
        at = line.folded.find(name)
        if at < 0:
            continue
        start = line.clause_start(at)
        found = leading_organisation(line.masked, _after_verb(line, start, at), at)
        if found:
            return line.text[found[0] : found[1]]
    return None


def _after_verb(line: Line, start: int, end: int) -> int:
    """Skip what stands before the body in 唤起了某协会秘书长张三."""
    verbs = list(re.finditer(r"[了着]|时|,|”", line.folded[start:end]))
    return start + verbs[-1].end() if verbs else start
