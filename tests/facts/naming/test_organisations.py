"""Where names of bodies begin and end."""

from __future__ import annotations

import pytest

from kexie_digest.facts.naming.organisations import cut_post, ends_like_organisation, strip_end, strip_start


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("3月2日,在论坛开幕式上,甲市科协", "甲市科协"),
        ("据悉,近日甲市科协", "甲市科协"),
        ("经专家评审,甲大学", "甲大学"),
    ],
)
def test_adverbials_before_a_name_are_skipped(text: str, rest: str) -> None:
    """Dates, scenes and sources are no part of a name."""
    assert text[strip_start(text, 0, len(text)) :] == rest


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("甲学会、乙学会等12家单位", "甲学会、乙学会"),
        ("甲高新区、乙高新区2个国家高新区", "甲高新区、乙高新区"),
        ("甲市第一人民医院", "甲市第一人民医院"),
        ("甲县第三中学", "甲县第三中学"),
    ],
)
def test_a_count_behind_a_list_is_cut_a_number_in_a_name_is_not(text: str, rest: str) -> None:
    """等12家单位 goes, 第一人民医院 stays."""
    assert text[: strip_end(text, 0, len(text))] == rest


def test_the_body_ends_where_the_post_begins() -> None:
    """某学会理事长某某."""
    text = "甲市机械工程学会理事长尉迟恭"
    assert text[: cut_post(text, 0, len(text))] == "甲市机械工程学会"


def test_endings() -> None:
    """学会 ends a body, 知识 does not."""
    assert ends_like_organisation("甲市某学会")
    assert not ends_like_organisation("科普知识")
