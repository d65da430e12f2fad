"""Counters of numbers a database gives by itself: no number is given twice, also after a copy.

Takes units of work and a table. For ``store.copying`` only.
"""

from sqlalchemy import Integer, Table, func, select, text

from kexie_digest.store.database import Transaction


def carry_counter(old: Transaction, new: Transaction, table: Table) -> None:
    """Let the copy go on counting where the original stands.

    Numbers of rows that were deleted count as well: a digest's mark may name one.

    Args:
        old: The original.
        new: The copy, its rows in place.
        table: Any table; one without numbers of its own is left alone.
    """
    columns = list(table.primary_key.columns)
    if len(columns) != 1 or not isinstance(columns[0].type, Integer):
        return
    highest = new.session.connection().execute(select(func.max(columns[0]))).scalar() or 0
    last = max(highest, _READ[old.dialect](old, table.name, columns[0].name))
    if last:
        _WRITE[new.dialect](new, table.name, columns[0].name, last)


def _read_sqlite(tx: Transaction, table: str, _: str) -> int:
    query = text("SELECT seq FROM sqlite_sequence WHERE name = :table")
    return tx.session.connection().execute(query, {"table": table}).scalar() or 0


def _write_sqlite(tx: Transaction, table: str, _: str, last: int) -> None:
    """Of a table without AUTOINCREMENT, SQLite goes on from the highest row: nothing to keep."""
    connection = tx.session.connection()
    update = text("UPDATE sqlite_sequence SET seq = :last WHERE name = :table")
    if connection.execute(update, {"table": table, "last": last}).rowcount == 0 and _counts(tx, table):
        insert = text("INSERT INTO sqlite_sequence (name, seq) VALUES (:table, :last)")
        connection.execute(insert, {"table": table, "last": last})


def _counts(tx: Transaction, table: str) -> bool:
    query = text(
        "SELECT sql LIKE '%AUTOINCREMENT%' FROM sqlite_master WHERE type = 'table' AND name = :table"
    )
    return bool(tx.session.connection().execute(query, {"table": table}).scalar())


def _sequence(tx: Transaction, table: str, column: str) -> str | None:
    query = text("SELECT pg_get_serial_sequence(:table, :column)")
    found: str | None = tx.session.connection().execute(query, {"table": table, "column": column}).scalar()
    return found


def _read_postgresql(tx: Transaction, table: str, column: str) -> int:
    sequence = _sequence(tx, table, column)
    if sequence is None:
        return 0
    query = text("SELECT coalesce(pg_sequence_last_value(CAST(:sequence AS regclass)), 0)")
    return int(tx.session.connection().execute(query, {"sequence": sequence}).scalar_one())


def _write_postgresql(tx: Transaction, table: str, column: str, last: int) -> None:
    sequence = _sequence(tx, table, column)
    if sequence is not None:
        query = text("SELECT setval(CAST(:sequence AS regclass), :last)")
        tx.session.connection().execute(query, {"sequence": sequence, "last": last})


_READ = {"sqlite": _read_sqlite, "postgresql": _read_postgresql}
_WRITE = {"sqlite": _write_sqlite, "postgresql": _write_postgresql}
