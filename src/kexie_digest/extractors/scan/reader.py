"""Read one picture of a page: lines with their corners, and what stayed unread.

Takes a page as grey pixels, gives its lines. An engine finds and reads lines; what looks like
print and got no box is shown to it again, all on one sheet. Part of the extra ``[ocr]``.
"""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Protocol

import numpy as np

from kexie_digest.extractors.printed.straightening import Point, Seen
from kexie_digest.extractors.scan.ink import Grey, Left, fitted, unread

#: Pixels of the longer side that the detector sees: its time grows with their square. Newspaper text
#: of an A3 page is 11 to 16 pixels high then; more where letters come out lower than these.
_SIDE, _LARGE_SIDE = 1440, 4000
_LOWEST, _WANTED = 11.0, 14.0
#: Below this confidence nothing was read: texture of a photograph, a stain.
_LEAST = 0.5
#: White around a strip, in pixels, and strips looked at again on one page.
_PADDING, _MOST_STRIPS = 20, 60
#: The sheet of strips: what the detector sees of it, and how small it may be.
_SHEET, _SMALLEST = 2000, 800

Corners = tuple[Point, Point, Point, Point]


class Reads(Protocol):
    """What finds lines in a picture, and reads them; see ``engine``."""

    def find(self, picture: Grey, side: int) -> list[Corners]:
        """Find lines in a picture shown with this longer side."""

    def read(self, picture: Grey, lines: Sequence[Corners]) -> list[tuple[str, float]]:
        """Read the lines with these corners."""


class Reader:
    """Reads pages one after the other with one engine, which is slow to load."""

    def __init__(self, engine: Reads) -> None:
        """Take an engine.

        Args:
            engine: What finds and reads lines.
        """
        self._engine = engine

    def read(self, page: Grey) -> tuple[list[Seen], float]:
        """Read a page.

        Args:
            page: Grey pixels, upright, dark on light.

        Returns:
            Lines in no order, and the share of letters' ink that stayed unread (0-1).
        """
        lines = self._seen(page, self._found(page))
        places, read = unread(page, lines)
        again = places[:_MOST_STRIPS]
        found = self._overlooked(page, again) if again else []
        lines += [line for strip in found for line in strip]
        left = [place for place, strip in zip(again, found, strict=True) if not strip]
        lost = sum(place.ink for place in [*left, *places[_MOST_STRIPS:]] if place.is_body)
        return fitted(page, lines), round(lost / max(read, 1), 4)

    def _found(self, page: Grey) -> list[Corners]:
        found = self._engine.find(page, _SIDE)
        longer = max(page.shape)
        if not found or longer <= _SIDE:
            return found
        height = median(Seen("", 0, corners).height for corners in found)
        if height * _SIDE / longer >= _LOWEST:
            return found
        side = min(longer, _LARGE_SIDE, round(_WANTED * longer / max(height, 1)))
        return self._engine.find(page, side)

    def _seen(self, picture: Grey, corners: Sequence[Corners]) -> list[Seen]:
        read = zip(corners, self._engine.read(picture, corners), strict=True)
        return [
            Seen(text, confidence, place)
            for place, (text, confidence) in read
            if text.strip() and confidence >= _LEAST
        ]

    def _overlooked(self, page: Grey, places: Sequence[Left]) -> list[list[Seen]]:
        """Look again at some places; give the lines of each."""
        sheet, tops = _sheet(page, places)
        found: list[list[Seen]] = [[] for _ in places]
        for line in self._seen(sheet, self._engine.find(sheet, _SHEET)):
            middle = sum(y for _, y in line.corners) / 4
            number = int(np.searchsorted(tops, middle, "right")) - 1
            if number < 0:
                continue
            left, top, _, _ = places[number].box
            right, down = left - _PADDING, top - tops[number]
            a, b, c, d = ((x + right, y + down) for x, y in line.corners)
            found[number].append(Seen(line.text, line.confidence, (a, b, c, d)))
        return found


def _sheet(page: Grey, places: Sequence[Left]) -> tuple[Grey, list[int]]:
    """Lay strips of a page below each other on white; give the row each begins at."""
    tops = []
    high = wide = _PADDING
    for left, top, right, bottom in (place.box for place in places):
        tops.append(high)
        high += bottom - top + _PADDING
        wide = max(wide, right - left + 2 * _PADDING)
    sheet = np.full((max(high, _SMALLEST), max(wide, _SMALLEST)), 255, np.uint8)
    for place, at in zip(places, tops, strict=True):
        left, top, right, bottom = place.box
        sheet[at : at + bottom - top, _PADDING : _PADDING + right - left] = page[top:bottom, left:right]
    return sheet, tops
