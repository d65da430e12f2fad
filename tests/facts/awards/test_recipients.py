"""Lists of recipients: names, number, and whether 等 leaves them open."""

from __future__ import annotations

import pytest

from facts.support import line
from kexie_digest.facts.awards.recipients import Found, recipients_in, with_part_before


def test_names_number_and_openness() -> None:
    """甲、乙等10家单位: two names, ten in all, open."""
    found = line("甲市林学会、甲市医学会等10家单位")
    assert recipients_in([found], found, 0, len(found.text)).__dict__ == {
        "names": ["甲市林学会", "甲市医学会"],
        "count": 10,
        "is_open": True,
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲大桥、乙水库扩建工程等10个项目", ["甲大桥", "乙水库扩建工程"]),
        ("甲大学教授臧志刚", ["臧志刚"]),
        ("甲市林学会刚刚", ["甲市林学会"]),
        ("甲石小学的石小川、彭一朵组成的“山雀队”", ["山雀队"]),
        ("胡杨、蒲英、沙棘的报告", ["胡杨", "蒲英", "沙棘"]),
        ("甲馆讲解员方澄、剪纸传人荀慧明", ["方澄", "荀慧明"]),
        ("唐寅、祝枝山的“渔网”", ["渔网"]),
        ("河阴一中 卢沟月、楼兰雪", ["卢沟月", "楼兰雪"]),
        ("甲省两项成果", []),
        ("我区白鹿小学", ["白鹿小学"]),
        ("我省成都理工大学", ["成都理工大学"]),
    ],
)
def test_items_are_read_in_the_company_of_others(text: str, expected: list[str]) -> None:
    """Counted lists, makers of a work, plain reports; a place that owns the work is not honoured."""
    found = line(text)
    assert recipients_in([found], found, 0, len(found.text)).names == expected


def test_a_list_may_run_over_a_comma() -> None:
    """The number behind its last part counts both."""
    found = line("河阴大学曾雁回、韦千帆，水利设计院景明三人入选。")
    part = recipients_in([found], found, 12, 21)
    assert part == Found(["景明"], 3)
    assert with_part_before([found], found, 12, part).names == ["曾雁回", "韦千帆", "景明"]
