"""What looks like a personal name."""

from __future__ import annotations

import re

import pytest

from kexie_digest.facts.naming.surnames import NAME


@pytest.mark.parametrize("name", ["丘明远", "展红叶", "来雨桐", "单于守夜", "欧阳苇", "徐向东", "区淑仪"])
def test_rare_surnames_and_given_names_are_known(name: str) -> None:
    """Surnames that begin common words, too; 向 in 向东."""
    assert re.fullmatch(NAME, name)


@pytest.mark.parametrize("word", ["展览馆", "来自", "海洋", "铁路", "区政府", "张向"])
def test_words_that_begin_like_a_surname_are_no_names(word: str) -> None:
    """What follows decides."""
    assert not re.fullmatch(NAME, word)
