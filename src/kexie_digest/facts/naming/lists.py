"""Where the names of a list end and begin: at 、和与及, but not inside 经济和信息化局.

Takes folded, masked text and offsets, gives the stretches of the names. Whether a stretch names
anybody is for whoever asks.
"""

from __future__ import annotations

import re

from kexie_digest.facts.lines import MASK
from kexie_digest.facts.naming.borders import BORDER
from kexie_digest.facts.naming.organisations import POSTS, Stretch, ends_like_organisation
from kexie_digest.facts.naming.surnames import NAME

#: 和 and 与 inside the names of bodies: no conjunctions.
_JOINED = re.compile(
    r"(?:经济|人力资源|发展|住房|规划|工业|文化|教育|卫生|国土|民政|退役|资源|生态|环境|科学|材料|信息|"
    r"计算机|电子|机械|力学|"
    r"农业|畜牧|食品|生物|土木|交通|管理|市场|农村|化学|化工|数学|物理|医学|药学|地质|气象|水利|林业|草原|"
    r"自动化|控制|"
    r"通信|光学|能源|动力|测绘|遥感|营养|健康|艺术|体育|知识产权|标准|技术|创新|工程|心理|护理|康复|建筑|"
    r"城乡|安全|应急|"
    r"人口|统计|国防|航空|宇航|空气|抗癌|预防|感染|口腔|影像|分子|细胞|遗传|青年|妇女|宣传|统一|互联网|"
    r"大数据|仪器|电机)"
    r"(?:和|与|及)"
    r"(?=改革|信息|社会|城乡|自然|旅游|健康|技术|工程|科学|管理|经济|生态|环境|资源|医学|药学|化学|安全|"
    r"教育|体育|应用|"
    r"控制|计算|电子|机械|建筑|草原|园林|动力|遥感|保健|卫生|服务|营销|监督|农村|发展|文化|交流|传播|电气|"
    r"通信|防护|物理|"
    r"力学|分子|育种|智能|水利|海洋|林业|气象|地质|测绘|矿业|冶金|法律|儿童|心理|应急|减灾|治理|标准|创新|新闻|出版|广电|数据|食品|制造|装备|设计|材料|"
    r"统战|培训|康复|护理|航天|电器)"
)
#: With 中国 the whole name of a firm, no field of a society (中国移动).
_FIRM = r"移动|联通|电信|铁塔|广电|邮政|石油|石化|海油|电建|能建|航发|商飞|人寿|人保|平安|太保"
#: A region and the first of two fields; the second ends like a society (省腐蚀与防护学会).
_FIRST_FIELD = re.compile(
    rf"(?:[省市县区]|中国)(?P<field>(?![长委里内]|(?:{_FIRM})$)[\u4e00-\u9fff]{{2,4}})$"
)
_SECOND_FIELD = re.compile(r"(?:(?!.?[省市县区])[\u4e00-\u9fff]){2,6}?(?:学会|协会|研究会)")
_SEPARATOR = re.compile(
    r"、|—+|联合(?!会|国|体|党|支部|团|工会|社(?!区)|大学|实验|研究|创新|主办|举办|培养|开展)|携手|(?<![学协究进合总分商金员])会同|以及|和(?!平(?:社区|街道|[镇乡村路区县里桥门]|[中小大]学|医院|新村|实验))|与|及|跟|暨|同(?!步|时|馆|校|班|组|队|村|县|市|省|乡|所|志|意|心|济|方|学|仁|行|盟|位|乡)"
)


#: What may stand between a name and the conjunction after it (某协会已与…).
_AFTER_NAME = re.compile(
    r"(?:已经?|则|[昨今前]天|刚刚|终于|(?P<short>[昨今刚也又还均])|正式|分别|先后|成功|再次|联合|共同|同时|一[起道同]|代表|随即|当场|今日|今天|昨日|近日|日前|"
    r"(?:\d{1,2}月)?\d{1,2}日(?:[上下]午)?|"
    r"(?<!所)在(?![^、,]+的[^、,]{2,20}(?<![下上中里后前间时])$)[^、,]{1,24}|"
    r"于[^、,]{2,20}|(?:就|围绕|针对)[^、,]{2,40}|一行|来访| )$"
)


_WHOLE_NAME = re.compile(NAME)


def strip_after_name(folded: str, start: int, end: int) -> int:
    """Cut 已, 在成都, 就人才培养 off behind a name.

    Args:
        folded: The sentence, masked.
        start: Where the name begins.
        end: Where the stretch ends.

    Returns:
        The end of the name.
    """
    while start < end:
        match = _AFTER_NAME.search(folded, start, end)
        if not match or match.start() == start:
            break
        if match["short"] and _ends_a_name(folded, start, match):
            break
        end = match.start()
    return end


def _ends_a_name(folded: str, start: int, match: re.Match[str]) -> bool:
    """Whether 刚 or 均 is the last letter of a person's name (李刚, 秘书长王均)."""
    if folded[match.start() - 1] == MASK or ends_like_organisation(folded[start : match.start()]):
        return False
    return match["short"] == "刚" or bool(_WHOLE_NAME.fullmatch(folded, start, match.end()))


#: 某研究所的多吉才让: somebody of a body, whatever his surname.
_OF_BODY = re.compile(r"(?:[院所校局馆司厂]|中[学心]|[大小]学|集团)的[\u4e00-\u9fff]{2,4}$")
#: What several fields are named after: the left one has the place, the right one the suffix.
_FIELD = (
    r"(?:质量|计量|检[验测疫]|界面|成型|评[价估]|鉴定|测试|认证|监测|防治|推广|应用|开发|咨询|标准|种子|植保|土肥|疾病|"
    r"预防|控制|加工|工艺|材料|农机|水产|林业|气象|水文|地震|环境|生态|安全|审批|数据|信息|设计)"
)
_FIELD_LEFT = re.compile(rf"(?:[省市县区州国院校院所]|大学|{MASK}).*{_FIELD}$")
_FIELD_ALONE = re.compile(rf"(?:^|、){_FIELD}$")
_OF_FIELDS = re.compile(
    rf"{_FIELD}[\u4e00-\u9fff]{{0,10}}?(?:中心|研究[所院]|检测所|所|实验室|[院站馆]|委员会|公司|学会|协会)(?:的?[^、,]{{0,4}}?(?:{POSTS})[^、,]{{2,4}})?"
)
#: A team, a class, a family: complete before 和, too (甲队和乙队).
_TEAM = re.compile(
    rf"(?:{MASK}|[\u4e00-\u9fff]{{2}})(?:队|家庭|小组|战队)$|{MASK}(?:项目|作品|团队|班组|班)$"
)
#: A park, a farm, a sight: complete before 和 (蜜蜂园和地震台).
_PLACE = re.compile(r"[\u4e00-\u9fff]{3}[园场村店坊湾谷岛港屋庄楼塔堂墅]$")


#: A firm's name is short, and no field of a society (某省腐蚀与防护学会).
_BRAND = re.compile(r"(?!.+[省市县区].)[^的]{1,8}")
#: 甲、乙两个先进集体和丙: a part of the list is counted before the next begins.
COUNTED_GROUP = re.compile(
    r"等?(?<!第)(?P<number>\d+|[一二两三四五六七八九十]+) ?[个名位家所项篇件]"
    r"(?:先进|优秀|示范)?(?:集体|个人|单位|组织|团队|学会|项目|作品|同志|企业|学校|教师|学生|选手)$"
)


def is_inside_name(folded: str, start: int, match: re.Match[str]) -> bool:
    """Whether 与 or 和 joins two fields in a name (材料与化学工程学院).

    Args:
        folded: The sentence, masked.
        start: Where the names begin.
        match: The conjunction.

    Returns:
        True inside the name of a body.
    """
    window = folded[max(start, match.start() - 6) : match.end() + 4]
    offset = match.start() - max(start, match.start() - 6)
    if any(found.end() - 1 == offset for found in _JOINED.finditer(window)):
        return True
    first = _FIRST_FIELD.search(folded, start, match.start())
    if not first or not _SECOND_FIELD.match(folded, match.end()):
        return False
    field = first["field"]
    return not ends_like_organisation(field) and not BORDER.search(field) and not _ends_with_person(field)


def _divides(folded: str, start: int, match: re.Match[str], end: int, *, brands: bool) -> bool:
    """Whether a conjunction divides two names: the left one must be complete.

    With ``brands`` a short word without suffix counts as complete (飞科 in 飞科与某大学).
    """
    if match[0] in ("、", "以及") or match[0].startswith("——"):
        return True
    if is_inside_name(folded, start, match):
        return False
    left = folded[start : strip_after_name(folded, start, match.start())]
    left = COUNTED_GROUP.sub("", left)
    if _FIELD_ALONE.search(left):
        return False
    right = folded[match.end() : end]
    if not right.strip() or right[0] in "、,":  # 和 and 同 end a given name, too (某政和)
        return False
    if not left.strip():
        return True
    if ends_like_organisation(left) or left.endswith(MASK) or _ends_with_person(left):
        return True
    if any(complete.search(left) for complete in (_PLACE, _TEAM, _OF_BODY)):
        return True
    return brands and match[0] in ("与", "跟", "和") and bool(_BRAND.fullmatch(left))


def _ends_with_person(left: str) -> bool:
    return bool(re.search(rf"(?:^|、|的|[师员生工长家手者]|{POSTS}){NAME}$", left))


def split_names(folded: str, start: int, end: int, *, brands: bool = False) -> list[Stretch]:
    """Split a list of names at 、和与及, but not inside 经济和信息化委.

    Args:
        folded: The sentence, masked.
        start: Where the list begins.
        end: Where it ends.
        brands: Whether names without a suffix (firms) may stand before 与 and 和.

    Returns:
        The stretches of the names, without white space around them.
    """
    found: list[Stretch] = []
    begin = start
    for match in _SEPARATOR.finditer(folded, start, end):
        if match.start() >= begin and _divides(folded, begin, match, end, brands=brands):
            found.append((begin, match.start()))
            begin = match.end()
    found.append((begin, end))
    trimmed = []
    for left, right in _whole_names(folded, found):
        begin = left + len(folded[left:right]) - len(folded[left:right].lstrip())
        stop = strip_after_name(folded, begin, right)
        if begin < stop:
            trimmed.append((begin, stop))
    return trimmed


def _whole_names(folded: str, found: list[Stretch]) -> list[Stretch]:
    """Put a name together that holds a 、 of its own (某市质量、计量检测所)."""
    whole: list[Stretch] = []
    for start, end in found:
        last = folded[slice(*whole[-1])] if whole else ""
        is_rest = last and _OF_FIELDS.fullmatch(folded, start, end) and _FIELD_LEFT.search(last)
        if is_rest and not ends_like_organisation(last) and not _WHOLE_NAME.search(last[-3:]):
            whole[-1] = (whole[-1][0], end)
        else:
            whole.append((start, end))
    return whole
