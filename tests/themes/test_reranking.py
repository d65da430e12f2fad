"""What editors teach: systematic mistakes are learnt, noise is not, and the rules stand otherwise."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Callable

import pytest

from kexie_digest.config.themes import built_in
from kexie_digest.model import Evidence, LearntThemes, Lesson, Theme
from kexie_digest.model.serialization import from_json, to_json
from kexie_digest.themes.reranking import LEAST_LESSONS, features, learn, lesson, rerank
from kexie_digest.themes.scoring import Score

BLANK = LearntThemes(dt.datetime(2026, 3, 6, tzinfo=dt.UTC), newest=7)
KEYS = ("awards", "academic_exchange", "science_services")
Wanted = Callable[[str, random.Random], str]


def scores(best: str, second: str, lead: float) -> tuple[Score, ...]:
    """Two themes with evidence, the first ahead by ``lead``."""
    proof = (Evidence("获奖", 3.0, "title"), Evidence("论文", 1.0, "body", 0))
    return (
        Score(Theme(best, best), 4.0 + lead, proof, ()),
        Score(Theme(second, second), 4.0, proof[1:], ()),
    )


def lessons(wanted: Wanted, count: int = 240, seed: int = 1) -> list[Lesson]:
    """Articles with two themes each; ``wanted`` says what the editor settles."""
    chance = random.Random(seed)  # noqa: S311 - made-up lessons, the same every time
    found = []
    for number in range(count):
        best, second = chance.sample(KEYS, 2)
        given = scores(best, second, chance.uniform(0.0, 2.0))
        found.append(lesson(f"r-{number}", wanted(best, chance) or second, given))
    return found


def never_services_first(best: str, chance: random.Random) -> str:
    """An editor who wants whatever else there is wherever the rules say services."""
    del chance
    return "" if best == "science_services" else best


def test_a_regular_mistake_is_learnt() -> None:
    """One theme is regularly put first and should not be: learning beats the rules and acts."""
    learnt = learn(lessons(never_services_first), BLANK)
    assert learnt.is_acting
    assert learnt.learnt_right > learnt.rules_right + 30
    assert learnt.learnt_right > 0.95 * learnt.lesson_count
    now = rerank(scores("science_services", "awards", 0.5), built_in(), learnt)
    assert [item.theme.key for item in now] == ["awards", "science_services"]
    assert now[0].evidence


def test_what_was_sorted_right_stays() -> None:
    """Between the other two themes the rules were right, and go on deciding."""
    learnt = learn(lessons(never_services_first), BLANK)
    for best, second in (("awards", "academic_exchange"), ("academic_exchange", "awards")):
        assert rerank(scores(best, second, 0.5), built_in(), learnt)[0].theme.key == best


@pytest.mark.parametrize("seed", range(8))
def test_labels_at_random_teach_nothing(seed: int) -> None:
    """Editors who toss a coin: cross-validation refuses, and nothing changes."""
    learnt = learn(lessons(lambda best, chance: chance.choice([best, ""]), seed=seed), BLANK)
    assert not learnt.is_acting
    assert "不起作用" in learnt.reason
    given = scores("science_services", "awards", 0.5)
    assert rerank(given, built_in(), learnt) == given


def test_rules_that_are_right_are_left_alone() -> None:
    """Editors who only confirm: there is nothing to gain."""
    learnt = learn(lessons(lambda best, _: best), BLANK)
    assert (learnt.is_acting, learnt.rules_right) == (False, learnt.lesson_count)


def test_too_few_lessons_teach_nothing() -> None:
    """One short of enough for a second theme: it says what is missing."""
    few = [lesson(f"a{n}", "awards", scores("awards", "science_services", 1)) for n in range(50)]
    few += [
        lesson(f"b{n}", "science_services", scores("awards", "science_services", 1))
        for n in range(LEAST_LESSONS - 1)
    ]
    learnt = learn(few, BLANK)
    assert (learnt.is_acting, learnt.weights) == (False, {})
    assert f"science_services {LEAST_LESSONS - 1} 篇" in learnt.reason


def test_a_theme_that_was_not_learnt_is_left_alone() -> None:
    """Where the rules' best theme has no lessons, their word stands."""
    learnt = learn(lessons(never_services_first), BLANK)
    given = scores("party_building", "science_services", 0.2)
    assert rerank(given, built_in(), learnt) == given


def test_other_news_is_learnt_too() -> None:
    """A word of ours that is regularly used in other news: ``other`` comes first, without evidence."""
    given = scores("awards", "science_services", 0.5)
    found = [lesson(f"o{n}", "other", given) for n in range(60)]
    found += [lesson(f"s{n}", "awards", scores("awards", "academic_exchange", 0.5)) for n in range(60)]
    learnt = learn(found, BLANK)
    assert learnt.is_acting
    assert rerank(given, built_in(), learnt)[0].theme.key == "other"
    assert rerank(scores("awards", "academic_exchange", 0.5), built_in(), learnt)[0].theme.key == "awards"


def test_no_theme_comes_without_evidence() -> None:
    """However often editors want it: a theme that nothing speaks for is not put there."""
    learnt = learn(lessons(never_services_first), BLANK)
    now = rerank(scores("science_services", "academic_exchange", 1.5), built_in(), learnt)
    assert {item.theme.key for item in now} == {"science_services", "academic_exchange"}


def test_learning_twice_gives_the_same_and_survives_json() -> None:
    """The order of lessons does not matter, and what is stored is what was learnt."""
    found = lessons(never_services_first)
    learnt = learn(found, BLANK)
    assert learn(found[::-1], BLANK) == learnt
    assert from_json(LearntThemes, json.loads(json.dumps(to_json(learnt)))) == learnt


def test_features_are_what_can_be_followed_by_hand() -> None:
    """Score, share of the title, what speaks against; themes without evidence have none."""
    given = features(
        [*scores("awards", "academic_exchange", 0.0), Score(Theme("other", "其他"), 0.0, (), ())]
    )
    assert given["awards title"] == pytest.approx(0.75)
    assert given["academic_exchange title"] == 0.0
    assert set(given) == {
        "always",
        *(f"{key}{part}" for key in ("awards", "academic_exchange") for part in ("", " title", " against")),
    }
