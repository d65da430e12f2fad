"""Names on a list whose honour was told before."""

from __future__ import annotations

import pytest

from facts.support import facts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“科普奖”名单揭晓，乙中学榜上有名。", [("科普奖", ("乙中学",))]),
        ("“科普奖”揭晓。会上为乙中学、丙小学颁发了证书。", [("科普奖", ("乙中学", "丙小学"))]),
        ("全省用电量公布，乙市、丙县分列二、三位。", []),
    ],
)
def test_the_honour_is_the_one_told_before(text: str, expected: list[tuple[str, tuple[str, ...]]]) -> None:
    """In the clause or in the sentence before; a place in statistics is no honour."""
    assert [(award.award, award.recipients) for award in facts(text).awards] == expected
