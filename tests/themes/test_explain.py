"""The explanation an editor reads."""

from __future__ import annotations

from kexie_digest.config.themes import built_in
from kexie_digest.model import Article, Passage
from kexie_digest.themes import explain


def test_it_names_the_decision_and_quotes_with_weight_and_place() -> None:
    """One line per quote: weight, place, text; evidence against has a minus."""
    article = Article(
        (Passage("日前，市科协启动优秀论文评选工作，省化学会荣获“先进学会”称号。"),), title="学会动态"
    )
    lines = explain(article, built_in())
    assert lines[0].startswith("归类 (themes): awards")
    assert any("导语第1段" in line and "荣获“先进学会”称号" in line for line in lines)
    assert any(line.strip().startswith("-") for line in lines)
