"""Everything a page puts on paper: text, lines, surfaces, pictures.

Values only; ``walk`` reads them from a PDF. Lengths are in points, boxes are
``(left, bottom, right, top)`` on the page.
"""

from __future__ import annotations

from dataclasses import dataclass

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Colour:
    """A colour: ``DeviceGray``, ``DeviceRGB``, ``DeviceCMYK`` or another space, values 0 to 1."""

    space: str
    values: tuple[float, ...]

    @property
    def ink(self) -> float:
        """Sum of the inks in per cent; 0 for colours that are no inks."""
        return 100 * sum(self.values) if self.space == "DeviceCMYK" else 0.0


BLACK = Colour("DeviceGray", (0.0,))


@dataclass(frozen=True, slots=True)
class Text:
    """A run of text: where its baseline starts, its size, and how many glyphs are ``.notdef``.

    ``mark`` is the number that tags know it by, None for what no voice reads (artifacts).
    """

    text: str
    left: float
    baseline: float
    size: float
    colour: Colour
    missing: int = 0
    mark: int | None = None


@dataclass(frozen=True, slots=True)
class Painted:
    """A line or a surface; ``thickness`` is a line's width or a thin surface's smaller side."""

    box: Box
    colour: Colour
    thickness: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A picture and the box it fills; ``key`` names the picture's object in the file."""

    box: Box
    key: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Page:
    """What one page shows, in the order it is painted."""

    number: int
    texts: tuple[Text, ...]
    painted: tuple[Painted, ...]
    placed: tuple[Placed, ...]
