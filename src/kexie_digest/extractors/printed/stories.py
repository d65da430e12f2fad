"""Find where one story in columns ends and the next begins with a title over one of them.

Takes what stands in columns, gives the heights to cut at. A title no wider than a column leaves
the gaps between the columns open, so that white space alone would run every column through both
stories. What tells them apart: beside the title all columns are empty, just above it all end,
just below it all begin.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import groupby

from kexie_digest.extractors.printed.gaps import gaps_of
from kexie_digest.extractors.printed.run import Run

#: Type size over the body's: one line of a title has the first, its other lines the second.
_TITLE, _LARGER = 1.4, 1.15
#: In type sizes: a narrower gap between lines, or within a title, is none.
_LINE_GAP, _COLUMN_GAP = 0.05, 0.6
#: In type sizes: no line is set higher, with the white space to the next.
_LEADING = 1.5


def next_story(runs: Sequence[Run], size: float) -> tuple[float, float] | None:
    """Find the first story below another in the same columns.

    Args:
        runs: What stands in columns.
        size: The type size of the body, in points.

    Returns:
        Heights above and below the story's title, which no run crosses; None where there is none.
    """
    body = [run for run in runs if run.size < size * _TITLE]
    sides = sorted((run.left, run.right) for run in body)
    edges = sorted(place for _, place in gaps_of(sides, size * _COLUMN_GAP))
    if not edges:
        return None
    above = float("-inf")
    for is_large, bands in groupby(_bands(runs, size), lambda band: _is_large(band, size)):
        block = [run for band in bands for run in band]
        if is_large and _parts(block, body, edges, size):
            return above, max(run.bottom for run in block)
        above = max(run.bottom for run in block)
    return None


def _bands(runs: Sequence[Run], size: float) -> Iterator[list[Run]]:
    """Part what stands above from what stands below, wherever nothing stands between."""
    band: list[Run] = []
    bottom = 0.0
    for run in sorted(runs, key=lambda one: one.top):
        if band and run.top - bottom > size * _LINE_GAP:
            yield band
            band = []
        bottom = max(bottom, run.bottom) if band else run.bottom
        band.append(run)
    if band:
        yield band


def _is_large(band: Sequence[Run], size: float) -> bool:
    """Whether a band is a line of one title; titles side by side head a story a column."""
    sides = sorted((run.left, run.right) for run in band)
    return all(run.size >= size * _LARGER for run in band) and not gaps_of(sides, size * _COLUMN_GAP)


def _parts(title: Sequence[Run], body: Sequence[Run], edges: Sequence[float], size: float) -> bool:
    """Whether all columns end just above a title and begin just below it.

    Columns that share a text out evenly end unevenly by a line a column, and by one more where
    a paragraph is kept together; a taller gap is a picture's.
    """
    height = max(run.size for run in title)
    if height < size * _TITLE:
        return False
    top, bottom = min(run.top for run in title), max(run.bottom for run in title)
    uneven = (len(edges) + 2) * size * _LEADING
    ends = {_column(run, edges) for run in body if top - uneven <= run.bottom <= top}
    begins = {_column(run, edges) for run in body if bottom <= run.top <= bottom + height}
    return len(ends) == len(begins) == len(edges) + 1


def _column(run: Run, edges: Sequence[float]) -> int:
    return bisect(edges, (run.left + run.right) / 2)
