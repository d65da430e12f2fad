"""Put what stands on a page into reading order by its white space (recursive XY cut).

Takes boxes, gives them in order, in leaves: a leaf is a part of one column that no white
space divides further. The widest white gap is cut first; a headline over several columns
therefore splits the band before the columns are, and so does a title over one of them (``stories``).
Pure; PDF pages and scans are ordered by it.
After Nagy & Seth (ICPR 1984).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from kexie_digest.extractors.printed.gaps import Gap, gaps_of
from kexie_digest.extractors.printed.run import Run
from kexie_digest.extractors.printed.stories import next_story

#: In type sizes: a narrower gap between columns, or between lines, is none.
_COLUMN_GAP, _LINE_GAP = 0.6, 0.05
#: A gap this high parts what stands above from what stands below, whatever the columns.
_BAND_GAP = 0.9
#: A column is at least so high; a gap within one or two lines is a table's or a title's.
_COLUMN_HEIGHT = 3.0
#: Two runs of one line overlap by more than this share of the lower one's height.
_SAME_LINE = 0.5
#: In type sizes: a wider gap within a line is printed as a blank.
_BLANK = 0.9


@dataclass(frozen=True, slots=True)
class Leaf:
    """Lines of one column, top to bottom; ``flows`` says the column before may run on into it."""

    lines: tuple[Run, ...]
    flows: bool = False


def in_order(runs: Sequence[Run]) -> list[Leaf]:
    """Order what stands on one page.

    Args:
        runs: In drawing order or any other.

    Returns:
        The leaves in reading order, each with its runs joined to lines.
    """
    if not runs:
        return []
    size = median(run.size for run in runs)
    return [Leaf(tuple(_lines(part)), flows) for part, flows in _cut(list(runs), size, flows=False)]


def _cut(runs: list[Run], size: float, *, flows: bool) -> Iterator[tuple[list[Run], bool]]:
    across, down = _across(runs, size), _down(runs, size)
    widest = down[0][0] if down else 0.0
    story = next_story(runs, size) if across else None
    if story is not None:
        yield from _cut([run for run in runs if run.bottom <= story[0]], size, flows=flows)
        yield from _cut_down([run for run in runs if run.bottom > story[0]], story[1], size, flows=False)
    elif across and across[0][0] >= widest:
        yield from _cut_across(runs, across[0][1], size, flows=flows)
    elif down and widest >= size * _BAND_GAP:
        yield from _cut_down(runs, down[0][1], size, flows=flows)
    elif across:
        yield from _cut_across(runs, across[0][1], size, flows=flows)
    else:
        # A line over all columns hides their gap: a cut above or below it shows them.
        place = max((place for _, place in down), key=lambda one: _in_columns(runs, one, size), default=0.0)
        if _in_columns(runs, place, size):
            yield from _cut_down(runs, place, size, flows=flows)
        else:
            yield runs, flows


def _cut_across(
    runs: list[Run], place: float, size: float, *, flows: bool
) -> Iterator[tuple[list[Run], bool]]:
    yield from _cut([run for run in runs if run.right <= place], size, flows=flows)
    yield from _cut([run for run in runs if run.right > place], size, flows=True)


def _cut_down(runs: list[Run], place: float, size: float, *, flows: bool) -> Iterator[tuple[list[Run], bool]]:
    yield from _cut([run for run in runs if run.bottom <= place], size, flows=flows)
    yield from _cut([run for run in runs if run.bottom > place], size, flows=False)


def _in_columns(runs: list[Run], place: float, size: float) -> int:
    """Count the runs that a cut at some height would show to stand in columns."""
    above = [run for run in runs if run.bottom <= place]
    below = [run for run in runs if run.bottom > place]
    return sum(len(part) for part in (above, below) if _across(part, size))


def _across(runs: list[Run], size: float) -> list[Gap]:
    """Gaps between columns, the widest first."""
    if not runs or max(run.bottom for run in runs) - min(run.top for run in runs) < size * _COLUMN_HEIGHT:
        return []
    return gaps_of(sorted((run.left, run.right) for run in runs), size * _COLUMN_GAP)


def _down(runs: list[Run], size: float) -> list[Gap]:
    """Gaps between lines, the widest first."""
    return gaps_of(sorted((run.top, run.bottom) for run in runs), size * _LINE_GAP)


def _lines(runs: list[Run]) -> Iterator[Run]:
    """Join runs that stand on one line, left to right."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda one: (one.middle, one.left)):
        if rows and _is_beside(rows[-1], run):
            rows[-1].append(run)
        else:
            rows.append([run])
    for row in rows:
        yield _joined(sorted(row, key=lambda one: one.left))


def _is_beside(row: list[Run], run: Run) -> bool:
    top, bottom = min(one.top for one in row), max(one.bottom for one in row)
    shared = min(bottom, run.bottom) - max(top, run.top)
    return shared > _SAME_LINE * min(bottom - top, run.bottom - run.top)


def _joined(row: list[Run]) -> Run:
    text = row[0].text
    for before, run in pairwise(row):
        is_apart = run.left - before.right > run.size * _BLANK
        text += (" " if is_apart and not text.endswith((" ", "\u3000")) else "") + run.text
    return Run(
        text,
        row[0].left,
        min(run.top for run in row),
        max(run.right for run in row),
        max(run.bottom for run in row),
        max(run.size for run in row),
        least_sure(row),
    )


def least_sure(runs: Sequence[Run]) -> float | None:
    """Give the confidence of the line that was hardest to recognise; None for drawn text."""
    return min((run.confidence for run in runs if run.confidence is not None), default=None)
