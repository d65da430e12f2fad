"""Whom a sentence is about."""

from __future__ import annotations

import pytest

from facts.support import article, line
from kexie_digest.facts.awards.sentences.subjects import antecedent, subject_before
from kexie_digest.facts.lines import read_lines


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲市林学会表现突出，荣获先进。", ["甲市林学会"]),
        ("甲轴承厂高级技师仲伯安，荣获奖章。", ["仲伯安"]),
        ("乙县科协干部黎明辉扎根基层，荣获先进。", ["黎明辉"]),
        ("14岁的尹小满是甲中学学生，荣获冠军。", ["尹小满"]),
        ("甲省两项成果亮相，荣获金奖。", []),
    ],
)
def test_the_subject_may_stand_in_an_earlier_clause(text: str, expected: list[str]) -> None:
    """A body, a person by calling or by what is said of them; a region is only the scene."""
    found = line(text)
    assert subject_before([found], found, found.text.index("荣")).names == expected


def test_a_pronoun_is_whom_the_sentence_before_opens_with() -> None:
    """他 is the one the whole sentence is about, not what its last clause names."""
    lines = read_lines(article("乙县科协干部黎明辉扎根基层，走遍区里每一所学校。他获先进。"))
    assert antecedent(lines, lines[1]).names == ["黎明辉"]


def test_the_first_sentence_has_no_antecedent() -> None:
    """Nothing stands before it."""
    lines = read_lines(article("他获先进。"))
    assert antecedent(lines, lines[0]).names == []
