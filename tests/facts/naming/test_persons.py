"""Personal names are taken only where their place proves them."""

from __future__ import annotations

import pytest

from facts.support import article
from kexie_digest.facts.lines import read_lines
from kexie_digest.facts.naming.persons import body_of, person_after_body, person_in, speaker_of


@pytest.mark.parametrize(
    ("item", "name"),
    [
        ("甲大学光电学院教授司徒明远", "司徒明远"),
        ("甲市第三人民医院副主任医师何予安", "何予安"),
        ("白鹭小学的陶一诺", "陶一诺"),
        ("云海中学纪小舟", "纪小舟"),
        ("郑怀瑾", "郑怀瑾"),
        ("李明教授", "李明"),
        ("河阴小学五(2)班陶一诺", "陶一诺"),
        ("德国冰川学家汉斯·穆勒", "汉斯·穆勒"),
        ("河阴三院骨科何予安", "何予安"),
        ("甲市医学会", None),
        ("高校", None),
        ("成都", None),
    ],
)
def test_the_person_of_a_list_item(item: str, name: str | None) -> None:
    """After a post, behind a body, or alone."""
    found = person_in(item, 0, len(item))
    assert (item[found[0] : found[1]] if found else None) == name


def test_a_name_ends_before_the_verb() -> None:
    """臧某在…说: 在 belongs to no name."""
    text = "甲学院教授臧远在大会上说"
    found = person_after_body(text, 3, len(text))
    assert found
    assert text[found[0] : found[1]] == "臧远"


def test_the_speaker_stands_before_or_after_the_speech() -> None:
    """And the body is that of the post."""
    lines = read_lines(article("“我的论文获奖了。”甲市林学会秘书长温知夏说。"))
    found = speaker_of(lines, lines[0])
    assert found
    assert found[0].text[found[1][0] : found[1][1]] == "温知夏"
    assert body_of(lines, "温知夏") == "甲市林学会"
