"""Honours gained by somebody."""

from __future__ import annotations

import pytest

from facts.support import facts


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("乙中学、丙小学荣获“示范校”称号。", ["乙中学", "丙小学"]),
        ("乙中学表现突出，荣获“示范校”称号。", ["乙中学"]),
        ("方澄的《甲》，荀慧的《乙》荣获“科普奖”。", ["甲", "乙"]),
        ("方澄是“科普奖”获得者。", []),
    ],
)
def test_whoever_stands_before_the_verb_gained_it(text: str, names: list[str]) -> None:
    """In its clause, in one before it, work by work; who merely carries a title gained nothing."""
    assert [name for award in facts(text).awards for name in award.recipients] == names
