"""What a match of a pattern cannot do without."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kexie_digest.config.themes import built_in
from kexie_digest.text.required import grams, keys, required

PATTERNS = {
    "科普活动": {"科普活动"},
    "科(?:学|技)馆?": {"科学", "科技", "科学馆", "科技馆"},
    "(?:获|荣获)[^,]{0,9}(?:奖|称号)": {"获", "荣获"},
    "[^,]{2}奖(?!金)": {"奖"},
    "第[一二]届.{0,3}|首届": {"第一届", "第二届", "首届"},
    "(?:[^,]签){2}": {"签"},
    r"\d+[人名]": {"人", "名"},
    "[a-c]级|[^a]": None,
    "(?i:a)b?": None,
    r"\d{2}": None,
    "(?:签约)?": None,
}


@pytest.mark.parametrize(("pattern", "wanted"), PATTERNS.items(), ids=PATTERNS)
def test_strings_are_those_of_the_longest_part(pattern: str, wanted: set[str] | None) -> None:
    """Choices, sets, what may be missing; nothing where a gap says all."""
    assert required(pattern) == wanted


def test_letters_of_any_case_ask_for_nothing() -> None:
    """The text is not lowered."""
    assert required("(?i)ab") is None


def test_most_built_in_patterns_need_two_characters() -> None:
    """Else the index would lead to all of them."""
    patterns = [pattern for theme in built_in() for pattern, _ in (*theme.phrases, *theme.counters)]
    needed = [required(pattern) for pattern in patterns]
    assert None not in needed
    assert sum(min(map(len, strings or {""})) >= 2 for strings in needed) >= 0.95 * len(patterns)


@given(chance=st.data())
def test_every_match_holds_a_key(chance: st.DataObject) -> None:
    """Texts made from a pattern itself, whatever stands around them."""
    pattern = chance.draw(st.sampled_from([pattern for theme in built_in() for pattern, _ in theme.phrases]))
    text = chance.draw(st.from_regex(re.compile(pattern)))
    assert not keys(required(pattern) or {""}).isdisjoint(grams(text))
