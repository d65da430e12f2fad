"""The head of a printed table: what its columns hold.

Takes a row, gives the words of its cells where they all name columns (序号 作品名称 报送单位).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kexie_digest.facts.awards.cells import cells_of
from kexie_digest.facts.lines import Line

WORK_COLUMN = re.compile(
    r"(?:获奖|入选|参赛|成果|论文|案例|课程|项目)?(?:作品|项目|论文|成果|题目|课题|案例|图书|课程|剧目)(?:名称|题目)?|篇名|题目"
)
#: Columns, those that say who is honoured in the order of their weight.
RECIPIENT_COLUMNS = (
    re.compile(r"参赛队伍?|队伍|战队|队名|(?:参赛|获奖)?(?:队伍?|团队|战队)名称"),
    WORK_COLUMN,
    re.compile(r"姓 ?名|获奖(?:者|人|人员|选手|对象)|选手|人员"),
    re.compile(
        r"(?:获奖|入选|先进|优秀|基地|单位|学会|协会|企业|学校|团队|集体|村|社区|(?:分支)?机构|会员单位)(?:单位|团队|集体|学校)?(?:全?名称)?|名称"
    ),
)
AWARD_COLUMN = re.compile(r"奖[项次级别]|(?:获奖)?等[级次]|(?:获奖)?(?:级别|名次|荣誉|称号)")
_OTHER_COLUMN = re.compile(
    r"序 ?号|编号|第[一二三]作者|通讯作者|作者|出生年月|年龄|民族|学历|籍贯|工作单位.{0,8}|"
    r"(?:工作|所在|推荐|报送|申报|完成|选送|承担|依托|主要完成|培养|参赛)(?:单位|学校)|(?:指导|带队)(?:教师|老师)|教练员?|领队|"
    r"(?:主要)?完成人|职务|职称|备注|"
    r"学校|组 ?别|地区|市州|区县|类别|领域|性别|联系.*|时间|所在.{1,4}|专长|事迹.*"
)
#: What two bodies have agreed on: nobody is honoured beside it.
_AGREED = re.compile(r"(?:合作|签约|协议|需求|对接)(?:内容|事项|项目|名称|单位|企业|方)?|[甲乙]方")
_SHORTEST_TABLE = 2
#: Between ruled cells half of the heads must be known, if all are short.
_RULE, _LONGEST = re.compile(r"[\t|]"), 10


def head_of(line: Line) -> list[str] | None:
    """Read a row as the head of a table.

    Args:
        line: The row.

    Returns:
        The names of its columns; None where the row is none.
    """
    cells = [line.folded[start:end] for start, end in cells_of(line, 0, len(line.folded))]
    known = (*RECIPIENT_COLUMNS, AWARD_COLUMN, _OTHER_COLUMN)
    told = sum(any(one.fullmatch(cell) for one in known) for cell in cells)
    is_ruled = _RULE.search(line.text) and max(map(len, cells)) <= _LONGEST and 2 * told >= len(cells)
    return cells if told >= _SHORTEST_TABLE and (told == len(cells) or is_ruled) else None


def recipient_column(head: Sequence[str]) -> int | None:
    """Choose the column that says who is honoured: teams before works before persons before bodies.

    Args:
        head: The names of the columns.

    Returns:
        Its place; None where no column says so.
    """
    if any(_AGREED.fullmatch(cell) for cell in head):
        return None
    places = (
        at
        for one in RECIPIENT_COLUMNS
        for at, cell in enumerate(head)
        if one.fullmatch(cell) and not _OTHER_COLUMN.fullmatch(cell)
    )
    return next(places, None)
