"""The cells of a printed row, and which of them names the recipient.

Takes a sentence that is a row, gives stretches. A row of one kind is a list; in a mixed one the
work goes before the person and the person before where one works.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kexie_digest.facts.lines import MASK, Line
from kexie_digest.facts.naming.organisations import POSTS, Stretch, ends_like_organisation
from kexie_digest.facts.naming.persons import is_name
from kexie_digest.facts.naming.surnames import NAME

_GAPS = re.compile(r"[ \t|]+")
_RULED = re.compile(r" *[\t|]+ *")
#: 张 三: a name of two letters, set as wide as one of three.
_LETTER = re.compile(r"[\u4e00-\u9fff]")
_NAME = re.compile(NAME)
_LONGEST_NAME, _FEWEST_PAIRED = 4, 4
#: What somebody is: it stands beside a name (某大学教授).
_EMPLOYED = re.compile(
    r".{2,}(?:大学|学院|医院|中学|小学|科协|学会|协会|公司|集团|研究[院所]|[局馆站台厅委]).{2,}"
)
_POST = re.compile(rf"(?:{POSTS}|[员师者长])$")


def cells_of(line: Line, start: int, end: int) -> list[Stretch]:
    """Cut a row at its gaps; a name set wide (张 三) stays together.

    Args:
        line: The row.
        start: Where its first cell begins.
        end: Where its last one ends.

    Returns:
        The cells, none of them empty.
    """
    gaps = _RULED if _RULED.search(line.masked, start, end) else _GAPS
    cells: list[Stretch] = []
    begin = start
    for match in gaps.finditer(line.masked, start, end):
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
    """Tell what a cell names: ``work``, ``body``, ``person``, ``post`` or ``other``.

    Args:
        line: The row.
        cell: The cell.

    Returns:
        The kind.
    """
    if MASK in line.masked[cell[0] : cell[0] + 1]:
        return "work"
    text = _GAPS.sub("", line.folded[cell[0] : cell[1]])
    if ends_like_organisation(text):
        return "body"
    if _NAME.fullmatch(text) and is_name(text):
        return "person"
    return "post" if (_POST.search(text) and len(text) > 1) or _EMPLOYED.match(text) else "other"


def naming_cells(line: Line, cells: Sequence[Stretch]) -> list[Stretch]:
    """Choose the cells that name who is on a roll.

    Args:
        line: The row.
        cells: Its cells.

    Returns:
        All of a list of one kind, else the one that matters most.
    """
    kinds = [kind_of(line, cell) for cell in cells]
    if len(set(kinds)) == 1 or _are_names(line, cells, kinds):
        return list(cells)
    if are_pairs(kinds):
        return list(cells[::2])
    if kinds[0] in ("person", "other") and "work" not in kinds:
        return [cells[0]]
    for kind in ("work", "person", "other", "post", "body"):
        if kind in kinds:
            return [cell for cell, found in zip(cells, kinds, strict=True) if found == kind]
    return [cells[0]]


def are_pairs(kinds: Sequence[str]) -> bool:
    """Tell whether a row names several persons, each with where one works (张三 某县 李四 某市).

    Args:
        kinds: The kinds of its cells.

    Returns:
        True where persons and others take turns.
    """
    return (
        len(kinds) >= _FEWEST_PAIRED
        and len(kinds) % 2 == 0
        and set(kinds[::2]) == {"person"}
        and not {"person", "work"}.intersection(kinds[1::2])
    )


def _are_names(line: Line, cells: Sequence[Stretch], kinds: Sequence[str]) -> bool:
    """Whether all cells are as short as names are, the foreign ones apart."""
    return set(kinds) == {"person", "other"} and all(
        end - start <= _LONGEST_NAME or "·" in line.folded[start:end] for start, end in cells
    )
