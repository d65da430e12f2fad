"""The lists of an article as they are laid out: in rows, in tables, under headings, in sentences.

Takes sentences, gives each list with the words it stands under, the number told there, and its
entries. It ties no number to a list but the one in its own heading.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from kexie_digest.facts.awards import patterns as pattern
from kexie_digest.facts.awards.cells import cells_of
from kexie_digest.facts.awards.checks.entries import names_nobody
from kexie_digest.facts.awards.checks.in_rows import behind, in_rows, is_body
from kexie_digest.facts.awards.checks.inline import Listing, inline
from kexie_digest.facts.awards.checks.paragraphs import (
    NOTE,
    PART,
    heading,
    is_prose,
    label_end,
    own_number,
    table_head,
)
from kexie_digest.facts.awards.checks.told import LEVEL, Told, numbers, plain
from kexie_digest.facts.awards.heads import AWARD_COLUMN
from kexie_digest.facts.awards.rows import is_signature
from kexie_digest.facts.lines import Line

_HONOUR = re.compile(rf"{pattern.HONOURED.pattern}|{LEVEL.pattern}")
#: 附件:科普使者名单 above the rows of an annex.
_TITLED = re.compile(r"[^,。;!?]{2,30}名单:?")
#: 一等 in the column of levels.
_RANK = re.compile("[特一二三四]等")
_SHORTEST_LABEL = 3


def listings(lines: Sequence[Line]) -> list[Listing]:
    """Find the lists of an article.

    Args:
        lines: All sentences.

    Returns:
        The lists that hold an entry, in order.
    """
    reading = _Reading(lines)
    for _, group in groupby(lines, key=lambda line: line.paragraph):
        reading.see(list(group))
    reading.close(is_signed=reading.ends_in_a_body)
    return [listing for listing in reading.found if listing.entries.names]


@dataclass
class _Reading:
    """What is open while the paragraphs are read from the first to the last."""

    lines: Sequence[Line]
    found: list[Listing] = field(default_factory=list)
    current: Listing | None = None
    above: Line | None = None
    head: list[str] | None = None
    told: list[Told] = field(default_factory=list)

    def see(self, paragraph: list[Line]) -> None:
        """Read the next paragraph."""
        line = paragraph[0]
        if len(paragraph) > 1 or is_prose(line, self._row_above()):
            self._see_prose(paragraph)
        elif self.head and self._row_above() and "\t" not in line.text:
            self._see_prose(paragraph)  # who signs below a table
        elif not self.head and table_head(line):
            self.head = table_head(line)
        elif NOTE.fullmatch(line.folded.strip()):
            return
        elif is_signature(self.lines, line):
            self._see_signature(line)
        else:
            self._see_row(line)

    def close(self, *, is_signed: bool = False, may_go_on: bool = False) -> None:
        """Count what the open list holds.

        Args:
            is_signed: Its last row may be who signs.
            may_go_on: A row may have been read as part of the sentence below it.
        """
        if self.current and self.current.rows:
            rows = self.current.rows
            entries = in_rows(rows, is_table=self.head is not None)
            if is_signed and len(rows) > 1:
                shorter = in_rows(rows[:-1])
                entries = replace(shorter, readings=shorter.readings | entries.readings)
            if may_go_on:
                entries = replace(entries, readings=entries.readings | {1 + max(entries.readings)})
            self.current.entries = entries
            self.found.append(self.current)
        self.current = None

    def _row_above(self) -> Line | None:
        return self.current.rows[-1] if self.current and self.current.rows else None

    @property
    def ends_in_a_body(self) -> bool:
        """Whether a body stands in the last row of the open list."""
        row = self._row_above()
        return row is not None and is_body(row)

    def _see_signature(self, line: Line) -> None:
        """The row above a day, or the day: a row like the last may be one of the list."""
        row = self._row_above()
        is_day = is_signature((), line)
        if self.current and row and not is_day and is_body(row) == is_body(line):
            self.current.rows.append(line)
            self.close(is_signed=True)
        else:
            self.close()
        self.above, self.head = line, None

    def _see_prose(self, paragraph: list[Line]) -> None:
        self._see_cut(paragraph[0])
        self.close()
        for line in paragraph:
            self.found += inline(line)
            self.told += numbers(line)
        self.above, self.head = paragraph[-1], None

    def _see_cut(self, line: Line) -> None:
        """A row that was read as the beginning of the sentence below it."""
        piece, _, rest = line.printed.partition("\n")
        cut = Line(piece.strip(), line.paragraph, line.order)
        if not rest or not self.current or not cut.text or is_prose(cut, self._row_above()):
            return
        if self.current.rows:
            self.close(may_go_on=True)
        else:
            self.current.rows.append(cut)

    def _see_row(self, line: Line) -> None:
        label = plain(line.folded)
        told = heading(line) or ((label, None) if self._is_known(label) else None)
        if told:
            is_part = PART.fullmatch(line.folded.strip(": ")) and self.current and self.current.own
            if not is_part:
                self._open(Listing(told[0], line, len(line.folded), told[1]))
        elif not self._see_labelled(line):
            self._keep(line)

    def _see_labelled(self, line: Line) -> bool:
        """一等奖:A、B: a list in a row of its own; 评委:A、B is none."""
        end = label_end(line)
        if not end:
            return False
        own = own_number(line, end)
        if names_nobody(line.masked[:end]) and not own:
            self.close()
            return True
        several, label = list(inline(line)), plain(line.folded[: end - 1])
        if len(several) <= 1:
            if not own and not _HONOUR.search(line.folded, 0, end) and not self._is_known(label):
                return False
            several = [Listing(label, line, end, own, behind(line, end))]
        self.close()
        self.found += [replace(listing, run=self.above or line) for listing in several]
        return True

    def _keep(self, line: Line) -> None:
        """A row of the open list, or the first of a new one."""
        level = self._level(line)
        if not self.current or (level and self.current.label != level):
            above = self.above.folded if self.above else ""
            self._open(Listing(level or (plain(above) if _TITLED.fullmatch(above) else ""), line, 0))
        if self.current:
            self.current.rows.append(line)

    def _open(self, listing: Listing) -> None:
        self.close()
        listing.run = self.above or listing.line
        self.current = listing

    def _is_known(self, label: str) -> bool:
        """Whether some number was told with these words (科普之家5个)."""
        is_known = any(label == one.after or one.before.endswith(label) for one in self.told)
        return is_known and len(label) >= _SHORTEST_LABEL

    def _level(self, line: Line) -> str:
        """The honour a row tells in its own column, or in its first cell."""
        cells = [line.folded[slice(*cell)] for cell in cells_of(line, 0, len(line.folded))]
        if self.head:
            column = next((at for at, cell in enumerate(self.head) if AWARD_COLUMN.fullmatch(cell)), None)
            cell = cells[column] if column is not None and column < len(cells) else ""
            return f"{cell}奖" if _RANK.fullmatch(cell) else cell
        return cells[0] if len(cells) > 1 and LEVEL.fullmatch(cells[0]) else ""
