"""Who is named beside an honour and has not won it: teachers, judges, makers, what somebody won with.

Takes a stretch of a sentence, tells whether it stands where nobody wins. It does not know how likely
the stretch is; of the labelled notices, what is left out here was right in at most one of twenty.
"""

from __future__ import annotations

import re

from kexie_digest.facts.awards.tagging.items import is_person
from kexie_digest.facts.lines import Line

#: What is signed or issued wins nothing, though it stands in the marks of works.
_PAPER = re.compile(r"(?:协议|合同|备忘录|意向|倡议|公约|办法|条例|规定|细则|章程|通知|决定)书?$")
#: Who made a work stands behind it (安小满著).
_AUTHOR = re.compile(r"(?:著|编著?|摄影?|绘|译)$")
#: What somebody has drawn up is told of them, not honoured (制定和首发了《某标准》).
_DRAWN_UP = re.compile(r"(?:制定|首发|发布|编制|出台|起草)了?[^,。;:!?《》]{0,16}《$")
#: Where a row gives the title of a work, its authors do not win beside it.
_OF_WORK = re.compile(r"》[^《》。;]{0,8}作者[:,]?[^《》。;:]*$")
#: 凭借《某某》获奖: whoever won did it with the work.
_MEANS = re.compile(r"(?:凭借?|以|用|靠)[^,。;:!?、“”《》]{0,6}(?:[“《][^“”《》]*[”》][和与及、])*[“《]$")
#: 甲、乙两位老师合写的《某某》: the work wins.
_MAKES = re.compile(
    r"[^,。;:!?“”《》]{0,24}(?:(?:撰写|合写|合著|创作|执笔|编写|完成|主持|研制|研发|设计|制作|申报|拍摄|组成)的"
    r"[^,。;:!?“”《》]{0,6}|的(?:作品|论文|项目|课题|案例|视频))[《“]"
)
#: 《某某》 甲、乙编著: in a row, too.
_WRITES = re.compile(r"[^,。;:!?“”《》]{0,16}(?:编著|合著|主编|[著编译])(?=[\s,]|$)")
#: 指导教师为甲、乙; 编辑:丙: a list of those who did something else.
_ROLE = re.compile(
    r"(?:(?:审核|评审|点评|受访|把关)专家|指导(?:教师|老师|专家)?|教练|领队|导师|评委|裁判|主持人?|主讲人?|嘉宾|顾问|"
    r"成员|完成人|组长|负责人|联系人|编辑|排版|审核|校对|供稿|撰稿|撰文|摄影|图片|来源)"
    r"(?:(?:分别)?(?:为|是|包括|有)[^,。;:!?“”《》]*|:[^。;:!?“”《》]*)$"
)
#: No role and its list reach over these.
_BORDERS = "。;!?“”《》"
#: 十佳导师, 优秀科技顾问, “青禾奖”项目负责人: the honour is called like a role.
_HONOURED = re.compile(
    r"(?:优秀|最佳|十佳|百佳|最美|杰出|金牌|先进)[^奖,。;:!?]{0,4}$|奖[”》][^,。;:!?]{0,4}$"
)
#: 摄影:安小满获一等奖: who did something else, and won.
_WINS = re.compile(r"(?:荣|喜)?获(?!奖(?:者|作品))|夺得|摘得|当选")
#: 甲、乙三位专家担任评委; 由甲、乙组成; 甲为获奖者颁奖; 甲出席.
_DOES = re.compile(
    r"[^,。;:!?]{0,24}(?:(?:担任|任|作为)[^,。;:!?]{0,8}(?:评委|评审|裁判|嘉宾|主持)|组成(?=[,。;]))|"
    r"(?:、[^,。;:!?]{1,20})?(?:为[^,。;:!?]{1,12}(?:颁奖|颁发|授牌|佩戴)|宣读|致辞|点评|(?:应邀)?(?:出席|到场))"
)
#: 骆田曾获某奖: what a portrait tells of the past, and a surname.
_ONCE = re.compile("曾(?=[获被当荣])")
#: 盘王谷茶业公司某某: a place like a person, at the head of a body.
_HEADS_BODY = re.compile(
    r"(?:(?![获荣被的为由在和与及等将]|当选|入选)[\u4e00-\u9fff]){1,6}?(?:公司|集团|合作社|农场)(?=[\u4e00-\u9fff])"
)
#: 20余万次: 余 is a surname, too.
_NUMBER = re.compile(r"[\d一二三四五六七八九十百千万亿] ?[余多]")


def is_bystander(line: Line, start: int, end: int) -> bool:
    """Tell whether a stretch names somebody or something that wins nothing where it stands.

    Args:
        line: The sentence.
        start: Where the stretch begins.
        end: Where it ends.

    Returns:
        True for a number, a paper, a teacher, a judge, a maker and a means.
    """
    text = line.folded
    word = text[start:end]
    return bool(
        _NUMBER.search(text, max(0, start - 2), start + 1)
        or _PAPER.search(word)
        or _ONCE.match(text, end - 1)
        or (_AUTHOR.search(word) and not is_person(word))
        or (is_person(word) and _HEADS_BODY.match(text, end))
        or _OF_WORK.match(text, max(0, text.rfind("》", 0, start)), start)
        or (
            text[start - 1 : start] in {"“", "《"}
            and any(one.search(text, 0, start) for one in (_DRAWN_UP, _MEANS))
        )
        or _is_in_role(text, start, end)
        or ("》" in text[:start] and _WRITES.match(text, end))
        or any(one.match(text, end) for one in (_MAKES, _DOES))
    )


def _is_in_role(text: str, start: int, end: int) -> bool:
    begin = max(text.rfind(mark, 0, start) for mark in _BORDERS) + 1
    role = _ROLE.search(text, begin, start)
    return role is not None and not _HONOURED.search(text, 0, role.start()) and not _WINS.match(text, end)
