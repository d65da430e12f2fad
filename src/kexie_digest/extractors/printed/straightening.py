"""Turn what a scanner took askew: corners of lines become upright boxes.

Takes the four corners that a reader found for each line, gives runs with upright boxes, as
if the sheet had lain straight. The angle is the median of the lines', so that a slanting
headline turns nothing. Pure: no pixel is touched; recognition reads slanting lines as they are.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from kexie_digest.extractors.printed.run import Run

#: A shorter line (in its own heights) says little about the angle.
_LONG = 5.0
#: The ink of Chinese letters is lower than their type size; a line of a PDF page is higher.
_INK, _LOOSE = 0.92, 1.2
#: Boxes of one type size differ by so much, by which letters a line happens to hold.
_SAME_SIZE = 0.18

#: (x, y), y growing downwards.
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Seen:
    """A line as recognised: its text, how sure (0-1), its corners clockwise from the top left."""

    text: str
    confidence: float
    corners: tuple[Point, Point, Point, Point]

    @property
    def width(self) -> float:
        """The length of its upper side."""
        return math.dist(self.corners[0], self.corners[1])

    @property
    def height(self) -> float:
        """The length of its left side."""
        return math.dist(self.corners[0], self.corners[3])


def straighten(lines: Sequence[Seen], scale: float = 1.0) -> list[Run]:
    """Give lines upright boxes.

    Args:
        lines: As recognised, in any order.
        scale: Points a pixel.

    Returns:
        A run a line; type sizes that differ by chance are made equal.
    """
    angle = _angle(lines)
    turned = [_run(line, angle, scale) for line in lines]
    if not turned:
        return []
    letters = sorted((run.size, len(run.text)) for run in turned)
    body = _middle(letters)
    left = min(0.0, *(run.left for run in turned))
    top = min(0.0, *(run.top for run in turned))
    return [_settled(run, body, left, top) for run in turned]


def _angle(lines: Sequence[Seen]) -> float:
    found = [
        math.atan2(line.corners[1][1] - line.corners[0][1], line.corners[1][0] - line.corners[0][0])
        for line in lines
        if line.width > line.height * _LONG
    ]
    return median(found) if found else 0.0


def _run(line: Seen, angle: float, scale: float) -> Run:
    cosine, sine = math.cos(-angle), math.sin(-angle)
    turned = [(x * cosine - y * sine, x * sine + y * cosine) for x, y in line.corners]
    across, down = [x for x, _ in turned], [y for _, y in turned]
    left, right = (across[0] + across[3]) / 2, (across[1] + across[2]) / 2
    top, bottom = (down[0] + down[1]) / 2, (down[2] + down[3]) / 2
    size = (bottom - top) / _INK
    return Run(
        line.text, left * scale, top * scale, right * scale, bottom * scale, size * scale, line.confidence
    )


def _middle(letters: Sequence[tuple[float, int]]) -> float:
    """Give the size that the middle letter of the page has."""
    half = sum(count for _, count in letters) / 2
    for size, count in letters:
        half -= count
        if half <= 0:
            return size
    return letters[-1][0]


def _settled(run: Run, body: float, left: float, top: float) -> Run:
    """Move a run onto the sheet and make its box as loose as those of PDF pages."""
    size = body if abs(run.size - body) <= _SAME_SIZE * body else run.size
    half = size * _LOOSE / 2
    middle = run.middle - top
    return Run(
        run.text, run.left - left, middle - half, run.right - left, middle + half, size, run.confidence
    )
