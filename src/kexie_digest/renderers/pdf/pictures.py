"""Which pictures of an item can be printed, and how large they stand on the page.

Takes an item's images and the assets folder, gives frames. It looks at a picture's
size only; the engine reads the pixels. A picture that cannot be read is left out and
named, as a broken frame is worse than none.

Each style says how wide its pictures are and what a line is: newspaper pictures are as wide
as a column, those of a 简报 as wide as the type area allows at a third of its height.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil
from pathlib import Path

from PIL import Image as Picture
from PIL import UnidentifiedImageError

from kexie_digest.model import Image

#: The baseline grid: a picture is as many lines high, so that columns keep their lines.
LINE = 14.4
#: A column's width; a picture is never higher than so many lines.
COLUMN = 162.0
#: The type area's width, and what is between columns.
PAGE, GAP = 516.0, 15.0
MOST_LINES = 22
#: So many times as wide as high, a picture stands across the page: in a column it would be a strip.
PANORAMA = 2.4
#: No picture is enlarged beyond this many pixels an inch (a CSS pixel is so large).
LEAST_PPI = 96
#: More pixels than this are no newspaper picture and may be a bomb (CWE-409).
MOST_PIXELS = 60_000_000

#: How a picture may count its colours in a PDF/A with an sRGB intent; others the engine
#: refuses (16 bits), or the standard does (CMYK: ISO 19005-3, 6.2.4.3).
SCREEN_MODES = ("1", "L", "LA", "P", "RGB", "RGBA")
_SIXTEEN_BITS = ("I", "I;16", "I;16B", "I;16L")


#: Below so many pixels an inch a picture looks soft in print (ISO 12647-2 houses ask for 300).
PRINT_PPI = 300
#: 简报: lines of 225 mm ÷ 22, the type area's width, and how high a picture may be.
OFFICIAL_LINE, OFFICIAL_WIDTH, OFFICIAL_LINES, OFFICIAL_PADDING = 28.99, 442.2, 7, 8.0
_OFFICIAL = "jianbao"


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture on a page: its address below the assets folder, height and width in points.

    ``ratio`` is the picture's own width by height; ``pixels`` its width in pixels.
    """

    image: Image
    height: float
    width: float = COLUMN
    ratio: float = 1.0
    pixels: int = 0

    @property
    def alt(self) -> str:
        """What the picture shows, in words; the caption stands in for a missing text."""
        return self.image.alt or self.image.caption or "图片"

    @property
    def is_whole(self) -> bool:
        """Whether filling its place would cut off more than a tenth of it."""
        natural = self.width / self.ratio
        return abs(natural - self.height) > 0.1 * max(natural, self.height)

    @property
    def official_height(self) -> float:
        """The height in a 简报: whole lines of its grid, less the space above."""
        lines = max(round(OFFICIAL_WIDTH / self.ratio / OFFICIAL_LINE), 3)
        if self.pixels:
            lines = min(lines, ceil((_largest(self.pixels) / self.ratio + OFFICIAL_PADDING) / OFFICIAL_LINE))
        return min(lines, OFFICIAL_LINES) * OFFICIAL_LINE - OFFICIAL_PADDING

    @property
    def is_across(self) -> bool:
        """Whether it is as wide as a newspaper's page."""
        return self.width == PAGE

    def is_small(self, style: str) -> bool:
        """Say whether the picture has too few pixels to fill its place."""
        return 0 < self.resolution(style) < LEAST_PPI

    def resolution(self, style: str) -> int:
        """Say how many pixels stand on an inch.

        Args:
            style: The bulletin's style; an owner's own is taken for a newspaper.

        Returns:
            Pixels an inch at the size the style prints it.
        """
        if style == _OFFICIAL:
            width = min(OFFICIAL_WIDTH, self.official_height * self.ratio)
        else:  # one that fills its place is cut at the sides, one shown whole is narrower
            choose = min if self.is_whole else max
            width = choose(self.width, self.height * self.ratio)
        return round(self.pixels * 72 / width)


def frames(images: tuple[Image, ...], assets: Path) -> tuple[tuple[Frame, ...], tuple[str, ...]]:
    """Measure the pictures of an item.

    Args:
        images: With paths relative to ``assets``.
        assets: The only folder pictures come from.

    Returns:
        A frame for each usable picture, and one warning for each other.
    """
    found, warnings = [], []
    for image in images:
        try:
            width, height = _size(image, assets)
        except (OSError, ValueError, UnidentifiedImageError, Picture.DecompressionBombError) as error:
            warnings.append(f"图片未能刊出 (picture left out): {image.path}: {error}")
            continue
        found.append(_alone(image, width, height))
    if len(found) > 1:
        found = [frame for row in rows(found) for frame in _in_row(row)]
    return tuple(found), tuple(warnings)


def rows(found: Sequence[Frame]) -> list[Sequence[Frame]]:
    """Divide pictures into rows that fill the page's width, of three and of two.

    Args:
        found: Two pictures or more.

    Returns:
        The rows; those of two, which stand larger, first.
    """
    pairs = -len(found) % 3
    cuts = [2 * place for place in range(pairs)] + list(range(2 * pairs, len(found), 3))
    return [found[start:end] for start, end in zip(cuts, [*cuts[1:], len(found)], strict=True)]


def _alone(image: Image, width: int, height: int) -> Frame:
    """Give a picture that is the only one its place: a column, or the page for a panorama."""
    is_panorama = width >= PANORAMA * height and _largest(width) >= PAGE
    room = PAGE if is_panorama else COLUMN
    own = min(room, _largest(width)) * height / width
    return Frame(image, _whole_lines(own), room, width / height, width)


def _largest(pixels: int) -> float:
    """Give the width in points at which a picture's pixels are just fine enough."""
    return pixels * 72 / LEAST_PPI


def _in_row(row: Sequence[Frame]) -> list[Frame]:
    """Give pictures side by side one height: the middle one of their own."""
    width = (PAGE - GAP * (len(row) - 1)) / len(row)
    own = sorted(width / frame.ratio for frame in row)
    height = _whole_lines(own[len(own) // 2] if len(row) != 2 else sum(own) / 2)  # noqa: PLR2004 - a pair
    return [replace(frame, width=width, height=height) for frame in row]


def _whole_lines(height: float) -> float:
    return min(MOST_LINES, max(2, round(height / LINE))) * LINE


def _size(image: Image, assets: Path) -> tuple[int, int]:
    path = (assets / image.path).resolve()
    if not path.is_relative_to(assets.resolve()):
        raise ValueError("outside the edition's pictures")
    with Picture.open(path) as picture:
        width, height = picture.size
        if width * height > MOST_PIXELS:
            raise ValueError(f"{width} × {height}")
        picture.verify()
    return width, height


def screen_bytes(path: Path) -> bytes | None:
    """Make a picture fit for a screen PDF, where it is not.

    Args:
        path: A picture that :func:`frames` accepted.

    Returns:
        A PNG in eight bits of grey or RGB, None where the picture may stay as it is.
    """
    with Picture.open(path) as picture:
        if picture.mode in SCREEN_MODES:
            return None
        if picture.mode in _SIXTEEN_BITS:
            plain = picture.convert("I").point(lambda value: value / 256).convert("L")
        else:
            plain = picture.convert("RGB")
    png = io.BytesIO()
    plain.save(png, "PNG")
    return png.getvalue()
