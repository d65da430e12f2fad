"""Keep a page of award rolls small: the longest rolls are cut, and say how much they leave out.

Takes the tables of a page's records, gives them with as many names as the page has room for.
Short rolls stay whole; the item's own page has every name.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from kexie_digest.renderers.webpage import FactTable

#: Bytes that the tables of a page may take of its 100 KB; twenty titles, forty names to ask
#: for and the page around them take 35 KB at most.
ROOM = 60_000
#: Bytes of markup around a name, a row, a table.
_NAME, _ROW, _TABLE = 20, 70, 120

Tables = tuple[FactTable, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A name of a roll or a row of a list, which may be left out: where it is, its words and bytes."""

    table: int
    place: int
    words: str
    size: int


def cut(records: Sequence[Tables], is_wanted: Callable[[str], bool]) -> list[tuple[Tables, int]]:
    """Cut the tables of a page to its room.

    Args:
        records: The tables of each record.
        is_wanted: Which names and rows stay before others: those that were asked for.

    Returns:
        For each record its tables, and how many names and rows they leave out.
    """
    share = _share([_size(tables) for tables in records])
    return [_cut(tables, share, is_wanted) for tables in records]


def _share(sizes: Sequence[int]) -> int:
    """Give the bytes that one record may have, so that all together have room."""
    room, left = ROOM, len(sizes)
    for size in sorted(sizes):
        if size * left > room:
            return room // left
        room, left = room - size, left - 1
    return ROOM


def _cut(tables: Tables, share: int, is_wanted: Callable[[str], bool]) -> tuple[Tables, int]:
    if _size(tables) <= share:
        return tables, 0
    entries = sorted(_entries(tables), key=lambda entry: not is_wanted(entry.words))
    room = share - _fixed(tables)
    kept: set[tuple[int, int]] = set()
    for entry in entries:
        room -= entry.size
        if room < 0 and kept:  # one stays, however long it is
            break
        kept.add((entry.table, entry.place))
    shown = (
        _only(table, [place for at, place in sorted(kept) if at == here]) for here, table in enumerate(tables)
    )
    return tuple(table for table in shown if table.rows or table.roll), len(entries) - len(kept)


def _only(table: FactTable, places: Sequence[int]) -> FactTable:
    if table.is_list:
        return replace(table, rows=tuple(table.rows[place] for place in places))
    return replace(table, roll=tuple(table.roll[place] for place in places))


def _size(tables: Tables) -> int:
    return _fixed(tables) + sum(entry.size for entry in _entries(tables))


def _fixed(tables: Tables) -> int:
    rows = [row for table in tables if not table.is_list for row in table.rows]
    return _TABLE * len(tables) + sum(_ROW + _bytes("".join(row)) for row in rows)


def _entries(tables: Tables) -> list[_Entry]:
    found = []
    for at, table in enumerate(tables):
        words = ["\n".join(row) for row in table.rows] if table.is_list else list(table.roll)
        markup = _ROW if table.is_list else _NAME
        found += [_Entry(at, place, one, markup + _bytes(one)) for place, one in enumerate(words)]
    return found


def _bytes(words: str) -> int:
    return len(words.encode())
