"""Where the names of a list end and begin."""

from __future__ import annotations

import pytest

from kexie_digest.facts.naming.lists import split_names


def split(text: str) -> list[str]:
    """The names of a list."""
    return [text[start:end] for start, end in split_names(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("甲市医学会、乙市医学会和丙大学", ["甲市医学会", "乙市医学会", "丙大学"]),
        ("市工业和信息化局", ["市工业和信息化局"]),
        ("甲市科协与市发展和改革委员会", ["甲市科协", "市发展和改革委员会"]),
        ("省材料科学与工程学会及甲大学", ["省材料科学与工程学会", "甲大学"]),
        ("甲市机器人学会与南岛自动化及机器人协会", ["甲市机器人学会", "南岛自动化及机器人协会"]),
        ("测绘与遥感服务中心", ["测绘与遥感服务中心"]),
        ("甲省腐蚀与防护学会与甲大学", ["甲省腐蚀与防护学会", "甲大学"]),
        ("县长封疆与水利学会", ["县长封疆", "水利学会"]),
        ("甲协会已与乙协会", ["甲协会", "乙协会"]),
        ("甲市质量、计量检测所和乙市博物馆", ["甲市质量、计量检测所", "乙市博物馆"]),
        ("甲街道和平社区、乙社区", ["甲街道和平社区", "乙社区"]),
        ("□□□队和□□队", ["□□□队", "□□队"]),
        ("甲所的多吉才让和方澄", ["甲所的多吉才让", "方澄"]),
        ("教授鲍叔同、解语", ["教授鲍叔同", "解语"]),
        ("李刚、王均和申屠刚", ["李刚", "王均", "申屠刚"]),
        ("乙科协两个先进集体和桓温", ["乙科协两个先进集体", "桓温"]),
        ("甲省科协、甲省供销合作社联合社", ["甲省科协", "甲省供销合作社联合社"]),
    ],
)
def test_a_conjunction_divides_only_complete_names(text: str, names: list[str]) -> None:
    """和, 与, 及 inside a name divide nothing."""
    assert split(text) == names


def test_a_brand_is_complete_and_a_field_is_not() -> None:
    """飞鹭 is a firm, as is 中国移动; 甲省腐蚀 is the first half of a society."""
    for text, names in (
        ("飞鹭与甲大学", ["飞鹭", "甲大学"]),
        ("甲省腐蚀与防护学会", ["甲省腐蚀与防护学会"]),
        ("中国腐蚀与防护学会", ["中国腐蚀与防护学会"]),
        ("中国移动与通信学会", ["中国移动", "通信学会"]),
        ("中国联通与青禾互联网协会", ["中国联通", "青禾互联网协会"]),
    ):
        assert [text[start:end] for start, end in split_names(text, 0, len(text), brands=True)] == names
