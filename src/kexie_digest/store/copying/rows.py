"""Rows of one table from one engine to another, and their checksum.

Takes units of work and a table, gives counts and checksums. JSON travels as the text it is
kept as, so that neither engine writes it anew. For ``store.copying`` only.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import JSON, Column, Select, Table, Text, bindparam, cast, select, type_coerce
from sqlalchemy.sql.dml import Insert

from kexie_digest.store.database import Transaction

#: Rows read and written at once: some hold a whole edition.
_BATCH = 500


class Tally(NamedTuple):
    """How many rows there are, and the checksum of their values in the order of the key."""

    rows: int
    sha256: str


def copy_rows(old: Transaction, new: Transaction, table: Table) -> Tally:
    """Copy all rows of a table.

    Args:
        old: Where from.
        new: Where to.
        table: Of both.

    Returns:
        What was read.
    """
    counting = _Counting()
    insert, names = _insert(new, table), [column.name for column in table.columns]
    found = _read(old, table)
    while batch := list(islice(found, _BATCH)):
        counting.add(batch)
        rows = [{f"b_{name}": value for name, value in zip(names, row, strict=True)} for row in batch]
        new.session.connection().execute(insert, rows)
    return counting.tally()


def tally(tx: Transaction, table: Table) -> Tally:
    """Count and sum up what is in a table.

    Args:
        tx: The unit of work.
        table: Which.

    Returns:
        Rows and checksum: the same for the same values on any engine.
    """
    counting = _Counting()
    counting.add(_read(tx, table))
    return counting.tally()


class _Counting:
    """Takes rows, one after the other."""

    def __init__(self) -> None:
        self._rows, self._hash = 0, hashlib.sha256()

    def add(self, rows: Iterable[Sequence[Any]]) -> None:
        for row in rows:
            self._rows += 1
            line = json.dumps([_written(value) for value in row], ensure_ascii=False, separators=(",", ":"))
            self._hash.update(line.encode() + b"\n")

    def tally(self) -> Tally:
        return Tally(self._rows, self._hash.hexdigest())


def _written(value: object) -> object:
    """Write a value so that both engines' forms of it are one."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return hashlib.sha256(value).hexdigest()
    return value


def _read(tx: Transaction, table: Table) -> Iterator[Sequence[Any]]:
    columns = [_as_text(tx, column) for column in table.columns]
    query: Select[Any] = select(*columns).order_by(*table.primary_key.columns)
    connection = tx.session.connection()
    yield from connection.execute(query, execution_options={"yield_per": _BATCH})


def _as_text(tx: Transaction, column: Column[Any]) -> Any:  # noqa: ANN401 - a column or an expression of it
    if not isinstance(column.type, JSON):
        return column
    return type_coerce(column, Text) if tx.dialect == "sqlite" else cast(column, Text)


def _insert(tx: Transaction, table: Table) -> Insert:
    return table.insert().values({column.name: _bound(tx, column) for column in table.columns})


def _bound(tx: Transaction, column: Column[Any]) -> Any:  # noqa: ANN401 - a parameter or a cast of it
    if not isinstance(column.type, JSON):
        return bindparam(f"b_{column.name}", type_=column.type)
    written = bindparam(f"b_{column.name}", type_=Text)
    return type_coerce(written, Text) if tx.dialect == "sqlite" else cast(written, column.type)
