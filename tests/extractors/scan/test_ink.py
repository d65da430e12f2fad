"""Ink that was not read is found; pictures, rules and specks are none."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from kexie_digest.extractors.printed.straightening import Seen
from kexie_digest.extractors.scan.ink import Grey, fitted, unread

HIGH, WIDE = 24, 600


def _drawn() -> tuple[Grey, list[tuple[int, int]]]:
    """Draw a page with ten lines of strokes, a rule, specks and a photograph; give the lines' places."""
    page = Image.new("L", (1000, 1200), 250)
    pen = ImageDraw.Draw(page)
    places = [(60, 60 + 50 * row) for row in range(10)]
    for left, top in places:
        for letter in range(WIDE // 25):
            x = left + letter * 25
            pen.rectangle((x, top, x + 18, top + 3), fill=20)
            pen.rectangle((x + 8, top, x + 11, top + HIGH), fill=20)
    pen.line((60, 640, 660, 640), fill=0, width=3)
    for speck in range(20):
        pen.point((900, 40 + 9 * speck), fill=0)
    pen.rectangle((60, 700, 800, 1150), fill=90)
    return np.asarray(page, np.uint8), places


def _seen(left: float, top: float, wide: float = WIDE, high: float = HIGH) -> Seen:
    right, bottom = left + wide, top + high
    return Seen("字" * 24, 1.0, ((left, top), (right, top), (right, bottom), (left, bottom)))


def test_a_lost_line_is_found() -> None:
    """Ten lines, two of them without a box: those two, and not the photograph, the rule, the specks."""
    page, places = _drawn()
    left, read = unread(page, [_seen(*place) for place in places if place not in places[3:5]])
    assert [round(one.box[1], -1) for one in left] == [210, 260]
    assert all(one.is_body for one in left)
    assert sum(one.ink for one in left) == pytest.approx(read / 4, rel=0.1)


def test_a_page_read_whole_leaves_nothing() -> None:
    """Every line has its box."""
    page, places = _drawn()
    assert unread(page, [_seen(*place) for place in places])[0] == []


def test_a_box_is_drawn_in_to_its_ink() -> None:
    """It reached into the gutter and above the letters; the letters begin where they begin."""
    page, places = _drawn()
    left, top = places[2]
    (line,) = fitted(page, [_seen(left - 30, top - 8, WIDE + 30, HIGH + 16)])
    assert line.corners[0] == pytest.approx((left, top), abs=2)
    assert line.height == pytest.approx(HIGH, abs=2)


def test_without_ink_a_box_stays() -> None:
    """Blank paper moves nothing."""
    blank = np.full((200, 200), 255, np.uint8)
    line = _seen(10, 10, 90)
    assert fitted(blank, [line]) == [line]
    assert unread(blank, []) == ([], 0)
