"""Rolls printed as tables: a head that names the columns, or rows that begin with their honour.

Takes sentences, gives honours with the names of one column. A table whose head names no column
for recipients is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kexie_digest.facts.awards.cells import cells_of, naming_cells
from kexie_digest.facts.awards.heads import AWARD_COLUMN, WORK_COLUMN, head_of, recipient_column
from kexie_digest.facts.awards.honours import Honour
from kexie_digest.facts.awards.items import names_in_cell
from kexie_digest.facts.awards.sentences.earlier import honour_before
from kexie_digest.facts.lines import Line
from kexie_digest.facts.naming.organisations import Stretch

_LEVEL = re.compile(
    r"(?:[特一二三四]等奖|[金银铜][奖牌]|优[秀胜]奖|入围奖|提名奖|组织奖|[冠亚季]军|第[一二三四五六七八九十]+名|[\u4e00-\u9fff]{2,10}奖)"
)
_NUMBER_CELL = re.compile(r"\d+|[一二三四五六七八九十]+")
_SHORTEST_TABLE = 2
#: What divides cells; a line without any is no row of a table.
_GAP = re.compile(r"[\s|]")


def tables(lines: Sequence[Line]) -> Iterator[Honour]:
    """Read the tables of an article.

    Args:
        lines: All sentences.

    Yields:
        One honour per row, for rows that name their honour, else one per table.
    """
    is_headed = False
    for line in lines:
        if not _GAP.search(line.text):
            is_headed = False
            continue
        head = head_of(line)
        cells = cells_of(line, 0, len(line.folded))
        is_headed = head is not None or (is_headed and len(cells) > 1)
        if head:
            yield from _below(lines, line, head)
        elif not is_headed:
            yield from _led_by_level(lines, line, cells)


def _below(lines: Sequence[Line], line: Line, head: list[str]) -> Iterator[Honour]:
    column = recipient_column(head)
    award = next((at for at, cell in enumerate(head) if AWARD_COLUMN.fullmatch(cell)), None)
    name = honour_before(lines, line, 0)
    names: list[str] = []
    first = line
    for row in lines[line.order + 1 :]:
        cells = cells_of(row, 0, len(row.folded))
        if column is None or len(cells) != len(head):
            break
        found = names_in_cell(lines, row, *cells[column]) or _work(head[column], row, cells[column])
        if award is not None and found:
            yield Honour(row.text[slice(*cells[award])], row, 0, found, is_open=True)
        else:
            first = first if names else row
            names += found
    if names and name:
        yield Honour(name, first, 0, names)


def _work(heading: str, row: Line, cell: Stretch) -> list[str]:
    """The whole cell of a column of works, whatever words a title holds (基于某法的某某识别)."""
    return [row.text[slice(*cell)]] if WORK_COLUMN.fullmatch(heading) else []


def _led_by_level(lines: Sequence[Line], line: Line, cells: list[Stretch]) -> Iterator[Honour]:
    """一等奖 某某 某某大学: the honour stands in the first cell, a number may stand before it."""
    if cells and _NUMBER_CELL.fullmatch(line.folded, *cells[0]):
        cells = cells[1:]
    if len(cells) < _SHORTEST_TABLE or not _LEVEL.fullmatch(line.folded, *cells[0]) or "。" in line.folded:
        return
    chosen: list[Stretch] = naming_cells(line, cells[1:])
    names = [name for cell in chosen for name in names_in_cell(lines, line, *cell)]
    if names:
        yield Honour(line.text[slice(*cells[0])], line, 0, names, is_open=True)
