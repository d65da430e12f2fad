"""Names that a clause refers to instead of telling them."""

from __future__ import annotations

import pytest

from facts.support import facts, line
from kexie_digest.facts.awards.sentences.pronouns import he_before, in_company, meant


def recipients(*paragraphs: str) -> list[str]:
    """Everyone honoured in a text."""
    return [name for award in facts(*paragraphs).awards for name in award.recipients]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "榜上添了新名：市医学会方澄主任、市林学会荀慧高级工程师，两人被授予“学会之星”称号。",
            ["方澄", "荀慧"],
        ),
        (
            "县疾控中心检验师方澄、站长荀慧以及气象员蔡南——昨晚，这3名科技工作者上台，他们被县科协授予“最美科技工作者”称号。",
            ["方澄", "荀慧", "蔡南"],
        ),
        (
            "这对甲县医院急救团队来说再平常不过。论坛上，团队被授予“生命奖”。",
            ["甲县医院急救团队"],
        ),
        (
            "论坛上，博士后方澄、工程师荀慧也有斩获，两人及其合作者、甲大学的蔡南同获最佳墙报奖。",
            ["方澄", "荀慧", "蔡南"],
        ),
        (
            "这是农民育种人方大山留给人的印象。昨天，六十岁的他走上台，从领导手中接过“农业贡献奖”证书。",
            [],
        ),
        (
            "这是农民育种人方大山留给人的印象。昨天，六十岁的他走上台，从领导手中接过“农业贡献奖”证书。方大山说，高兴。",
            ["方大山"],
        ),
    ],
)
def test_names_are_found_before_the_words_that_refer_to_them(text: str, expected: list[str]) -> None:
    """Lists, groups, and a person who is told again."""
    assert sorted(recipients(text)) == sorted(expected)


def test_a_number_that_fits_no_list_names_nobody() -> None:
    """Three are meant, two are told."""
    found = line("方澄、荀慧在座，三人获奖")
    assert meant([found], found, 7, 9).names == []
    two = line("方澄、荀慧在座，两人获奖")
    assert meant([two], two, 8, 10).names == ["方澄", "荀慧"]


def test_company_counts_beside_those_referred_to() -> None:
    """两人和甲 adds a name, 两人 does not."""
    with_others = line("两人及其合作者荀慧获奖")
    assert in_company(with_others, 0, 9)
    alone = line("两人均获奖")
    assert not in_company(alone, 0, 3)


def test_without_a_pronoun_nobody_is_meant() -> None:
    """A clause with its own subject is left alone."""
    found = line("育种人方大山来了，会议开幕")
    assert he_before([found], found, 12).names == []
