"""The reader shows the engine what it overlooked, and says what stayed unread."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageDraw

from kexie_digest.extractors.scan.reader import Reader

PLACES = [(60, 60 + 50 * row) for row in range(8)]


@dataclass
class Engine:
    """Boxes the first lines of a whole page, and reads strips only if it ``may_read`` them."""

    boxed: int
    may_read: bool = True
    confidence: float = 0.98
    max_side_len: int = 2000
    asked: list[tuple[int, ...]] = field(default_factory=list)

    def __call__(self, picture: npt.NDArray[np.uint8], **_: object) -> Any:  # noqa: ANN401 - as rapidocr's
        """Read a page or a strip."""
        self.asked.append((self.max_side_len, *picture.shape[:2]))
        if picture.shape[0] < 200:
            boxes = [(20, 20, picture.shape[1] - 20, picture.shape[0] - 20)] if self.may_read else []
        else:
            boxes = [(x, y, x + 600, y + 26) for x, y in PLACES[: self.boxed]]
        corners = [np.array([(a, b), (c, b), (c, d), (a, d)]) for a, b, c, d in boxes]
        texts = [f"第{int(box[0][1])}行" for box in corners]
        scores = [self.confidence] * len(texts)
        return SimpleNamespace(boxes=corners or None, txts=texts or None, scores=scores or None)


def _page(factor: int = 1) -> npt.NDArray[np.uint8]:
    page = Image.new("L", (800, 600), 255)
    pen = ImageDraw.Draw(page)
    for left, top in PLACES:
        for letter in range(24):
            x = left + letter * 25
            pen.rectangle((x, top, x + 18, top + 3), fill=0)
            pen.rectangle((x + 8, top, x + 11, top + 24), fill=0)
    return np.asarray(page.resize((800 * factor, 600 * factor)), np.uint8)


def test_what_was_overlooked_is_read_in_a_strip() -> None:
    """Two of eight lines got no box: both come, where they stand, and nothing is left."""
    lines, unread = Reader(Engine(boxed=6)).read(_page())
    assert sorted(round(line.corners[0][1]) for line in lines) == [top for _, top in PLACES]
    assert unread == 0


def test_what_cannot_be_read_is_counted() -> None:
    """Two of eight lines stay dark: a third of what was read."""
    lines, unread = Reader(Engine(boxed=6, may_read=False)).read(_page())
    assert len(lines) == 6
    assert 0.3 < unread < 0.37


def test_a_guess_is_no_line() -> None:
    """Letters read with less than half a mind are not taken; an unread page has no share to tell."""
    assert Reader(Engine(boxed=8, confidence=0.3)).read(_page()) == ([], 0.0)


def test_small_print_is_looked_at_larger() -> None:
    """A broadsheet's lines are too low for the detector at first: it is shown more pixels."""
    engine = Engine(boxed=8)
    Reader(engine).read(_page(6))
    assert [side for side, high, _ in engine.asked if high > 200] == [2000, 4000]
