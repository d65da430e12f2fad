"""Scores that can be followed by hand, labels with quoted evidence, and honest doubt."""

from __future__ import annotations

from pathlib import Path

import pytest

from kexie_digest.config.themes import built_in
from kexie_digest.model import Article, Passage, Theme
from kexie_digest.themes import assign
from kexie_digest.themes.scoring import score
from notices import Notice, Tally, read_notices, understand

NOTICES = read_notices(Path(__file__).parent / "tuning")
SPACE = Theme("space", "航天", terms=(("航天", 2.0),), phrases=(("航天员.{0,6}授课", 4.0),))


def article(title: str, *paragraphs: str) -> Article:
    """An article of the given text; fillers keep it about science."""
    return Article(tuple(Passage(text) for text in paragraphs), title=title)


def test_a_hit_counts_three_in_the_title_two_in_the_lead_one_below() -> None:
    """Weight times place, divided by one plus length over 800."""
    filler = "科技工作者到会。" * 20
    found = score(article("科普", "科技馆航天展。", filler, "航天。"), (SPACE,))
    length = len("科普") + len("科技馆航天展。") + len(filler) + len("航天。")
    assert found[0].value == pytest.approx(2.0 * (2 + 1) / (1 + length / 800))


def test_a_word_repeated_is_capped() -> None:
    """Three mentions in the lead count no more than one in the title."""
    once = score(article("航天", "科技、科普、科学。"), (SPACE,))[0].value
    often = score(article("科技", "航天航天航天航天，科普、科学。"), (SPACE,))[0].value
    assert often < once * 1.05


def test_words_inside_a_phrase_are_not_counted_again() -> None:
    """航天 within 航天员…授课 adds nothing to the phrase."""
    found = score(article("科技", "科普：航天员在轨授课，科学。"), (SPACE,))
    assert [evidence.text for evidence in found[0].evidence] == ["航天员在轨授课"]


def test_a_counter_pattern_takes_the_word_back() -> None:
    """合作 in the name of a society is no evidence of cooperation."""
    theme = Theme("c", "合作", terms=(("合作", 1.0),), counters=(("合作促进会", 0.5),))
    assert score(article("科技", "省对外合作促进会的科普与学术。"), (theme,)) == ()


def test_evidence_is_an_exact_quote_also_in_traditional_script() -> None:
    """The quote keeps the printed characters while the rule is in simplified ones."""
    traditional = article("科協消息", "市科技館舉辦科普活動，兩會簽署合作協議。")
    for assignment in assign(traditional, built_in()).assignments:
        for evidence in assignment.evidence:
            assert evidence.text in (traditional.title or "") + traditional.body


@pytest.mark.parametrize("notice", NOTICES, ids=lambda notice: notice.id)
def test_every_label_quotes_the_article(notice: Notice) -> None:
    """No quotation, no label; quotes are substrings of what is printed."""
    found = assign(notice.article, built_in())
    printed = "\n".join([notice.article.title or "", notice.article.body])
    for assignment in found.assignments:
        assert assignment.theme == "other" or assignment.evidence
        assert all(evidence.text in printed for evidence in assignment.evidence)


def test_the_tuning_notices_are_sorted_right() -> None:
    """Main theme accuracy, unsure counted as wrong, and F1 of the three named themes."""
    tallies = {theme: Tally() for theme in ("awards", "cooperation", "science_popularization")}
    wrong = []
    for notice in NOTICES:
        themes, _ = understand(notice)
        main = themes.keys[0]
        wanted = main if main in notice.accept else notice.main
        if main != wanted or themes.unsure:
            wrong.append(f"{notice.id} {main}{'?' if themes.unsure else ''} for {wanted}")
        for theme, tally in tallies.items():
            tally.add(
                {notice.id} & ({notice.id} if main == theme else set()),
                {notice.id} if wanted == theme else set(),
                notice.id,
            )
    assert 1 - len(wrong) / len(NOTICES) >= 0.95, wrong
    assert {theme: tally.f1 >= 0.95 for theme, tally in tallies.items()} == dict.fromkeys(tallies, True)


def test_nothing_fits_is_other_and_sure() -> None:
    """A weather report is no doubt of ours."""
    found = assign(article("明日有雨", "预计明天全市有中雨，请市民带伞。"), built_in())
    assert found.keys == ("other",)
    assert not found.unsure


def test_two_equal_themes_ask_an_editor() -> None:
    """The same score twice is a doubt; the first in digest order is the guess."""
    twin = Theme("twin", "双", terms=(("航天", 2.0),))
    found = assign(article("航天", "科技、科普、科学。"), (Theme("a", "甲", terms=(("航天", 2.0),)), twin))
    assert found.unsure
    assert found.keys == ("a", "twin")


def test_no_text_is_other() -> None:
    """An article without a word scores nothing."""
    assert assign(Article(()), built_in()).keys == ("other",)


def test_our_words_in_other_news_do_not_sort_it() -> None:
    """夺得冠军 and 荣获称号 of a football club are no awards of ours."""
    found = assign(article("猛虎队夺冠", "猛虎队夺得联赛冠军，队长荣获最佳射手称号。"), built_in())
    assert found.keys == ("other",)
