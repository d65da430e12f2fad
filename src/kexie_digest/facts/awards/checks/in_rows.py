"""How many entries the rows of a roll hold.

Takes the rows of one part of a roll, gives the entries as printed and every number a reader may
count: a row is one, or a list, or cells of one kind.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kexie_digest.facts.awards.cells import are_pairs, cells_of, kind_of
from kexie_digest.facts.awards.checks.entries import (
    OPEN,
    Entries,
    clauses_in,
    items_in,
    listed,
    parts_at,
    total,
)
from kexie_digest.facts.awards.rows import NUMBERING
from kexie_digest.facts.lines import MASK, Line
from kexie_digest.facts.naming.organisations import Stretch, ends_like_organisation

#: 沛州市:冷霜、包小满: a part of the roll.
_GROUP = re.compile(rf"[^,。;:、 \t{MASK}]{{2,14}}:(?=.)")
_DETAILS = re.compile(rf"[,(—]|{MASK}")
_LONGEST_NAME, _FEWEST_PAIRED = 4, 4


def in_rows(rows: Sequence[Line], *, is_table: bool = False) -> Entries:
    """Count the entries of rows, one of them or several a row.

    Args:
        rows: The rows of one part of a roll, without headings.
        is_table: Whether a head names columns; then every row is an entry.

    Returns:
        The entries.
    """
    if is_table:
        return Entries(tuple(row.text.strip() for row in rows), frozenset({len(rows)}))
    read = [_row(row) for row in rows]
    if len(read) == 1 and read[0].names:
        return read[0]
    whole = total(read)
    if all(_GROUP.match(row.masked) for row in rows) and len(whole.names) > len(rows):
        return whole
    described = [
        row for row in rows if _DETAILS.search(row.masked) or len(cells_of(row, 0, len(row.folded))) > 1
    ]
    readings = {len(rows), *whole.readings}
    if 0 < len(rows) - len(described) < len(described):  # 印度: where the rows below it come from
        readings.add(len(described))
    names = whole.names if len(whole.names) > len(rows) else tuple(row.text.strip() for row in rows)
    return Entries(names, frozenset(readings), whole.is_open)


def _row(row: Line) -> Entries:
    """The entries of one row; a numbered one is one, whatever marks it holds."""
    numbering = NUMBERING.match(row.masked)
    if numbering:
        return Entries((row.text[numbering.end() :].rstrip("。；;，, "),), frozenset({1}))
    group = _GROUP.match(row.masked)
    return behind(row, group.end() if group else 0)


def behind(row: Line, start: int) -> Entries:
    """Count the entries of a row behind its label.

    Args:
        row: The row.
        start: Where the entries begin.

    Returns:
        The entries.
    """
    end = len(row.masked.rstrip("。;, "))
    if len(parts_at(row.masked, start, end, ";")) > 1:
        return listed(row, start, end)
    pairs = parts_at(row.masked, start, end, ",")
    if len(pairs) > 1 and all(len(cells_of(row, *pair)) > 1 for pair in pairs):  # 某中心 某某,某小学 某某
        return Entries(tuple(row.text[slice(*pair)] for pair in pairs), frozenset({len(pairs)}))
    cells = cells_of(row, start, end)
    if len(cells) > 1:
        return _celled(row, cells)
    return clauses_in(row, start, end) if "、" in row.masked[start:end] else _one(row, start, end)


def _one(row: Line, start: int, end: int) -> Entries:
    items = items_in(row, start, end)
    if any(row.folded[item[0]] not in "《“" for item in items):
        items = [(start, end)]
    names = tuple(row.text[slice(*item)].strip() for item in items)
    return Entries(names, frozenset({len(names)}), bool(OPEN.search(row.masked[start:end])))


def _celled(row: Line, cells: Sequence[Stretch]) -> Entries:
    """Cells of one kind are entries each, pairs of cells are one, else the row is."""
    kinds = [kind_of(row, cell) for cell in cells]
    texts = [row.text[slice(*cell)] for cell in cells]
    are_short = all(len(re.sub(r"\s", "", text)) <= _LONGEST_NAME or "·" in text for text in texts)
    are_names = are_short and not {"body", "post"} & set(kinds)
    if are_names or (len(set(kinds)) == 1 and kinds[0] in ("work", "body")):
        items = [item for cell in cells for item in items_in(row, *cell)]
        return Entries(tuple(row.text[slice(*item)] for item in items), frozenset({len(items), len(cells)}))
    if are_pairs(kinds):
        return Entries(tuple(texts[::2]), frozenset({len(cells) // 2}))
    if len(cells) > _FEWEST_PAIRED and len(cells) % 2 == 0 and "\t" not in row.text:
        return Entries(tuple(texts[1::2]), frozenset({len(cells) // 2}))
    first = items_in(row, *cells[0])
    if len(first) > 1 and all(row.folded[item[0]] in "《“" for item in first):
        return Entries(tuple(row.text[slice(*item)] for item in first), frozenset({len(first)}))
    return Entries((row.text[cells[0][0] : cells[-1][1]],), frozenset({1}))


def is_body(row: Line) -> bool:
    """Whether a row may be the body that signs below the roll.

    Args:
        row: The last row.

    Returns:
        True for a body alone.
    """
    text = re.sub(r"^\((.*)\)$", r"\1", row.folded.strip(" 。"))
    is_alone = len(cells_of(row, 0, len(row.folded))) == 1 and not row.folded.endswith("。")
    return is_alone and bool(
        ends_like_organisation(text) or re.search(r"(?:秘书处|组委会|[部组处室]|供稿)$", text)
    )
