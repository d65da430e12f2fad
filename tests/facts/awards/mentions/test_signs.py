"""Words that speak for or against a winner."""

from __future__ import annotations

import pytest

from kexie_digest.facts.awards.mentions.signs import signs_in


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("捧走冠军杯", "got"),
        ("花落县一中", "give"),
        ("名单如下", "list"),
        ("裁判长点评", "judge"),
        ("他介绍说", "speak"),
        ("指导教师", "teach"),
        ("去年的得主", "past"),
        ("与大奖无缘", "negated"),
    ],
)
def test_signs_are_read(text: str, sign: str) -> None:
    """One word is enough."""
    assert sign in signs_in(text)


def test_plain_words_give_no_sign() -> None:
    """天气晴好 tells nothing."""
    assert signs_in("天气晴好") == frozenset()
