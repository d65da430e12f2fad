"""What one item of a roll names."""

from __future__ import annotations

import pytest

from facts.support import line
from kexie_digest.facts.awards.items import names_in


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("甲学会报送的《石头记事》", ["石头记事"]),
        ("“芯火”“蓝鲸”", ["芯火", "蓝鲸"]),
        ("甲大学牵头的“湖库预警技术”项目", ["湖库预警技术"]),
        ("“护苗”智能雾化器", ["“护苗”智能雾化器"]),
        ("获奖学会", []),
        ("部分单位", []),
        ("甲市林学会", ["甲市林学会"]),
        ("甲市一中“石拱队”", ["甲市一中“石拱队”"]),
        ("我校食品工程系", ["食品工程系"]),
        ("我院心内科护理组", ["心内科护理组"]),
    ],
)
def test_names_of_items(text: str, names: list[str]) -> None:
    """Works by title, bodies whole, generic ones not at all."""
    found = line(text)
    assert names_in([found], found, 0, len(text)) == names


def test_a_roll_takes_plain_nouns_too() -> None:
    """In an announced roll 清风书屋 is a name."""
    found = line("清风书屋")
    assert names_in([found], found, 0, 4) == []
    assert names_in([found], found, 0, 4, is_roll=True) == ["清风书屋"]
