"""Is this news of science, technology and its associations at all?

Takes a laid-out article, gives a factor for its scores. A football club that wins a
cup (夺得冠军), a bank that signs with an estate agent: the words of our themes, but not
our news. It judges no theme.
"""

from __future__ import annotations

import re

from kexie_digest.themes.fields import Reading

#: 学会 is a society, and what somebody learns to do (学会了、学会用).
_SOCIETY = "学会(?![了这那怎如用做认测修养种给对说看听使换着]|自救|三招|几招)"
#: Words that hardly a piece of association news goes without.
_OURS = re.compile(
    f"科协|科学技术协会|{_SOCIETY}|科技|科普|科学|院士|学术|科研|研究[院所会员生]|工程师|专家|学者|教授|博士|"
    "实验室|技术|创新|农技|科创|天文|航天|人工智能|机器人|知识产权|论文|党支部|党建|党史|党课|党员|党日|"
    "乡村振兴|帮扶|村民|人才|促进会|研究中心|技能|工程|医学|大学|"
    "博物馆|植物园|天文馆|气象|监测|青少年|小朋友|小观众|工匠|航模|水文|地质|生态|化石|昆虫|医师|兽医|农艺|果农|奥秘|"
    "天象|彗星|太阳系|宇宙|星空|望远镜|显微镜|标本|恐龙|古生物|物理|化学|生物|数学|植物|急救|防震|流言|辟谣|避险"
)
#: Whoever names one of these speaks of our world.
_SURELY_OURS = re.compile(
    f"科协|科学技术协会|{_SOCIETY}|科技馆|科普|院士|科技工作者|科技节|科技周|[师程]公会"
)
#: What the scores keep at none, one or two hits; from three on they keep all.
_KEPT = (0.02, 0.5, 0.8)

#: Notices of housekeeping: our names stand in them, our news does not.
_NOTICE_WORDS = (
    "迁至|搬迁|停水|停电|招标|中标|失物|招领|(?:迁址|招聘[^,。]{0,8}|招租|征订|寻物|遗失|更名)启事|"
    "作废|讣告|放假|值班|(?:终止|解除)[^,。]{0,40}(?:声明|公告)"
)
_NOTICE = re.compile(_NOTICE_WORDS)
_HOUSEKEEPING = re.compile(
    f"{_NOTICE_WORDS}|施工|邮编|绕行|楼盘|开盘|车位|物业|改名|更名|装修|维修|停车|公交|地铁|票价|门诊|球队|比分"
)

#: A notice of housekeeping says so at once; a deed of ours stands in the lead, not among the details
#: (科普资料领取点仍设在一楼).
_OPENING, _LEAD, _KEPT_BY_NOTICES = 60, 120, 0.25
_DEED = re.compile(
    "签署|签订|签约|荣获|获评|颁奖|表彰|科普|讲座|论坛|年会|学术|培训|专家|院士|党员|党日|调研|帮扶|农户|代表大会|理事会|换届"
)

#: What is left of the words of other news where a science association is named.
_OTHER_BESIDE_US = 0.35


def names_us(reading: Reading) -> bool:
    """Tell whether an article names our bodies and is no plain notice of housekeeping.

    Args:
        reading: The article, laid out.

    Returns:
        True where ``other`` would be a doubtful verdict.
    """
    return bool(_SURELY_OURS.search(reading.folded)) and not _HOUSEKEEPING.search(reading.folded)


def association_share(reading: Reading) -> float:
    """Tell how much of its scores an article keeps.

    Args:
        reading: The article, laid out.

    Returns:
        1.0 for plain association news down to 0.02 where no word of ours stands.
    """
    is_ours = bool(_SURELY_OURS.search(reading.folded))
    if _HOUSEKEEPING.search(reading.folded, 0, _OPENING) and not (is_ours and _tells_deed(reading)):
        return _KEPT_BY_NOTICES
    if is_ours:
        return 1.0
    found = 0
    for _ in _OURS.finditer(reading.folded):
        found += 1
        if found == len(_KEPT):
            return 1.0
    return _KEPT[found]


def _tells_deed(reading: Reading) -> bool:
    return bool(_DEED.search(reading.folded, 0, _LEAD))


def other_share(reading: Reading) -> float:
    """Tell how much the words of shops, courts and traffic count: little where our bodies act.

    Args:
        reading: The article, laid out.

    Returns:
        1.0, also in our own notices of housekeeping; a third where one of our bodies is named otherwise.
    """
    if _NOTICE.search(reading.folded, 0, _OPENING) or not _SURELY_OURS.search(reading.folded):
        return 1.0
    return _OTHER_BESIDE_US
