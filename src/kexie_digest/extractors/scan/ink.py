"""Ink of a page: how far a line's letters reach, and what looks like print and was not read.

Takes a grey page and the corners of the lines that were read; gives corners that fit the ink,
and upright boxes to be looked at again. The detector once lost a line of 72 letters without a
word, and it reaches over the gutter where a line begins with a comma, which hides
the columns. Pictures, rules and specks are no lines. Part of the extra ``[ocr]``.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import cv2
import numpy as np
import numpy.typing as npt

from kexie_digest.extractors.printed.straightening import Point, Seen

Grey = npt.NDArray[np.uint8]
#: Pixels that are 0 or not; what OpenCV says of their type differs from version to version.
Dark = npt.NDArray[Any]

#: Pages are looked at this large; lines of a newspaper are then some 18 pixels high.
_SIDE = 2000
#: Around a line that was read, in pixels: what its strokes bleed into.
_MARGIN = 4
#: In heights of the page's lines. A headline may be larger than what counts as lost text.
_LOWEST, _HIGHEST, _HEADLINE = 0.5, 2.2, 6.0
#: A line is longer than high, and its strokes cover this share of it.
_LONGER, _THIN, _THICK = 1.5, 0.06, 0.6
#: Dark pixels below which it is a speck.
_SPECK = 12
#: Dark pixels of a row or column that holds a stroke.
_STROKE = 2


@dataclass(frozen=True, slots=True)
class Left:
    """A place with unread ink, in pixels of the page, and how many dark pixels it has."""

    box: tuple[int, int, int, int]
    ink: int
    is_body: bool


def fitted(page: Grey, lines: Sequence[Seen]) -> list[Seen]:
    """Draw the boxes of lines in to the ink in them.

    Args:
        page: The page, dark on light.
        lines: As the detector boxed them.

    Returns:
        The same lines; a box without ink stays as it is.
    """
    _, dark = cv2.threshold(page, 0, 1, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    return [replace(line, corners=_fitted(dark, line)) for line in lines]


def _fitted(dark: Dark, line: Seen) -> tuple[Point, Point, Point, Point]:
    wide, high = max(2, round(line.width)), max(2, round(line.height))
    there = np.array([[0, 0], [wide, 0], [wide, high], [0, high]], np.float32)
    here = np.array(line.corners, np.float32)
    cut = cv2.warpPerspective(dark, cv2.getPerspectiveTransform(here, there), (wide, high))
    across = np.flatnonzero(cut.sum(axis=0) >= _STROKE)
    down = np.flatnonzero(cut.sum(axis=1) >= _STROKE)
    if not len(across) or not len(down):
        return line.corners
    left, right = across[0] / wide, (across[-1] + 1) / wide
    top, bottom = down[0] / high, (down[-1] + 1) / high
    a, b, d = here[0], here[1], here[3]

    def place(x: float, y: float) -> Point:
        at = a + x * (b - a) + y * (d - a)
        return float(at[0]), float(at[1])

    return place(left, top), place(right, top), place(right, bottom), place(left, bottom)


def unread(page: Grey, lines: Sequence[Seen]) -> tuple[list[Left], int]:
    """Find what looks like print and was not read.

    Args:
        page: The page, dark on light.
        lines: What was read of it.

    Returns:
        Places, the topmost first, and the dark pixels that were read.
    """
    if not lines:
        return [], 0
    scale = min(1.0, _SIDE / max(page.shape))
    small = cv2.resize(page, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA) if scale < 1 else page
    small = cv2.medianBlur(small, 3)
    _, dark = cv2.threshold(small, 0, 255, cv2.THRESH_BINARY_INV | cv2.THRESH_OTSU)
    rest = dark.copy()
    for line in lines:
        corners = np.array([[round(x * scale), round(y * scale)] for x, y in line.corners], np.int32)
        cv2.fillPoly(rest, [corners], 0)
        cv2.polylines(rest, [corners], isClosed=True, color=0, thickness=2 * _MARGIN)
    height = float(np.median([line.height for line in lines])) * scale
    found = [_left(rest, place, height) for place in _places(rest, height)]
    read = int(np.count_nonzero(dark)) - int(np.count_nonzero(rest))
    return [_enlarged(one, 1 / scale, page.shape) for one in found if one is not None], read


def _places(rest: Dark, height: float) -> list[tuple[int, int, int, int]]:
    """Join strokes that stand beside each other, and give the boxes of what hangs together."""
    across = np.ones((max(1, round(height / 8)), max(3, round(height))), np.uint8)
    joined = cv2.morphologyEx(rest, cv2.MORPH_CLOSE, across)
    _, _, found, _ = cv2.connectedComponentsWithStats(joined)
    boxes = [(int(x), int(y), int(x + width), int(y + high)) for x, y, width, high, _ in found[1:]]
    return sorted(boxes, key=lambda box: (box[1], box[0]))


def _left(rest: Dark, box: tuple[int, int, int, int], height: float) -> Left | None:
    left, top, right, bottom = box
    wide, high = right - left, bottom - top
    ink = int(np.count_nonzero(rest[top:bottom, left:right]))
    share = ink / (wide * high)
    is_line = _LOWEST * height <= high <= _HEADLINE * height and wide >= _LONGER * high
    if not is_line or ink <= _SPECK or not _THIN <= share <= _THICK:
        return None
    return Left(box, ink, is_body=high <= _HIGHEST * height)


def _enlarged(one: Left, factor: float, shape: tuple[int, ...]) -> Left:
    left, top, right, bottom = (round(side * factor) for side in one.box)
    margin = round(_MARGIN * factor)
    box = (
        max(0, left - margin),
        max(0, top - margin),
        min(shape[1], right + margin),
        min(shape[0], bottom + margin),
    )
    return Left(box, one.ink, one.is_body)
