"""The order of the manners."""

from __future__ import annotations

import pytest

from facts.support import line
from kexie_digest.facts.awards.sentences import honours_in


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("甲市科协授予乙中学“示范校”称号，方澄荣获“科普奖”。", 2),
        ("甲市科协授予乙中学“示范校”称号。", 1),
        ("昨天下了一天的雨。", 0),
    ],
)
def test_no_stretch_is_read_twice(text: str, count: int) -> None:
    """Two statements are two honours, one is one."""
    found = line(text)
    assert len(list(honours_in([found], found))) == count
