"""The honour told before."""

from __future__ import annotations

import pytest

from facts.support import line
from kexie_digest.facts.awards.sentences.earlier import honour_before


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("省科协发布《关于表彰先进学会的决定》，甲学会榜上有名。", "先进学会"),
        ("命名30所学校为市级科技特色学校，甲小学在列。", "市级科技特色学校"),
        ("现将“金话筒奖”获奖名单公布如下，甲学会在列。", "金话筒奖"),
        ("甲地的天气很好，乙学会在列。", None),
    ],
)
def test_the_honour_told_before_is_named(text: str, expected: str | None) -> None:
    """Inside the title of a decision, behind 为, or not at all."""
    found = line(text)
    assert honour_before([found], found, len(found.text) - 3) == expected
