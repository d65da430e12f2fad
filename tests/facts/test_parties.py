"""Who can be a party, and who 双方 are."""

from __future__ import annotations

import pytest

from facts.support import line
from kexie_digest.facts.parties import is_party, name_parties


@pytest.mark.parametrize("name", ["甲市科协", "飞桥重工", "市工业和信息化局", "甲县第一中学"])
def test_named_bodies_and_brands_are_parties(name: str) -> None:
    """By suffix, or short enough for a firm."""
    assert is_party(name)


@pytest.mark.parametrize(
    "name",
    [
        "双方",
        "院士团队",
        "六处增至十四处",
        "多家企业",
        "三十余家单位",
        "国家学会",
        "双方在教育",
        "甲乙两地举办",
        "会",
    ],
)
def test_generic_names_and_scraps_are_not(name: str) -> None:
    """Nobody in particular."""
    assert not is_party(name)


def test_a_body_is_cut_out_of_the_words_around_it() -> None:
    """小院由甲大学: the verb is no part of the name."""
    found = line("小院由甲市大学、乙县科协共建")
    names = [found.text[start:end] for start, end in name_parties(found, 0, found.text.index("共建"))]
    assert names == ["甲市大学", "乙县科协"]


def test_bare_nouns_are_given_on_request() -> None:
    """学会 names nobody unless the caller can say who it is."""
    found = line("学会、乙县科协")
    assert [span[1] for span in name_parties(found, 0, 7)] == [7]
    assert [span[1] for span in name_parties(found, 0, 7, bare=True)] == [2, 7]
