"""Reading order from white space alone."""

from __future__ import annotations

from kexie_digest.extractors.printed.ordering import in_order
from kexie_digest.extractors.printed.run import Run


def _run(text: str, left: float, top: float, width: float = 80, size: float = 10) -> Run:
    return Run(text, left, top, left + width, top + size, size)


def _column(name: str, left: float, top: float, lines: int = 6) -> list[Run]:
    return [_run(f"{name}{number}", left, top + number * 15) for number in range(lines)]


def _texts(runs: list[Run]) -> list[list[str]]:
    return [[line.text for line in leaf.lines] for leaf in in_order(runs)]


def test_two_columns_are_read_one_after_the_other() -> None:
    """Whatever order they were drawn in; the second flows from the first."""
    left, right = _column("a", 0, 0), _column("b", 100, 0)
    drawn = [run for pair in zip(left, right, strict=True) for run in pair]
    assert _texts(drawn) == [[run.text for run in left], [run.text for run in right]]
    assert [leaf.flows for leaf in in_order(drawn)] == [False, True]


def test_a_headline_over_both_columns_splits_the_band() -> None:
    """Close above its text, it hides the gap between the columns; it is read first."""
    headline = _run("题", 0, 0, width=180, size=12)
    columns = [*_column("a", 0, 15), *_column("b", 100, 15)]
    assert [leaf[0] for leaf in _texts([*columns, headline])] == ["题", "a0", "b0"]


def test_stories_one_above_the_other_are_read_apart() -> None:
    """Two columns above, three below: a wide gap between them parts the bands."""
    above = [*_column("a", 0, 0), *_column("b", 140, 0)]
    below = [*_column("c", 0, 130), *_column("d", 95, 130), *_column("e", 190, 130)]
    assert [leaf[0] for leaf in _texts([*below, *above])] == ["a0", "b0", "c0", "d0", "e0"]


def test_nothing_is_lost_or_doubled() -> None:
    """Every run lands in exactly one line."""
    runs = [*_column("a", 0, 0), *_column("b", 100, 7), _run("x", 30, 40, width=90), _run("y", 500, 500)]
    words = sorted("".join(text for leaf in _texts(runs) for text in leaf).replace(" ", ""))
    assert words == sorted("".join(run.text for run in runs))


def test_a_page_without_text_has_no_order() -> None:
    """Nothing in, nothing out."""
    assert in_order([]) == []
