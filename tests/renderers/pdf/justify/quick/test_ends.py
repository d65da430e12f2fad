"""A line is taken as it was broken only where nothing at its end can change its width."""

from __future__ import annotations

import pytest

from kexie_digest.renderers.pdf.justify.quick import ends

NORMAL = {"letter_spacing": "normal"}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("先猜，后量风从哪里来", "先猜，后量"),
        ("先猜后量，风从哪里来", ""),
        ("先猜后量“风”从哪里来", ""),
        ("先猜后量Wind", ""),
        ("先猜 A量风从哪里来", ""),
    ],
)
def test_ideographs_stand_on_both_sides_of_the_cut(text: str, line: str) -> None:
    """A mark or a Latin letter at the cut, or a space before it, wants the line set again."""
    cut = 4 if line == "" and text[4] in "，“W" else 5
    assert ends._first_line(text, len(text[:cut].encode()), NORMAL) == line


def test_spaced_letters_are_set_again() -> None:
    """Spacing at the end of a line is none."""
    assert ends._first_line("先猜后量风从", 12, {"letter_spacing": 1.0}) == ""
