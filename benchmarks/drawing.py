"""A picture of growth: lines over two logarithmic axes, as SVG, in light and dark.

Takes curves, gives the text of a file. Both axes are logarithmic, so that what grows as
fast as its input is a line as steep as the dashed one.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from html import escape

from claims import Curve

WIDTH, HEIGHT = 760, 420
LEFT, RIGHT, TOP, BOTTOM = 64, 250, 24, 48
#: Told apart by people who see few colours, on white and on black.
COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#7f7f7f", "#56b4e9", "#b8860b")
STYLE = (
    "text{font:13px sans-serif;fill:#333}.grid{stroke:#ddd}.linear{stroke:#999;stroke-dasharray:4 4}"
    "@media(prefers-color-scheme:dark){text{fill:#ccc}.grid{stroke:#444}}"
)


class Axis:
    """One logarithmic axis from value to place."""

    def __init__(self, values: Sequence[float], start: float, end: float) -> None:
        """Span whole powers of ten around the values."""
        self.low = math.floor(math.log10(min(values)))
        self.high = max(math.ceil(math.log10(max(values))), self.low + 1)
        self.start, self.end = start, end

    def place(self, value: float) -> float:
        """Give the place of a value."""
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)

    def marks(self) -> Iterator[float]:
        """Give the powers of ten."""
        return (10.0**power for power in range(self.low, self.high + 1))


def picture(curves: Sequence[Curve]) -> str:
    """Draw curves that share their axes."""
    points = [point for curve in curves for point in curve.points]
    across = Axis([size for size, _ in points], LEFT, WIDTH - RIGHT)
    up = Axis([max(value, 1e-3) for _, value in points], HEIGHT - BOTTOM, TOP)
    parts = [*_grid(across, up), *_linear(across, up)]
    for number, curve in enumerate(curves):
        parts += _line(curve, across, up, COLOURS[number % len(COLOURS)], number)
    parts.append(_words(LEFT, TOP - 8, curves[0].unit))
    parts.append(_words((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, curves[0].sizes, anchor="middle"))
    title = escape("; ".join(f"{curve.name}: {_told(curve)}" for curve in curves))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">'
    return "\n".join([head, f"<title>{title}</title>", f"<style>{STYLE}</style>", *parts, "</svg>", ""])


def _told(curve: Curve) -> str:
    return ", ".join(f"{size:g} → {value:g} {curve.unit}" for size, value in curve.points)


def _words(x: float, y: float, words: str, *, anchor: str = "start") -> str:
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}">{escape(words)}</text>'


def _grid(across: Axis, up: Axis) -> Iterator[str]:
    for mark in across.marks():
        x = across.place(mark)
        yield f'<path class="grid" d="M{x:g} {up.start:g}V{up.end:g}"/>'
        yield _words(x, up.start + 18, f"{mark:,.0f}", anchor="middle")
    for mark in up.marks():
        y = up.place(mark)
        yield f'<path class="grid" d="M{across.start:g} {y:g}H{across.end:g}"/>'
        yield _words(across.start - 6, y + 4, f"{mark:g}" if mark < 1 else f"{mark:,.0f}", anchor="end")


def _linear(across: Axis, up: Axis) -> Iterator[str]:
    """Draw how time would grow exactly as its input does."""
    powers = min(across.high - across.low, up.high - up.low)
    x, y = across.place(10.0 ** (across.low + powers)), up.place(10.0 ** (up.low + powers))
    yield f'<path class="linear" fill="none" d="M{across.start:g} {up.start:g}L{x:g} {y:g}"/>'


def _line(curve: Curve, across: Axis, up: Axis, colour: str, number: int) -> Iterator[str]:
    places = [(across.place(size), up.place(max(value, 1e-3))) for size, value in curve.points]
    path = "L".join(f"{x:g} {y:g}" for x, y in places)
    yield f'<path fill="none" stroke="{colour}" stroke-width="2" d="M{path}"/>'
    yield from (f'<circle cx="{x:g}" cy="{y:g}" r="3.5" fill="{colour}"/>' for x, y in places)
    y = TOP + 14 + number * 20
    left = WIDTH - RIGHT + 16
    yield f'<path stroke="{colour}" stroke-width="3" d="M{left} {y - 4}h16"/>'
    yield _words(left + 22, y, curve.name)
