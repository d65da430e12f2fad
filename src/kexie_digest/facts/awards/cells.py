"""The cells of a printed row, and which of them names the recipient.

Takes a sentence that is a row, gives stretches. A row of one kind is a list; in a mixed one the
work goes before the person and the person before where one works.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kexie_digest.facts.lines import MASK, Line
from kexie_digest.facts.naming.organisations import Stretch, ends_like_organisation
from kexie_digest.facts.naming.persons import is_name, person_in
from kexie_digest.facts.naming.surnames import NAME

_GAPS = re.compile(r"[ \t|]+")
#: 张 三: a name of two letters, set as wide as one of three.
_LETTER = re.compile(r"[\u4e00-\u9fff]")
_NAME = re.compile(NAME)
_SHORTEST_TITLE = 5


def cells_of(line: Line, start: int, end: int) -> list[Stretch]:
    """Cut a row at its gaps; a name set wide (张 三) stays together.

    Args:
        line: The row.
        start: Where its first cell begins.
        end: Where its last one ends.

    Returns:
        The cells, none of them empty.
    """
    cells: list[Stretch] = []
    begin = start
    for match in _GAPS.finditer(line.masked, start, end):
        cells.append((begin, match.start()))
        begin = match.end()
    found: list[Stretch] = []
    for cell in (*cells, (begin, end)):
        if found and _is_letter(line, cell) and _is_letter(line, found[-1]):
            found[-1] = (found[-1][0], cell[1])
        elif cell[0] < cell[1]:
            found.append(cell)
    return found


def _is_letter(line: Line, cell: Stretch) -> bool:
    return cell[1] - cell[0] == 1 and bool(_LETTER.match(line.folded, *cell))


def kind_of(line: Line, cell: Stretch) -> str:
    """Tell what a cell names: ``work``, ``body``, ``person`` or ``other``.

    Args:
        line: The row.
        cell: The cell.

    Returns:
        The kind.
    """
    if MASK in line.masked[cell[0] : cell[0] + 1]:
        return "work"
    text = _GAPS.sub("", line.folded[cell[0] : cell[1]])
    if ends_like_organisation(line.masked[cell[0] : cell[1]]):
        return "body"
    is_person = _NAME.fullmatch(text) and is_name(text)
    return "person" if is_person or person_in(text, 0, len(text)) else "other"


def naming_cells(line: Line, cells: Sequence[Stretch]) -> list[Stretch]:
    """Choose the cells that name who is on a roll.

    Args:
        line: The row.
        cells: Its cells.

    Returns:
        All of a list of one kind, else the one that matters most.
    """
    kinds = [kind_of(line, cell) for cell in cells]
    if len(set(kinds)) == 1 or len(cells) == 1 or (set(kinds) == {"person", "other"} and _is_spread(cells)):
        return list(cells)
    if kinds[0] == "other" and cells[0][1] - cells[0][0] >= _SHORTEST_TITLE:
        return [cells[0]]
    for kind in ("work", "person"):
        if kind in kinds:
            return [cell for cell, found in zip(cells, kinds, strict=True) if found == kind]
    return [cells[0]]


def _is_spread(cells: Sequence[Stretch]) -> bool:
    """Whether all cells are as short as names are."""
    return all(end - start <= 4 for start, end in cells)  # noqa: PLR2004 - the longest Chinese name
