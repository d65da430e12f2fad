"""Rolls in tables."""

from __future__ import annotations

import pytest

from facts.support import article, facts
from kexie_digest.facts.awards.tables import tables
from kexie_digest.facts.lines import read_lines

HEADED = ("大赛评出优秀作品2件。", "序号 作品名称 报送单位", "1 潮汐来信 云岭大学", "2 一粒盐 甲中学")
LEVELS = ("大赛结果如下。", "奖项|姓名|单位", "一等奖|方澄|云岭大学", "二等奖|荀慧|甲中学")
LISTS = ("评优结果如下。", "奖项\t获奖分支机构", "组织奖\t口腔分会、麻醉分会", "科普奖\t皮肤科分会")
FIGURES = ("中标候选人如下。", "第一名\t乙影像有限公司\t386.50\t92.14")
AGREED = ("“园区行”专场现场签约2项。", "学会\t企业\t合作内容", "甲学会\t乙公司\t育种", "丙学会\t丁公司\t测土")
TEAMS = (
    "大赛一等奖公告如下：",
    "项目\t组别\t参赛队\t学校\t教练员",
    "巡线\t小学\t蜗牛快跑队\t甲小学\t方澄",
    "巡线\t高中\t螺帽队\t乙中学\t荀慧",
)
TEAMS_WITH_WORKS = (
    "大赛一等奖公告如下：",
    "队伍\t作品\t奖金",
    "蜗牛快跑队\t会叫的门\t500元",
    "螺帽队\t夜灯\t500元",
)
TITLES = (
    "大赛评出优秀论文2篇。",
    "序号 论文题目 第一作者 单位",
    "1 潮间带的泥 方澄 云岭大学",
    "2 鱼的夜 荀慧 甲中学",
)
BARE = ("大赛结果如下。", "一等奖　方　澄　云岭大学", "二等奖　荀慧音　甲中学")


@pytest.mark.parametrize(
    ("paragraphs", "expected"),
    [
        (HEADED, [("优秀作品", ["潮汐来信", "一粒盐"])]),
        (LEVELS, [("一等奖", ["方澄"]), ("二等奖", ["荀慧"])]),
        (BARE, [("一等奖", ["方澄"]), ("二等奖", ["荀慧音"])]),
        (TEAMS, [("大赛一等奖", ["蜗牛快跑队", "螺帽队"])]),
        (TEAMS_WITH_WORKS, [("大赛一等奖", ["蜗牛快跑队", "螺帽队"])]),
        (TITLES, [("优秀论文", ["潮间带的泥", "鱼的夜"])]),
        (LISTS, [("组织奖", ["口腔分会", "麻醉分会"]), ("科普奖", ["皮肤科分会"])]),
        (FIGURES, []),
        (AGREED, []),
    ],
    ids=[
        "head",
        "head with levels",
        "levels alone",
        "teams",
        "teams with works",
        "titles",
        "lists in cells",
        "figures",
        "agreements",
    ],
)
def test_one_column_is_honoured(paragraphs: tuple[str, ...], expected: list[tuple[str, list[str]]]) -> None:
    """The others say where and for whom."""
    found = tables(read_lines(article(*paragraphs)))
    assert [(honour.name, honour.names) for honour in found] == expected


def test_a_table_of_something_else_names_nobody() -> None:
    """A programme has no winners."""
    assert facts("日程如下。", "时间 姓名", "9:00 方澄", "10:00 荀慧").awards == ()


def test_the_evidence_of_a_table_names_a_winner() -> None:
    """The head of a table says nothing of the award; the first row does."""
    (award,) = facts(
        "现将“金话筒奖”获奖名单公布如下。", "序号\t姓名\t单位", "1\t方澄\t甲中学", "2\t荀慧\t乙中学"
    ).awards
    assert (award.award, award.recipients) == ("金话筒奖", ("方澄", "荀慧"))
    assert award.evidence == "1\t方澄\t甲中学"
