"""Lines that a scanner took askew stand upright again."""

from __future__ import annotations

import math

from kexie_digest.extractors.printed.straightening import Point, Seen, straighten


def _line(text: str, left: float, top: float, *, degrees: float = 0.0, high: float = 40.0) -> Seen:
    turn = math.radians(degrees)

    def turned(x: float, y: float) -> Point:
        return x * math.cos(turn) - y * math.sin(turn), x * math.sin(turn) + y * math.cos(turn)

    right, bottom = left + len(text) * high, top + high
    return Seen(
        text, 0.99, (turned(left, top), turned(right, top), turned(right, bottom), turned(left, bottom))
    )


def test_a_slanting_page_stands_upright() -> None:
    """Two columns at three degrees: lines of one height share it again, to half a point."""
    lines = [
        _line("一行十个汉字写在这里", 800 * column, 60 * row, degrees=3)
        for row in range(9)
        for column in (0, 1)
    ]
    runs = straighten(lines, 72 / 300)
    for row in range(9):
        left, right = runs[2 * row], runs[2 * row + 1]
        assert abs(left.top - right.top) < 0.5
        assert right.left - left.right > 80


def test_a_line_that_slants_alone_turns_nothing() -> None:
    """The angle is that of most lines."""
    lines = [_line("一行十个汉字写在这里", 0, 60 * row) for row in range(9)]
    runs = straighten([*lines, _line("斜着写的一行大标题呀", 0, 700, degrees=10, high=90)])
    assert len({run.left for run in runs[:9]}) == 1
    assert {round(run.bottom - run.top, 3) for run in runs[:9]} == {round(runs[0].size * 1.2, 3)}


def test_sizes_that_differ_by_chance_are_one_size() -> None:
    """A body line of low letters is no other size; a headline is."""
    lines = [_line("正文正文正文正文", 0, 60 * row, high=40 + row % 3) for row in range(6)]
    runs = straighten([*lines, _line("标题的字大得多", 0, 500, high=100)])
    assert len({run.size for run in runs[:6]}) == 1
    assert runs[6].size > 2 * runs[0].size


def test_an_empty_page_stays_empty() -> None:
    """Nothing in, nothing out."""
    assert straighten([]) == []
