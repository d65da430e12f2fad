"""Patterns of agreements on short examples."""

from __future__ import annotations

import pytest

from kexie_digest.facts.cooperation import patterns


@pytest.mark.parametrize(
    "text",
    [
        "甲与乙签署合作协议",
        "甲与乙签约",
        "甲与乙结为友好馆",
        "甲与乙达成合作",
        "甲乙共同签字",
        "甲乙交换了协议文本",
    ],
)
def test_verbs_of_agreeing_are_known(text: str) -> None:
    """Each way to say that it was signed."""
    assert any(verb.search(text) for verb in patterns.VERBS)


@pytest.mark.parametrize(
    "text", ["甲将与乙", "甲拟与乙", "甲有望与乙", "适时与乙", "再视情况与乙", "推动与乙", "甲愿与乙"]
)
def test_plans_are_known(text: str) -> None:
    """Nothing was signed yet."""
    assert patterns.PLAN.search(text)


@pytest.mark.parametrize(
    "text", ["甲市应用数学学会与", "科技志愿者协会与", "新希望集团与", "虚拟仿真学会与", "在专家指导下与"]
)
def test_words_inside_names_are_no_plans(text: str) -> None:
    """应, 愿, 希望, 拟 and 指导 have other uses."""
    assert not patterns.PLAN.search(text)


def test_a_number_of_many_is_known() -> None:
    """So many that the bodies nearby cannot be they; two or three may be."""
    assert all(patterns.MANY.search(text) for text in ("6个学会", "多家企业", "13份协议", "3对"))
    assert not patterns.MANY.search("两家单位")


@pytest.mark.parametrize("text", ["甲专家杜若与", "甲学会与"])
def test_a_given_name_is_no_condition(text: str) -> None:
    """若 ends names, too."""
    assert not patterns.PLAN.search(text)
    assert patterns.PLAN.search("若甲与")
