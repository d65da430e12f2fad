"""The contents box (导读): which lines it has, and how they fill columns, two and two.

Takes the bands of an edition, gives lines. Page numbers are the engine's: every line
names the anchor it leads to.
"""

from __future__ import annotations

from dataclasses import dataclass

from kexie_digest.renderers.pdf.makeup import Band

#: With more lines than this the box would fill the front page: then each section shows
#: its first stories only, or none.
MOST_LINES = 46
SHOWN = (None, 2, 1, 0)
#: A pair of columns is not divided between pages, so it is no higher than this many lines.
COLUMN_LINES = 32


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the contents."""

    text: str
    anchor: str
    language: str = "zh-CN"
    is_section: bool = False


CALENDAR = Line("活动一览", "calendar", is_section=True)


def columns(bands: tuple[Band, ...], *, has_calendar: bool = False) -> tuple[tuple[Line, ...], ...]:
    """Fill the columns of the contents: two side by side, the left one first.

    Every line is one line high, so that the columns need no balancing by the engine
    (which cost a second an edition). A section's line never ends a column.

    Args:
        bands: The sections in order.
        has_calendar: Whether a calendar ends the edition.

    Returns:
        The lines of each column: of one pair, or of more where even the sections alone are
        too many for one.
    """
    shown = next((count for count in SHOWN if _line_count(bands, count) <= MOST_LINES), SHOWN[-1])
    lines = [line for band in bands for line in _lines(band, shown)]
    lines += [CALENDAR] * has_calendar
    found: list[tuple[Line, ...]] = []
    while lines or len(found) % 2:
        rest = len(lines) if len(found) % 2 else (len(lines) + 1) // 2
        end = min(rest, COLUMN_LINES)
        if 0 < end < len(lines) and lines[end - 1].is_section and not lines[end].is_section:
            end += 1
        found.append(tuple(lines[:end]))
        del lines[:end]
    return tuple(found)


def _line_count(bands: tuple[Band, ...], shown: int | None) -> int:
    return sum(1 + len(band.stories[:shown]) for band in bands)


def _lines(band: Band, shown: int | None) -> list[Line]:
    label = band.label if shown is None else f"{band.label}（{len(band.stories)}篇）"
    stories = [Line(story.title, story.anchor, story.item.language) for story in band.stories[:shown]]
    return [Line(label, band.anchor, is_section=True), *stories]
