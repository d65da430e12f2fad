"""Read one picture of a page: lines with their corners, and what stayed unread.

Takes a page as grey pixels, gives its lines. ``rapidocr`` finds and reads lines; what looks
like print and got no box is shown to it again in a strip of its own. Part of the extra ``[ocr]``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

import cv2
import numpy as np

from kexie_digest.extractors.printed.straightening import Seen
from kexie_digest.extractors.scan.ink import Grey, Left, fitted, unread

#: Pixels of the longer side that the detector sees; more where letters would come out too small.
_SIDE, _LARGE_SIDE = 2000, 4000
#: Lower lines, in pixels the detector sees, are lost or misread.
_LOWEST = 14.0
#: Below this confidence nothing was read: texture of a photograph, a stain.
_LEAST = 0.5
#: White around a strip, in pixels, and strips looked at again on one page.
_PADDING, _MOST_STRIPS = 20, 60


class Reader:
    """Reads pages one after the other with one engine, which is slow to load."""

    def __init__(self, engine: Any) -> None:  # noqa: ANN401 - RapidOCR, or what reads like it
        """Take an engine.

        Args:
            engine: A ``rapidocr.RapidOCR``.
        """
        self._engine = engine

    def read(self, page: Grey) -> tuple[list[Seen], float]:
        """Read a page.

        Args:
            page: Grey pixels, upright, dark on light.

        Returns:
            Lines in no order, and the share of letters' ink that stayed unread (0-1).
        """
        lines = self._whole(page)
        places, read = unread(page, lines)
        lost = 0
        for place in places[:_MOST_STRIPS]:
            found = list(self._strip(page, place))
            lines += found
            lost += place.ink if place.is_body and not found else 0
        lost += sum(place.ink for place in places[_MOST_STRIPS:] if place.is_body)
        return fitted(page, lines), round(lost / max(read, 1), 4)

    def _whole(self, page: Grey) -> list[Seen]:
        longer = max(page.shape)
        self._engine.max_side_len = _SIDE
        lines = self._seen(page)
        if lines and longer > _SIDE and median(line.height for line in lines) * _SIDE / longer < _LOWEST:
            self._engine.max_side_len = min(longer, _LARGE_SIDE)
            lines = self._seen(page)
        return lines

    def _seen(self, picture: Grey) -> list[Seen]:
        found = self._engine(cv2.cvtColor(picture, cv2.COLOR_GRAY2BGR), use_cls=False)
        if found.boxes is None or found.txts is None:
            return []
        return [
            Seen(text, float(score), _corners(box))
            for text, score, box in zip(found.txts, found.scores, found.boxes, strict=True)
            if text.strip() and score >= _LEAST
        ]

    def _strip(self, page: Grey, place: Left) -> Iterator[Seen]:
        left, top, right, bottom = place.box
        strip = page[top:bottom, left:right]
        padded = np.full((strip.shape[0] + 2 * _PADDING, strip.shape[1] + 2 * _PADDING), 255, np.uint8)
        padded[_PADDING:-_PADDING, _PADDING:-_PADDING] = strip
        for line in self._seen(padded):
            moved = [(x + left - _PADDING, y + top - _PADDING) for x, y in line.corners]
            yield Seen(line.text, line.confidence, (moved[0], moved[1], moved[2], moved[3]))


def _corners(box: Sequence[Sequence[float]]) -> tuple[Any, Any, Any, Any]:
    a, b, c, d = ((round(float(x), 1), round(float(y), 1)) for x, y in box)
    return a, b, c, d
