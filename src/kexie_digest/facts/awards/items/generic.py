"""Words that name nobody in particular: 获奖学会, 全省, 5个项目.

Takes an item of a list, tells whether it is one. Whom it may stand for is for ``pronouns`` and ``subjects``.
"""

from __future__ import annotations

import re

_GENERIC = re.compile(
    r"^(?:全国|全省|全市|全球|我省|我市)共?$|^(?:全国|全省|全市|全球)?共?(?:\d+|[一二两三四五六七八九十百]+)余?[种项件篇个名家位部支台户枚]|"
    r"^(?:[和与及]|获奖|受表彰|先进|优秀|入选|上述|以上|下列|以下|其中|各|部分|有关|相关|全体|广大|多|众多|一批|代表|一线|本[省市县区校]|集体[和与]|"
    r"全省|全市|全国|全县|我[省市县区校]|"
    r"[两川渝]地|[一二两三四五六七八九十\d]+[个名家位项])*(?:的)?"
    r"(?:学会|单位|集体|个人|代表|人员|团队|选手|作品|作者|者|企业|学校|项目|协会|科技工作者|论文|同志|"
    r"学生|教师|专家|青年|成果|人选|课题|研究|图书|专利|产品|"
    r"获奖者|嘉宾|论文作者|高校|组织|村|社区|队伍|参赛队|科协|会|人|先进单位|先进个人|市|县|区|省|地|奖项|联合实验室|实验室|研究中心)$"
    r"|^(?:全[国省市县区]|年度|的)*(?:先进|优秀)[\u4e00-\u9fff]{2,6}$"
    r"|^(?:小学|初中|高中|中学|幼儿|成人|男子|女子|专业|业余|青年|少年|教师|学生|公众)组$"
)


def is_generic(item: str) -> bool:
    """Tell whether a folded item names nobody in particular (获奖学会, 全省).

    Args:
        item: The item.

    Returns:
        True where it is a common noun with its count or quality.
    """
    return bool(_GENERIC.match(item))
