"""The reader shows the engine what it overlooked, and says what stayed unread."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pytest
from PIL import Image, ImageDraw

from kexie_digest.extractors.scan.ink import Grey
from kexie_digest.extractors.scan.reader import Corners, Reader

PLACES = [(60, 60 + 50 * row) for row in range(8)]


@dataclass
class Engine:
    """Boxes the first lines of a whole page, and those of a sheet of strips only if it ``may_find`` them."""

    boxed: int
    may_find: bool = True
    confidence: float = 0.98
    asked: list[tuple[int, ...]] = field(default_factory=list)

    def find(self, picture: Grey, side: int) -> list[Corners]:
        """Find the lines of a page, or what is dark on a sheet."""
        self.asked.append((side, *picture.shape[:2]))
        if len(self.asked) > 1 and picture.shape == (800, 800):
            rows = np.flatnonzero(picture.min(axis=1) < 128)
            tops = [row for row in rows if row - 1 not in rows] if self.may_find else []
            boxes = [(20, int(top), 620, int(top) + 26) for top in tops]
        else:
            boxes = [(x, y, x + 600, y + 26) for x, y in PLACES[: self.boxed]]
        return [((a, b), (c, b), (c, d), (a, d)) for a, b, c, d in boxes]

    def read(self, picture: Grey, lines: Sequence[Corners]) -> list[tuple[str, float]]:
        """Read what is at the corners, which lie in the picture."""
        assert all(0 <= y <= picture.shape[0] for line in lines for _, y in line)
        return [(f"第{round(corners[0][1])}行", self.confidence) for corners in lines]


def _page(factor: int = 1) -> Grey:
    page = Image.new("L", (800, 600), 255)
    pen = ImageDraw.Draw(page)
    for left, top in PLACES:
        for letter in range(24):
            x = left + letter * 25
            pen.rectangle((x, top, x + 18, top + 3), fill=0)
            pen.rectangle((x + 8, top, x + 11, top + 24), fill=0)
    return np.asarray(page.resize((800 * factor, 600 * factor)), np.uint8)


def test_what_was_overlooked_is_read_on_a_sheet() -> None:
    """Two of eight lines got no box: both come, where they stand, and nothing is left."""
    lines, unread = Reader(Engine(boxed=6)).read(_page())
    assert sorted(round(line.corners[0][1]) for line in lines) == [top for _, top in PLACES]
    assert unread == 0


def test_what_cannot_be_read_is_counted() -> None:
    """Two of eight lines stay dark: a third of what was read."""
    lines, unread = Reader(Engine(boxed=6, may_find=False)).read(_page())
    assert len(lines) == 6
    assert 0.3 < unread < 0.37


def test_a_guess_is_no_line() -> None:
    """Letters read with less than half a mind are not taken; an unread page has no share to tell."""
    assert Reader(Engine(boxed=8, confidence=0.3)).read(_page()) == ([], 0.0)


def test_small_print_is_looked_at_larger() -> None:
    """A broadsheet's lines are too low for the detector at first: it is shown as many pixels as they need."""
    engine = Engine(boxed=8)
    Reader(engine).read(_page(6))
    sides = [side for side, high, _ in engine.asked if high == 3600]
    assert sides == [1440, 2585]
    assert 26 * sides[1] / 4800 == pytest.approx(14, abs=0.1)
