"""Is this news of science, technology and its associations at all?

Takes a laid-out article, gives a factor for its scores. A football club that wins a
cup (夺得冠军), a bank that signs with an estate agent: the words of our themes, but not
our news. It judges no theme.
"""

from __future__ import annotations

import re

from kexie_digest.themes.fields import Reading

#: Words that hardly a piece of association news goes without.
_OURS = re.compile(
    "科协|科学技术协会|学会|科技|科普|科学|院士|学术|科研|研究[院所会员生]|工程师|专家|学者|教授|博士|"
    "实验室|技术|创新|农技|科创|天文|航天|人工智能|机器人|知识产权|论文|党支部|党建|党史|党课|党员|党日|"
    "乡村振兴|帮扶|村民|人才|促进会|研究中心|技能|工程|医学|大学"
)
#: Fewer hits than this and the scores shrink: none at all leaves a quarter.
_ENOUGH = 3
_FLOOR = 0.25


def association_share(reading: Reading) -> float:
    """Tell how much of its scores an article keeps.

    Args:
        reading: The article, laid out.

    Returns:
        1.0 for plain association news down to 0.25 where no word of ours stands.
    """
    found = 0
    for _ in _OURS.finditer(reading.folded):
        found += 1
        if found >= _ENOUGH:
            return 1.0
    return _FLOOR + (1 - _FLOOR) * found / _ENOUGH
