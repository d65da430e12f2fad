"""Patterns that would hang a run are refused, ordinary ones are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from kexie_digest.config import ConfigErrors, built_in, load
from kexie_digest.config.patterns import is_slow

HANGING = (
    "(a+)+$",
    "(科|科)+x",
    "(.*)*奖",
    "([a-z]+)*[0-9]",
    "获得(.+、?)+奖",
    "(a|aa)+$",
    "(?:ab|a|b)+$",
    r"(\d+|\d{2})*级",
    "(x+x+)+y",
    "(.*,){11}P",
    "([^。]+)+；",
    "(a?){30}a{30}",
    ".*.*.*.*奖$",
    "(?=(科+)+$)技",
)
HARMLESS = (
    "航天员.{0,6}授课",
    "(第[一二三四五六七八九十]+届)+大会",
    "太空(课堂|讲堂)",
    "[^。，]{0,20}(签署|签订)[^。]{0,30}协议",
    r"\d{4}年.*表彰",
    ".*获奖",
    "(科普|科技)(周|日|月)",
)


@pytest.mark.parametrize("pattern", HANGING)
def test_hanging_patterns_are_found(pattern: str) -> None:
    """Nested, ambiguous and many adjoining repetitions are found without hanging oneself."""
    assert is_slow(pattern)


@pytest.mark.parametrize("pattern", HARMLESS)
def test_harmless_patterns_pass(pattern: str) -> None:
    """What owners write: gaps with a limit, sets, repetitions that a letter separates."""
    assert not is_slow(pattern)


def test_built_in_patterns_pass() -> None:
    """All patterns of the package pass, so the rule fits what themes need."""
    patterns = [phrase for theme in built_in() for phrase, _ in (*theme.phrases, *theme.counters)]
    assert len(patterns) > 50
    assert [pattern for pattern in patterns if is_slow(pattern)] == []


def test_a_hanging_pattern_is_named_at_its_line(tmp_path: Path) -> None:
    """Phrases and counters, bare or weighted: each with its line and what to write instead."""
    file = tmp_path / "sources.yaml"
    file.write_text(
        "themes:\n  space:\n    label: 航天\n    phrases:\n      - (a+)+$\n"
        "    counters:\n      - {pattern: (科|科)+x, weight: 1}\n",
        "utf-8",
    )
    with pytest.raises(ConfigErrors) as caught:
        load(file, kinds=())
    assert [(error.code, error.line) for error in caught.value.errors] == [
        ("slow_pattern", 5),
        ("slow_pattern", 7),
    ]
    assert "(a+)+$" in caught.value.errors[0].message
    assert all("写成 科+" in error.advice for error in caught.value.errors)
