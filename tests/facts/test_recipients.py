"""Lists of recipients: names, number, and whether 等 leaves them open."""

from __future__ import annotations

from facts.support import line
from kexie_digest.facts.recipients import announced, recipients_in, subject_before


def test_names_number_and_openness() -> None:
    """甲、乙等10家单位: two names, ten in all, open."""
    found = line("甲市林学会、甲市医学会等10家单位")
    assert recipients_in([found], found, 0, len(found.text)).__dict__ == {
        "names": ["甲市林学会", "甲市医学会"],
        "count": 10,
        "is_open": True,
    }


def test_the_subject_may_stand_in_an_earlier_clause() -> None:
    """甲学会表现突出,荣获…."""
    found = line("甲市林学会表现突出，荣获先进。")
    assert subject_before([found], found, found.text.index("荣")).names == ["甲市林学会"]


def test_a_roll_after_an_announcement() -> None:
    """分别是 opens it."""
    found = line("3家单位入选，分别是甲馆、乙园、丙站。")
    assert announced([found], found, found.text.index("，")) == ["甲馆", "乙园", "丙站"]
