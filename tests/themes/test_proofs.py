"""What facts add to the themes of an article."""

from __future__ import annotations

import pytest

from kexie_digest.model import Article, Assignment, Award, Evidence, Facts, Passage, Themes
from kexie_digest.themes.proofs import with_facts

ROLL = "市科协命名灯塔社区、盐仓社区、榕荫社区为科普示范社区。"
ARTICLE = Article((Passage(ROLL), Passage("各区要加强指导。")), title="通知")
FACTS = Facts(awards=(Award("科普示范社区", ("市科协",), ("灯塔社区", "盐仓社区"), ROLL),))


def themes(*scores: tuple[str, float], unsure: bool = False, certain: bool = False) -> Themes:
    """Themes with one quotation each."""
    found = tuple(Assignment(key, score, (Evidence("命名", 1.0, "lead", 0),)) for key, score in scores)
    return Themes(found, unsure=unsure, certain=certain)


def test_a_roll_that_fills_the_text_makes_it_news_of_awards() -> None:
    """Its own sentence is the evidence; the theme of the words stays beside it, nothing is certain."""
    found = with_facts(themes(("policy_and_leadership", 4.7), certain=True), ARTICLE, FACTS)
    assert found.keys == ("awards", "policy_and_leadership")
    assert found.assignments[0].evidence[-1].text == ROLL
    assert not found.certain
    assert not found.unsure


def test_awards_told_by_words_too_become_certain() -> None:
    """Words and facts agree."""
    found = with_facts(themes(("awards", 1.0), ("international", 0.95), unsure=True), ARTICLE, FACTS)
    assert found.keys[0] == "awards"
    assert found.certain
    assert not found.unsure


def test_an_award_in_passing_changes_nothing() -> None:
    """One sentence of a long text, a fact without a name, news of others."""
    long = Article((Passage(ROLL), Passage("与会代表讨论了工作报告。" * 40)))
    policy = themes(("policy_and_leadership", 4.7))
    assert with_facts(policy, long, FACTS) == policy
    assert with_facts(policy, ARTICLE, Facts(awards=(Award("奖", (), (), ROLL),))) == policy
    other = themes(("other", 2.0))
    assert with_facts(other, ARTICLE, FACTS) == other


@pytest.mark.parametrize(
    ("sentence", "published", "main"),
    [
        ("去年，灯塔社区被市科协命名为科普示范社区。", "2026-05-01", "policy_and_leadership"),
        ("灯塔社区曾两次获评科普示范社区。", "2026-05-01", "policy_and_leadership"),
        ("灯塔社区曾与盐仓社区同获科普示范社区称号。", "2026-05-01", "policy_and_leadership"),
        ("市科协授予曾祥明、李文华、赵小刚“河阴工匠”称号。", "2026-05-01", "awards"),
        ("市科协授予曾和平、曾荣华、赵小刚“河阴工匠”称号。", "2026-05-01", "awards"),
        ("与去年相比，获命名的科普示范社区多了灯塔社区。", "2026-05-01", "awards"),
        ("灯塔社区没有获评科普示范社区。", "2026-05-01", "policy_and_leadership"),
        ("2019年，灯塔社区被市科协命名为科普示范社区。", "2026-05-01", "policy_and_leadership"),
        ("灯塔社区被市科协命名为2025年度科普示范社区。", "2026-05-01", "awards"),
        ("2019年，灯塔社区被市科协命名为科普示范社区。", "2019-05-01", "awards"),
        ("2019年，灯塔社区被市科协命名为科普示范社区。", None, "awards"),
    ],
)
def test_honours_of_other_days_prove_nothing(sentence: str, published: str | None, main: str) -> None:
    """A life tells of years gone by, a roll of the year before; without a day nothing is known to be past."""
    facts = Facts(awards=(Award("科普示范社区", ("市科协",), ("灯塔社区",), sentence),))
    article = Article((Passage(sentence),), title="灯塔社区", published_on=published)
    assert with_facts(themes(("policy_and_leadership", 4.7)), article, facts).keys[0] == main
