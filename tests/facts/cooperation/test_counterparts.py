"""Who 双方 are."""

from __future__ import annotations

from facts.support import article
from kexie_digest.facts.cooperation.counterparts import bodies_in, counterparts
from kexie_digest.facts.lines import read_lines


def test_both_sides_are_subject_and_partner_of_the_visit() -> None:
    """甲赴乙考察,双方签署."""
    lines = read_lines(article("甲市科协主席一行赴乙市科协考察，双方签署了协议。"))
    position = lines[0].text.index("签署")
    assert counterparts(lines, lines[0], position) == ["甲市科协", "乙市科协"]


def test_as_many_bodies_as_the_word_counts() -> None:
    """三方 are the three told in the sentence before, not two of them."""
    lines = read_lines(article("甲市科协、乙市科协和丙市科协昨天坐到一起。三方签署了协议。"))
    assert counterparts(lines, lines[1], lines[1].text.index("签署")) == ["甲市科协", "乙市科协", "丙市科协"]


def test_nobody_is_guessed_where_the_number_does_not_fit() -> None:
    """四方 with two bodies in sight stay unnamed."""
    lines = read_lines(article("甲市科协和乙市科协昨天坐到一起。四方签署了协议。"))
    assert counterparts(lines, lines[1], lines[1].text.index("签署")) == []


def test_the_title_may_name_them() -> None:
    """The body tells only 双方."""
    lines = read_lines(article("双方签署了协议。"))
    assert counterparts(lines, lines[0], 2, "甲市科协、乙市科协签约") == ["甲市科协", "乙市科协"]


def test_bodies_are_named_without_the_people_behind_them() -> None:
    """甲市科协主席某某到乙县医院."""
    (found,) = read_lines(article("甲市科协主席方澄来到乙县医院座谈。"))
    assert bodies_in(found, 0, len(found.text)) == ["甲市科协", "乙县医院"]
