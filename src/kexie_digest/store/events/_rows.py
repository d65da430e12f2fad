"""Many rows of numbers at once.

Takes a statement and rows as bare tuples: a report is filed under a hundred keys, and
for each row the making of a dictionary took longer than the database.
"""

from collections.abc import Sequence

from sqlalchemy.sql.elements import CompilerElement

from kexie_digest.store.database import Transaction


def run_for_each(
    tx: Transaction, statement: CompilerElement, columns: Sequence[str], rows: Sequence[tuple[object, ...]]
) -> None:
    """Run a statement once for each row.

    Args:
        tx: The unit of work.
        statement: An INSERT or DELETE on a table that no object was read from.
        columns: The names of its bound parameters.
        rows: Their values, in this order.
    """
    if not rows:
        return
    connection = tx.session.connection()
    compiled = statement.compile(dialect=connection.dialect, column_keys=list(columns))
    order = compiled.positiontup  # type: ignore[attr-defined]  # of SQL compilers, all there are
    if order is None:
        connection.exec_driver_sql(str(compiled), [dict(zip(columns, row, strict=True)) for row in rows])
        return
    places = [columns.index(name) for name in order]
    in_place = places == list(range(len(columns)))
    moved = rows if in_place else [tuple(row[place] for place in places) for row in rows]
    connection.exec_driver_sql(str(compiled), list(moved))
