"""Lists of recipients: names, number, and whether 等 leaves them open."""

from __future__ import annotations

import pytest

from facts.support import line
from kexie_digest.facts.awards.recipients import recipients_in


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
        ("甲石小学的石小川、彭一朵组成的“山雀队”", ["山雀队"]),
        ("胡杨、蒲英、沙棘的报告", ["胡杨", "蒲英", "沙棘"]),
        ("甲馆讲解员方澄、剪纸传人荀慧明", ["方澄", "荀慧明"]),
        ("甲省两项成果", []),
        ("我区白鹿小学", ["白鹿小学"]),
        ("我省成都理工大学", ["成都理工大学"]),
    ],
)
def test_items_are_read_in_the_company_of_others(text: str, expected: list[str]) -> None:
    """Counted lists, makers of a work, plain reports; a place that owns the work is not honoured."""
    found = line(text)
    assert recipients_in([found], found, 0, len(found.text)).names == expected
