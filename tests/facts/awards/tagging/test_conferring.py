"""Which honour a winner has won."""

from __future__ import annotations

import pytest

from facts.support import article
from kexie_digest.facts.awards.tagging.conferring import honour_of
from kexie_digest.facts.awards.tagging.layout import Layout
from kexie_digest.facts.awards.tagging.winners import Winner
from kexie_digest.facts.lines import read_lines


@pytest.mark.parametrize(
    ("paragraphs", "title", "honour"),
    [
        (("县科协颁发青禾科技奖。", "安小满接过了它。"), None, "青禾科技奖"),
        (("安小满接过奖杯。",), "“青禾奖”揭晓", "青禾奖"),
        (("安小满接过奖杯，全场起立。", "县科协颁发青禾科技奖。"), None, "青禾科技奖"),
        (("安小满到河边散步。",), None, None),
    ],
    ids=["before", "title", "last", "none"],
)
def test_the_honour_nearest_stands_for_a_winner(
    paragraphs: tuple[str, ...], title: str | None, honour: str | None
) -> None:
    """Before the winner, in the title, or last in the article; else there is none."""
    lines = read_lines(article(*paragraphs))
    at = next(one for one in lines if "安小满" in one.text)
    winner = Winner(at, at.text.index("安小满"), at.text.index("安小满") + 3, 0.9)
    assert honour_of(Layout(lines, title), title, winner) == honour
