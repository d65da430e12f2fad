"""Reckon on which page a heading will stand: 22 lines of 28 characters (GB/T 9704-2012).

Takes blocks, gives page numbers. Word lays out anew when it opens the file and knows
better after an update (F9); until then the contents must read right.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from math import ceil

from kexie_digest.renderers.docx.blocks import Block, Cell, Entry, Paragraph, Table
from kexie_digest.renderers.docx.styles import STYLES
from kexie_digest.renderers.pdf.headline import set_width

LINES = 22
#: Points of a line of 28 characters, and what a table's cell keeps free at its edges.
WIDTH = 442.2
_EDGES = 14.0
_TABLE_SIZE = 14.0
_PICTURE = 7
#: Room for the dots and the number behind an entry, in characters.
_NUMBER = 3


def lines_of(blocks: Iterable[Block]) -> int:
    """Count the lines that blocks take."""
    return sum(_lines(block) for block in blocks)


def lines_of_entries(entries: tuple[Entry, ...]) -> int:
    """Count the lines of the contents."""
    return sum(ceil((set_width(entry.text) + 2 * (entry.level - 1) + _NUMBER) / 28) for entry in entries)


def numbered(entries: tuple[Entry, ...], blocks: tuple[Block, ...], opening: int) -> tuple[Entry, ...]:
    """Give every line of the contents its page.

    Args:
        entries: Without pages.
        blocks: Where they lead to.
        opening: Lines before the first block.

    Returns:
        The same entries with pages from 1.
    """
    line, found = opening, {}
    for place, block in enumerate(blocks):
        if line % LINES and line % LINES + _kept(blocks[place:]) > LINES:
            line += LINES - line % LINES
        if isinstance(block, Paragraph) and block.anchor:
            found[block.anchor] = line // LINES + 1
        is_top = line % LINES == 0
        line += _lines(block) - (_before(block) if is_top else 0)
    return tuple(replace(entry, page=found[entry.anchor]) for entry in entries)


def _kept(blocks: tuple[Block, ...]) -> int:
    """Count the lines that must stand on one page: headings, and a line of what follows them.

    A picture stays with its caption, a table's head with its first row.
    """
    total = 0
    for block in blocks:
        if isinstance(block, Table):
            return total + sum(_row_lines(block, row) for row in block.rows[:2])
        total += _lines(block)
        if isinstance(block, Paragraph) and not STYLES[block.style].is_kept:
            return total - _lines(block) + _before(block) + 1
    return total


def _before(block: Block) -> int:
    if not isinstance(block, Paragraph):
        return 0
    return STYLES[block.style].before if block.before is None else block.before


def _lines(block: Block) -> int:
    if isinstance(block, Paragraph):
        style = STYLES[block.style]
        room = WIDTH / style.advance - 2 * style.sides
        return _before(block) + max(1, ceil((set_width(block.text) + style.indent) / room))
    if isinstance(block, Table):
        return sum(_row_lines(block, row) for row in block.rows)
    return _PICTURE


def _row_lines(table: Table, row: tuple[Cell, ...]) -> int:
    place, most = 0, 1
    for cell in row:
        width = sum(table.shares[place : place + cell.span]) * WIDTH - _EDGES
        most = max(most, ceil(set_width(cell.text) * _TABLE_SIZE / max(width, _TABLE_SIZE)))
        place += cell.span
    return most
