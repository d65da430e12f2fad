"""Bigrams: every part of a text has its tokens, and nothing else has."""

from __future__ import annotations

import pytest

from kexie_digest.store.search import bigrams


def test_a_passage_becomes_overlapping_pairs() -> None:
    """Each character starts one token; the last one is marked as last."""
    assert bigrams.tokens(["科普活动"]) == "科普 普活 活动 动þ"


def test_no_pair_reaches_over_a_border() -> None:
    """Two paragraphs that happen to meet do not make a word."""
    assert bigrams.tokens(["科普", "", " ", "活动"]) == "科普 普þ 活动 动þ"


def test_white_space_is_left_out() -> None:
    """A line broken by the page's column is searched as one."""
    assert bigrams.tokens(["科　普\n活动"]) == bigrams.tokens(["科普活动"])


def test_scripts_width_and_case_are_folded() -> None:
    """Traditional, full-width and capital forms have the tokens of their plain ones."""
    assert bigrams.tokens(["學會ＡＩ"]) == bigrams.tokens(["学会ai"])


def test_what_the_index_would_split_is_written_as_a_number() -> None:
    """Punctuation and characters newer than the index's Unicode tables are kept apart."""
    assert bigrams.tokens(["《𰻝"]) == "þ00300aþ030edd þ030eddþ"


def test_folding_does_not_depend_on_the_neighbours() -> None:
    """乾 becomes the same token in 乾坤 and 乾燥, or a query that cuts a word would miss."""
    assert bigrams.tokens(["乾坤"])[0] == bigrams.tokens(["乾燥"])[0] == bigrams.tokens(["乾"])[0]


@pytest.mark.parametrize(
    ("words", "query"),
    [
        ("科普活动", '"科普 普活 活动"'),
        ("科普  气象站", '"科普" AND "气象 象站"'),
        ("科", '"科" *'),
        ('"OR NEAR', '"þ000022o or" AND "ne ea ar"'),
    ],
)
def test_words_become_phrases(words: str, query: str) -> None:
    """Words are joined by AND; nothing a reader types is taken for query syntax."""
    assert bigrams.query(words.split()) == query


def test_folding_alone_gives_the_same_as_with_offsets() -> None:
    """The quick form differs from the one with offsets in nothing."""
    text = " 雲南\u3000ＡＢＣ科協\n第1届\t"
    assert bigrams.folded(text) == bigrams.plain(text)[0]
