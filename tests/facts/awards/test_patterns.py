"""Patterns of honours on short examples."""

from __future__ import annotations

import pytest

from kexie_digest.facts.awards import patterns


@pytest.mark.parametrize(
    "text", ["荣获一等奖", "被评为先进集体", "捧得优胜杯", "入选新锐企业榜", "摘走年度大奖"]
)
def test_verbs_of_receiving_are_known(text: str) -> None:
    """The verb and the honour behind it."""
    assert patterns.GAINED.search(text)


@pytest.mark.parametrize(
    "text", ["榜上有名", "受到省科协通报表彰", "拔得头筹", "分获二、三名", "考核等次为优秀"]
)
def test_being_on_the_list_is_known(text: str) -> None:
    """The honour itself is told elsewhere."""
    assert patterns.ON_THE_LIST.search(text)


@pytest.mark.parametrize("text", ["拟推荐", "将角逐", "申报省奖", "须优先"])
def test_what_is_not_done_is_known(text: str) -> None:
    """Applications, proposals, conditions."""
    assert patterns.NOT_DONE.search(text)


@pytest.mark.parametrize("text", ["主将方澄", "模拟大赛", "希望小学", "申报的项目"])
def test_words_inside_names_are_no_plans(text: str) -> None:
    """将, 拟, 希望 and 申报 have other uses."""
    assert not patterns.NOT_DONE.search(text)
