"""Set a roll of names (名单) as the rows of a table, for the official bulletin.

Takes the names, gives rows of cells whose spans add up alike. It keeps the order and
every character of the names.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import ceil, floor

from kexie_digest.renderers.pdf.headline import set_width
from kexie_digest.renderers.pdf.tables.roll import COMMON, PERSON_NAME, are_people

#: Characters of 4号 across the type area of 156 mm, and those that a cell's edges take.
ROOM = 31.5
EDGES = 1.1
MOST_COLUMNS = 6
#: A name of two characters is spread to three (分散对齐).
SPREAD = 3


@dataclass(frozen=True, slots=True)
class RollCell:
    """A name (empty at the end of a short row), the columns it takes, and whether it is spread."""

    name: str
    span: int
    is_spread: bool = False


def rows(names: tuple[str, ...]) -> tuple[tuple[RollCell, ...], ...]:
    """Share names out over the rows of a table.

    Args:
        names: In printed order, at least one.

    Returns:
        The rows; the spans of every row add up to the same number of columns. A name
        too long for its column takes more of them.
    """
    columns = _columns(names)
    filled: list[list[RollCell]] = [[]]
    for name in names:
        span = min(columns, max(1, ceil((set_width(name) + EDGES) / (ROOM / columns))))
        if _taken(filled[-1]) + span > columns:
            filled.append([])
        filled[-1].append(RollCell(name, span, is_spread=are_people(names) and len(name) == PERSON_NAME - 2))
    return tuple((*row, *(RollCell("", 1),) * (columns - _taken(row))) for row in filled)


def _columns(names: tuple[str, ...]) -> int:
    widths = sorted(max(set_width(name), SPREAD) for name in names)
    most = 1 if are_people(names) else _that_hold(widths[-1])
    if most == 1:  # a few names are very long: they take several columns
        most = _that_hold(widths[ceil(COMMON * len(widths)) - 1])
    most = min(most, len(names))
    # As even as it can be: 7 names in rows of 4 and 3, not 6 and 1.
    return ceil(len(names) / ceil(len(names) / most))


def _that_hold(width: float) -> int:
    return max(1, min(MOST_COLUMNS, floor(ROOM / (width + EDGES))))


def _taken(row: list[RollCell]) -> int:
    return sum(cell.span for cell in row)
