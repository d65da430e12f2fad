"""Stories one above the other in the same columns, the lower titled over one or two of them."""

from __future__ import annotations

import pytest

from kexie_digest.extractors.printed.ordering import in_order
from kexie_digest.extractors.printed.run import Run


def _run(text: str, left: float, top: float, width: float = 80, size: float = 10) -> Run:
    return Run(text, left, top, left + width, top + size, size)


def _column(name: str, left: float, top: float, lines: int = 6) -> list[Run]:
    return [_run(f"{name}{number}", left, top + number * 15) for number in range(lines)]


def _columns(names: str, top: float, lines: int = 6) -> list[Run]:
    """Set columns side by side, the last two lines shorter than the others."""
    return [
        run
        for place, name in enumerate(names)
        for run in _column(name, 100 * place, top, lines - 2 * (name == names[-1]))
    ]


def _order(runs: list[Run]) -> str:
    """Give the first letter of every line, in reading order, repeated ones once."""
    letters = [line.text[0] for leaf in in_order(runs) for line in leaf.lines]
    return "".join(letter for place, letter in enumerate(letters) if letters[place - 1 : place] != [letter])


@pytest.mark.parametrize(("left", "width"), [(0, 70), (0, 150), (110, 60), (70, 140)])
def test_a_title_over_part_of_the_columns_parts_two_stories(left: float, width: float) -> None:
    """Beside it nothing stands, above it all columns end, below it all begin."""
    title = _run("T", left, 95, width, size=16)
    assert _order([*_columns("abc", 0), title, *_columns("def", 120)]) == "abcTdef"


def test_a_title_of_two_lines_stays_whole() -> None:
    """The cut is above its kicker, not between its lines."""
    title = [_run("K", 0, 93, 60, size=12), _run("T", 0, 108, 70, size=16)]
    assert _order([*_columns("abc", 0), *title, *_columns("def", 134)]) == "abcKTdef"


def test_three_stories_are_read_apart() -> None:
    """Each cut shows the next."""
    titles = [_run("T", 0, 95, 70, size=16), _run("U", 0, 215, 70, size=16)]
    runs = [*_columns("abc", 0), *_columns("def", 120), *_columns("ghi", 240), *titles]
    assert _order(runs) == "abcTdefUghi"


def test_a_title_in_one_column_among_text_parts_nothing() -> None:
    """The other column goes on beside it."""
    left = [*_column("a", 0, 0), _run("T", 0, 95, 70, size=16), *_column("d", 0, 120)]
    assert _order([*left, *_column("b", 100, 0, lines=14)]) == "aTdb"


def test_a_picture_beside_a_title_parts_nothing() -> None:
    """The column beside ends long before: what stands there is a picture."""
    left = [*_column("a", 0, 0, lines=12), _run("T", 0, 185, 70, size=16), *_column("d", 0, 210)]
    assert _order([*left, *_column("b", 100, 0, lines=4), *_column("b", 100, 210)]) == "aTdb"


def test_titles_side_by_side_head_a_story_a_column() -> None:
    """They part no band: each column is read down."""
    titles = [_run("T", 0, 95, 70, size=16), _run("U", 100, 95, 70, size=16)]
    assert _order([*_columns("ab", 0), *titles, *_columns("de", 120)]) == "aTdbUe"
