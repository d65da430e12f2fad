"""Pieces: markup is left out, and every character finds its way back."""

from __future__ import annotations

import pytest

from kexie_digest.parsers.pieces import gather, keep, stretches

RAW = "  **果园**开讲 \n"


@pytest.mark.parametrize(
    ("cuts", "text", "found"),
    [
        ([], "**果园**开讲", [(102, 110)]),
        ([(2, 4), (6, 8)], "果园开讲", [(104, 106), (108, 110)]),
        ([(2, 4)], "果园**开讲", [(104, 110)]),
        ([(0, 11)], "", []),
    ],
)
def test_markup_and_outer_blanks_are_left_out(
    cuts: list[tuple[int, int]], text: str, found: list[tuple[int, int]]
) -> None:
    """What is left is read from the document, and named by its stretches there."""
    document = "。" * 100 + RAW
    offsets = keep(RAW, cuts, 100)
    assert gather(document, offsets) == text
    assert stretches(offsets, 0, len(offsets)) == found


def test_a_piece_of_a_cut_line_has_only_its_own_stretches() -> None:
    """The second character before and the first behind a mark stand apart; nothing stands nowhere."""
    offsets = keep(RAW, [(2, 4), (6, 8)], 0)
    assert stretches(offsets, 1, 3) == [(5, 6), (8, 9)]
    assert stretches(offsets, 2, 2) == []
