"""Mistakes as a group."""

from __future__ import annotations

from kexie_digest.config.mistakes import ConfigErrors, nearest
from kexie_digest.errors import ConfigError


def test_mistakes_come_in_the_order_of_the_file() -> None:
    """However they were found, they are told from top to bottom, with their places."""
    late, early = ConfigError("后", file="f", line=9, column=1), ConfigError("前", file="f", line=2, column=5)
    group = ConfigErrors([late, early])
    assert group.errors == (early, late)
    assert str(group).splitlines() == [
        "配置里有 2 处错误 (2 mistakes in the configuration)",
        "f:2:5: 前",
        "f:9:1: 后",
    ]


def test_the_nearest_word_is_found_or_none() -> None:
    """A typo has a neighbour, nonsense has none."""
    assert nearest("Titel", ["title", "style"]) == "title"
    assert nearest("qqq", ["title", "style"]) is None
