"""Where names of bodies begin and end."""

from __future__ import annotations

import pytest

from kexie_digest.facts.naming.organisations import (
    cut_post,
    ends_like_organisation,
    leading_organisation,
    split_names,
    strip_end,
    strip_start,
)


def split(text: str) -> list[str]:
    """The names of a list."""
    return [text[start:end] for start, end in split_names(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("甲市医学会、乙市医学会和丙大学", ["甲市医学会", "乙市医学会", "丙大学"]),
        ("市工业和信息化局", ["市工业和信息化局"]),
        ("甲市科协与市发展和改革委员会", ["甲市科协", "市发展和改革委员会"]),
        ("省材料科学与工程学会及甲大学", ["省材料科学与工程学会", "甲大学"]),
        ("测绘与遥感服务中心", ["测绘与遥感服务中心"]),
        ("甲协会已与乙协会", ["甲协会", "乙协会"]),
        ("李刚、王均和申屠刚", ["李刚", "王均", "申屠刚"]),
        ("乙科协两个先进集体和桓温", ["乙科协两个先进集体", "桓温"]),
        ("甲省科协、甲省供销合作社联合社", ["甲省科协", "甲省供销合作社联合社"]),
    ],
)
def test_a_conjunction_divides_only_complete_names(text: str, names: list[str]) -> None:
    """和, 与, 及 inside a name divide nothing."""
    assert split(text) == names


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


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("甲市科协党员干部赴村开展活动", "甲市科协"),
        ("据悉,甲省促进会成立于2013年", "甲省促进会"),
        ("同学们走进课堂", None),
    ],
)
def test_the_body_a_clause_begins_with(text: str, name: str | None) -> None:
    """Up to the verb, or nothing."""
    found = leading_organisation(text, 0, len(text))
    assert (text[found[0] : found[1]] if found else None) == name


def test_endings() -> None:
    """学会 ends a body, 知识 does not."""
    assert ends_like_organisation("甲市某学会")
    assert not ends_like_organisation("科普知识")
