"""The contents box (导读): which lines it has, and how they fill two columns.

Takes the bands of an edition, gives lines. Page numbers are the engine's: every line
names the anchor it leads to.
"""

from __future__ import annotations

from dataclasses import dataclass

from kexie_digest.renderers.pdf.makeup import Band

#: With more lines than this the box would fill the front page: then each section shows
#: its first stories only.
MOST_LINES = 46
SHOWN = 2


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the contents."""

    text: str
    anchor: str
    language: str = "zh-CN"
    is_section: bool = False


def columns(bands: tuple[Band, ...]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Fill the two columns of the contents, the left one first.

    Every line is one line high, so that the columns need no balancing by the engine
    (which cost a second an edition). A section's line never ends a column.

    Args:
        bands: The sections in order.

    Returns:
        The lines of the left and of the right column.
    """
    shown = None if _line_count(bands, None) <= MOST_LINES else SHOWN
    if shown and _line_count(bands, shown) > MOST_LINES:
        shown = 1
    lines = [line for band in bands for line in _lines(band, shown)]
    middle = (len(lines) + 1) // 2
    if lines and lines[middle - 1].is_section:
        middle += 1
    return tuple(lines[:middle]), tuple(lines[middle:])


def _line_count(bands: tuple[Band, ...], shown: int | None) -> int:
    return sum(1 + len(band.stories[:shown]) for band in bands)


def _lines(band: Band, shown: int | None) -> list[Line]:
    label = band.label if shown is None else f"{band.label}（{len(band.stories)}篇）"
    stories = [Line(story.title, story.anchor, story.item.language) for story in band.stories[:shown]]
    return [Line(label, band.anchor, is_section=True), *stories]
