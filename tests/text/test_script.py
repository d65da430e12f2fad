"""Folding keeps lengths; the script of a text is told by its telling characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kexie_digest.model import Script
from kexie_digest.text.script import detect, fold, to_simplified, to_traditional


@given(st.text(alphabet=st.characters(exclude_categories=()), max_size=200))
def test_length_is_kept_whatever_comes(text: str) -> None:
    """Offsets in the folded text hold in the original, lone surrogates included."""
    assert len(to_simplified(text)) == len(text)
    assert len(fold(text)) == len(text)


def test_phrases_decide_ambiguous_characters() -> None:
    """乾 stays in 乾坤 and becomes 干 in 乾燥."""
    assert to_simplified("乾坤與乾燥") == "乾坤与干燥"


def test_fold_makes_the_three_spellings_of_a_quoted_name_equal() -> None:
    """Corner brackets, full-width letters and capitals fold together."""
    assert fold("「ＡＩ」課堂，開講") == fold("“ai”课堂,开讲")


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("雲嶺縣科協舉辦講座,會后合影", Script.TRADITIONAL),
        ("云岭县科协举办讲座", Script.SIMPLIFIED),
        ("云岭县科协举办講座，会后合影", Script.SIMPLIFIED),
        ("Open day", Script.SIMPLIFIED),
        ("", Script.SIMPLIFIED),
    ],
)
def test_the_majority_of_telling_characters_decides(text: str, script: Script) -> None:
    """A converted page with a few simplified characters left is traditional."""
    assert detect(text) is script


def test_rare_forms_of_traditional_characters_are_found_too() -> None:
    """A compatibility form and a character beyond the first plane are converted like any other."""
    assert to_simplified("科\uf90a") == "科金"
    assert to_simplified("科\U00030ede") == "科\U00030edd"


def test_pages_are_converted_by_phrases() -> None:
    """What one simplified character stands for depends on its word; what is no Unicode stays."""
    assert to_traditional("头发发展，海岚科协") == "頭髮發展，海嵐科協"
    assert to_traditional("broken \ud800 发") == "broken \ud800 发"
