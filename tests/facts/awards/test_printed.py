"""Rolls printed in rows, whatever divides the parts of a row."""

from __future__ import annotations

import pytest

from facts.support import article, facts, flags
from kexie_digest.facts.awards.printed import printed_rolls
from kexie_digest.facts.lines import read_lines
from kexie_digest.model import FlagKind

OPENING = "河阴市科协公布2026年“雪莲奖”获奖名单——"
ROWS = {
    "where they work in brackets": (
        ["闻笛（河阴大学出版社）", "娜仁（《河阴农学》编辑部）"],
        ["闻笛", "娜仁"],
    ),
    "numbers and gaps": (["1. 安　澜　河阴学院副教授", "2. 佴小满　羊场畜牧师"], ["安澜", "佴小满"]),
    "bars": (["闻笛 | 区图书馆 | 馆员", "安在田 | 河阴农校退休教师"], ["闻笛", "安在田"]),
    "dashes": (
        ["🏡 闻笛家庭——三代人，五位队员", "🏡 安澜、佴岚家庭——阳台上的气象站"],
        ["闻笛家庭", "安澜、佴岚家庭"],
    ),
    "several with brackets in one row": (
        ["闻笛（河阴大学）　安澜（区医院）　佴小满（羊场）"],
        ["闻笛", "安澜", "佴小满"],
    ),
    "a label for all": (["获奖者：河阴所所长、研究员　闻笛；测试中心　安澜（女）。"], ["闻笛", "安澜"]),
}
LABELLED = {
    "a colon": (
        ["一等奖：闻笛、安澜", "二等奖：佴小满"],
        {"一等奖": ("闻笛", "安澜"), "二等奖": ("佴小满",)},
    ),
    "boxes": (
        ["【最佳组织】河阴市林学会", "【最佳工艺】林学2301班　闻笛、安澜"],
        {"最佳组织": ("河阴市林学会",), "最佳工艺": ("闻笛", "安澜")},
    ),
    "the other way round": (
        ["闻笛、安澜：省青年科技奖", "佴小满：河阴市优秀会员（首批）"],
        {"省青年科技奖": ("闻笛", "安澜"), "河阴市优秀会员": ("佴小满",)},
    ),
}


@pytest.mark.parametrize(("rows", "names"), ROWS.values(), ids=ROWS)
def test_a_row_below_an_announcement_names_its_recipient(rows: list[str], names: list[str]) -> None:
    """Employers, posts and descriptions are particulars."""
    found = facts(OPENING, *rows, "颁奖仪式下月举行，由河阴市科技馆承办。").awards
    assert [name for award in found for name in award.recipients] == names


@pytest.mark.parametrize(("rows", "wanted"), LABELLED.values(), ids=LABELLED)
def test_a_row_may_name_its_honour(rows: list[str], wanted: dict[str, tuple[str, ...]]) -> None:
    """Without any sentence above."""
    found = facts("河阴市林学会喜报：", *rows).awards
    assert {award.award: award.recipients for award in found} == wanted


def test_works_are_named_by_their_whole_title() -> None:
    """Authors and bodies behind a dash or in brackets are particulars."""
    found = facts(
        "本次论文评选结果如下：",
        "一等奖：河口湿地的昼夜（河阴大学，作者：闻笛）；再生水与盐",
        "二等奖：影子为什么会走——河阴一中　安澜",
    ).awards
    assert [award.recipients for award in found] == [("河口湿地的昼夜", "再生水与盐"), ("影子为什么会走",)]


def test_the_number_of_a_row_is_checked() -> None:
    """Five are announced and six named."""
    rows = "优秀学会干部（5名）：市药学会　饶　芳；市林学会　闻笛；市园艺学会　谷雨；市医学会　安　澜"
    assert [flag.flag for flag in flags("名单公布如下。", rows)] == [FlagKind.COUNT_MISMATCH]


def test_prose_and_signatures_are_no_rows() -> None:
    """Nor is what stands below a heading of something else."""
    lines = read_lines(
        article("关于评选的通知：", "请各单位于月底前报送材料。", "河阴市林学会", "2026年2月3日")
    )
    assert [roll for roll in printed_rolls(lines, "关于评选的通知") if roll] == []


def test_a_body_before_a_quoted_work_has_not_won() -> None:
    """某科协“甲”: the case wins."""
    found = facts("优秀案例名单公布如下：", "河阴市科协“夜间课堂”", "云岭县科协“渔船药箱”").awards
    assert [name for award in found for name in award.recipients] == ["夜间课堂", "渔船药箱"]


def test_a_roll_below_what_was_chosen_after_applications() -> None:
    """经申报推荐 is done; the rules of an honour are not its name."""
    found = facts(
        "根据《河阴市科普示范基地管理办法》，经申报推荐、综合评审，现将示范基地名单公布如下：",
        "1.甘泉县石桥村茶叶基地",
        "2.甘泉县白鹿农技协会",
    ).awards
    assert [name for award in found for name in award.recipients] == [
        "甘泉县石桥村茶叶基地",
        "甘泉县白鹿农技协会",
    ]
    assert not any("办法" in award.award for award in found)
