"""Holes in columns: text that goes on in the next column though this one has room.

Takes what pages show, gives findings. Where an article ends a column may be short.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from kexie_digest.renderers.pdf.preflight.finding import Finding, Severity
from kexie_digest.renderers.pdf.preflight.marks import Box, Page, Text
from kexie_digest.renderers.pdf.preflight.sheet import Sheet

#: Empty lines that may stand below a column's text.
MOST_LINES = 3
#: A column is wider than this, in points; a jump to the right by less stays in the column.
_NARROWEST = 90.0
_NEAR = 0.3
#: A page's number, as both styles write it.
_FOLIO = re.compile(r"—\s*\d+\s*—")


@dataclass(frozen=True, slots=True)
class _Line:
    left: float
    baseline: float
    size: float
    text: str


def find(sheet: Sheet) -> Iterator[Finding]:
    """Look for holes in every column of body text."""
    lines = {page.number: tuple(lines_of(page)) for page in sheet.pages}
    body = _body_size(line for page in lines.values() for line in page)
    step = _line_height(lines.values(), body)
    for page in sheet.pages:
        told = lines[page.number]
        if page is sheet.pages[-1]:
            told = _above_colophon(told, body)
        for hole, text in _holes(told, page, body, step):
            count = round(hole / step)
            message = f"栏里空了 {count} 行 (a hole of {count} lines in a column) “{text[-10:]}”"
            yield Finding("columns", message, Severity.WARNING, page.number)


def lines_of(page: Page) -> Iterator[_Line]:
    """Join runs on one baseline into lines, in the order they were painted."""
    current: list[Text] = []
    for run in page.texts:
        if current and (abs(run.baseline - current[0].baseline) > _NEAR or run.left < current[-1].left):
            yield _line(current)
            current = []
        current.append(run)
    if current:
        yield _line(current)


def _line(runs: list[Text]) -> _Line:
    size = Counter({run.size: 0 for run in runs})
    for run in runs:
        size[run.size] += len(run.text)
    return _Line(runs[0].left, runs[0].baseline, size.most_common(1)[0][0], "".join(run.text for run in runs))


def _body_size(lines: Iterator[_Line]) -> float:
    letters = Counter[float]()
    for line in lines:
        letters[line.size] += len(line.text)
    return letters.most_common(1)[0][0] if letters else 0.0


def _is_folio(line: _Line) -> bool:
    return bool(_FOLIO.fullmatch(line.text.strip()))


def _above_colophon(lines: tuple[_Line, ...], body: float) -> tuple[_Line, ...]:
    """Leave the page's number out where a colophon stands below the text: level columns may end above it."""
    told = tuple(line for line in lines if not _is_folio(line))
    lowest = min((line.baseline for line in told if line.size == body), default=0.0)
    return told if any(line.baseline < lowest for line in told) else lines


def _line_height(pages: Iterable[tuple[_Line, ...]], body: float) -> float:
    steps = Counter[float]()
    for lines in pages:
        for above, below in pairwise(lines):
            if above.size == below.size == body and below.baseline < above.baseline:
                steps[round(above.baseline - below.baseline, 1)] += 1
    return steps.most_common(1)[0][0] if steps else body * 1.6


def _holes(lines: tuple[_Line, ...], page: Page, body: float, step: float) -> Iterator[tuple[float, str]]:
    """Yield the height of each hole, and the text above it."""
    lowest = min((line.baseline for line in lines if line.size == body), default=0.0)
    for above, below in pairwise(lines):
        goes_on = above.size == below.size == body
        is_next_column = below.left > above.left + _NARROWEST and below.baseline > above.baseline + 2 * step
        if not (goes_on and is_next_column):
            continue
        column = (above.left, 0.0, above.left + _NARROWEST, above.baseline - 1)
        below_it = [line.baseline + line.size for line in lines if _is_under(line, column)]
        below_it += [box[3] for box in _surfaces(page) if _overlaps(box, column)]
        room = above.baseline - max([*below_it, lowest]) - step / 2
        if room > (MOST_LINES + 1) * step:
            yield room, above.text


def _is_under(line: _Line, column: Box) -> bool:
    return line.baseline < column[3] and column[0] - 30 < line.left < column[2]


def _surfaces(page: Page) -> Iterator[Box]:
    yield from (placed.box for placed in page.placed)
    yield from (mark.box for mark in page.painted)


def _overlaps(box: Box, column: Box) -> bool:
    """Tell whether a surface lies under the column's text, a rule between columns left out."""
    return box[3] < column[3] and box[0] < column[2] and box[2] > column[0] + 1 and box[2] - box[0] > 1
