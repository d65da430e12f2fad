"""Who can be a party, and who 双方 are."""

from __future__ import annotations

import pytest

from facts.support import article
from kexie_digest.facts.counterparts import counterparts
from kexie_digest.facts.lines import read_lines
from kexie_digest.facts.parties import is_party


@pytest.mark.parametrize("name", ["甲市科协", "飞桥重工", "市工业和信息化局", "甲县第一中学"])
def test_named_bodies_and_brands_are_parties(name: str) -> None:
    """By suffix, or short enough for a firm."""
    assert is_party(name)


@pytest.mark.parametrize(
    "name", ["双方", "多家企业", "三十余家单位", "国家学会", "双方在教育", "甲乙两地举办", "会"]
)
def test_generic_names_and_scraps_are_not(name: str) -> None:
    """Nobody in particular."""
    assert not is_party(name)


def test_both_sides_are_subject_and_partner_of_the_visit() -> None:
    """甲赴乙考察,双方签署."""
    lines = read_lines(article("甲市科协主席一行赴乙市科协考察，双方签署了协议。"))
    position = lines[0].text.index("签署")
    assert counterparts(lines, lines[0], position) == ["甲市科协", "乙市科协"]
