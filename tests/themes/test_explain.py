"""The explanation an editor reads."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from kexie_digest.config.themes import built_in
from kexie_digest.model import Article, LearntThemes, Passage
from kexie_digest.themes import explain

NOON = dt.datetime(2026, 3, 6, 4, 0, tzinfo=dt.UTC)


def test_it_names_the_decision_and_quotes_with_weight_and_place() -> None:
    """One line per quote: weight, place, text; evidence against has a minus."""
    article = Article(
        (Passage("日前，市科协启动优秀论文评选工作，省化学会荣获“先进学会”称号。"),), title="学会动态"
    )
    lines = explain(article, built_in())
    assert lines[0].startswith("归类 (themes): awards")
    assert any("导语第1段" in line and "荣获“先进学会”称号" in line for line in lines)
    assert any(line.strip().startswith("-") for line in lines)


def test_it_shows_scores_with_and_without_what_was_learnt() -> None:
    """A learnt weight turns the order: both scores stand in the line, and why it acts."""
    article = Article((Passage("省化学会荣获先进学会称号，学术年会同日举行。"),), title="学会动态")
    weights = {"awards": {"always": 0.5}, "academic_exchange": {"always": -3.0}}
    counts = {"awards": 40, "academic_exchange": 40}
    learnt = LearntThemes(NOON, 7, counts, weights, is_acting=True, reason="好于规则，已起作用。")
    lines = explain(article, built_in(), learnt)
    assert lines[0].startswith("归类 (themes): awards")
    assert lines[1] == "学习 (learnt): 好于规则，已起作用。"
    assert any("awards:" in line and "→" in line for line in lines)
    still = explain(article, built_in(), replace(learnt, is_acting=False))
    assert still[0].startswith("归类 (themes): academic_exchange")
    assert not any("→" in line for line in still)
