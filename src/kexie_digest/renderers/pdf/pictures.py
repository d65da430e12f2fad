"""Which pictures of an item can be printed, and how high they stand in a column.

Takes an item's images and the assets folder, gives frames. It looks at a picture's
size only; the engine reads the pixels. A picture that cannot be read is left out and
named, as a broken frame is worse than none.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from PIL import Image as Picture
from PIL import UnidentifiedImageError

from kexie_digest.model import Image

#: The baseline grid: a picture is as many lines high, so that columns keep their lines.
LINE = 14.4
#: A column's width; a picture is never higher than so many lines.
COLUMN = 162.0
MOST_LINES = 22
#: More pixels than this are no newspaper picture and may be a bomb (CWE-409).
MOST_PIXELS = 60_000_000

#: How a picture may count its colours in a PDF/A with an sRGB intent; others the engine
#: refuses (16 bits), or the standard does (CMYK: ISO 19005-3, 6.2.4.3).
SCREEN_MODES = ("1", "L", "LA", "P", "RGB", "RGBA")
_SIXTEEN_BITS = ("I", "I;16", "I;16B", "I;16L")


@dataclass(frozen=True, slots=True)
class Frame:
    """A picture in a column: its address below the assets folder and its height in points."""

    image: Image
    height: float

    @property
    def alt(self) -> str:
        """What the picture shows, in words; the caption stands in for a missing text."""
        return self.image.alt or self.image.caption or "图片"


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
        lines = min(MOST_LINES, max(2, round(COLUMN * height / width / LINE)))
        found.append(Frame(image, lines * LINE))
    return tuple(found), tuple(warnings)


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
