"""Who is named beside an honour and has not won it."""

from __future__ import annotations

import pytest

from facts.support import line
from kexie_digest.facts.awards.tagging.bystanders import is_bystander


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("《一滴水》作者：安小满", "安小满"),
        ("《一滴水》，安小满著", "安小满著"),
        ("安小满凭借《一滴水》获一等奖。", "一滴水"),
        ("安小满以作品“风车”和“水车”获一等奖。", "水车"),
        ("安小满、白露两位老师合写的《一滴水》获一等奖。", "安小满"),
        ("二班安小满、白露的作品“风车”获一等奖。", "安小满"),
        ("《一滴水》　安小满、白露编著　河阴出版社", "安小满"),
        ("一等奖揭晓，指导教师分别为安小满、白露。", "白露"),
        ("来源：县科协　编辑：安小满", "安小满"),
        ("安小满、白露两位专家担任评委。", "安小满"),
        ("评委：县一中安小满，市教科院白露。", "白露"),
        ("代表队由医师安小满、技师白露组成，获优胜奖。", "安小满"),
        ("院士安小满、厅长白露为获奖者颁奖。", "安小满"),
        ("县长安小满宣读表彰决定。", "安小满"),
        ("奖金按《青禾奖奖励办法》发放。", "青禾奖奖励办法"),
        ("大赛吸引20余万次点击。", "余万次"),
        ("审核专家：县一中安小满、县气象台白露", "白露"),
        ("授予石青谷茶业公司安小满“茶人”称号。", "石青谷"),
    ],
)
def test_bystanders_win_nothing(text: str, name: str) -> None:
    """Authors, means, makers, teachers, editors, judges, papers, numbers."""
    start = text.index(name)
    assert is_bystander(line(text), start, start + len(name))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("安小满凭借《一滴水》获一等奖。", "安小满"),
        ("安小满撰写的《一滴水》获一等奖。", "一滴水"),
        ("县长为安小满颁奖，她走上台。", "安小满"),
        ("优秀指导教师：安小满、白露", "白露"),
        ("十佳导师：安小满、白露、石青松", "白露"),
        ("公布2026年度十佳科普顾问：安小满、白露。", "安小满"),
        ("其中优秀科技顾问：安小满、白露", "白露"),
        ("“青禾科普奖”项目负责人：安小满、白露", "白露"),
        ("摄影：安小满获一等奖，白露获二等奖。", "白露"),
        ("青禾奖授予评委推荐的安小满。", "安小满"),
    ],
)
def test_winners_are_no_bystanders(text: str, name: str) -> None:
    """Though the same words stand in the sentence."""
    start = text.index(name)
    assert not is_bystander(line(text), start, start + len(name))
