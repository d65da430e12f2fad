"""Set a roll of names (名单) in an even grid.

Takes the names and the width they have, gives cells. It keeps the order and every
character of the names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import ceil, floor

#: Type size of a roll and the room between two cells, in points.
SIZE = 8.5
GUTTER = 10.0
#: The longest Chinese personal name with a double surname.
PERSON_NAME = 4
#: Between the parts of a name of another people (GB/T 15834 4.15), as in 阿依古丽·买买提.
_DOT = "·"
#: How names of bodies end: 云岭站 may have a dot as well.
_BODY = re.compile("[会校院所司馆站厅局委部社队室盟心]$")
MOST_CELLS = 10
#: A cell holds this share of the names; the few longer ones take two cells.
COMMON = 0.85


@dataclass(frozen=True, slots=True)
class Cell:
    """A name, the width of its place in points, and whether its characters are spread."""

    name: str
    width: float
    is_spread: bool


def are_people(names: tuple[str, ...]) -> bool:
    """Say whether a roll looks like one of persons: a longer name than 欧阳海宁 has a dot."""
    return all(len(name) <= PERSON_NAME or (_DOT in name and not _BODY.search(name)) for name in names)


def cells(names: tuple[str, ...], width: float) -> tuple[Cell, ...]:
    """Give each name its place.

    Names of two characters among personal names are spread to three (分散对齐), as in
    every Chinese roll; societies' names stand flush left.

    Args:
        names: In printed order, at least one.
        width: Of the roll, in points.

    Returns:
        One cell a name, in the same order; a row of cells fills ``width`` exactly.
    """
    lengths = sorted(map(len, names))
    common = lengths[ceil(COMMON * len(lengths)) - 1]
    of_people = are_people(names)
    wanted = (3 if of_people else common) * SIZE + GUTTER
    per_row = max(1, min(MOST_CELLS, floor(width / wanted), len(names)))
    if len(names) > per_row:  # as even as it can be: 11 names in rows of 6 and 5, not 10 and 1
        per_row = ceil(len(names) / ceil(len(names) / per_row))
    unit = floor(10 * width / per_row - 1) / 10  # a hair less: rounding must not push the last one out
    return tuple(
        Cell(name, _taken(name, unit, per_row), is_spread=of_people and len(name) == PERSON_NAME - 2)
        for name in names
    )


def _taken(name: str, unit: float, per_row: int) -> float:
    return unit * min(per_row, max(1, ceil((len(name) * SIZE + GUTTER / 2) / unit)))
