"""Move everything from one store into another one, whatever engines they are on.

Takes an opened store and an empty one, gives the counts and checksums that are the same in
both. All of it is one unit of work of the target: it is whole there or not at all. Originals
are files beside a database and stay where they are; the search index is made anew.
"""

from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import Table, func, select
from sqlmodel import col

from kexie_digest.clock import Clock
from kexie_digest.errors import StoreError
from kexie_digest.store import search
from kexie_digest.store._reports import report_of
from kexie_digest.store.copying.counters import carry_counter
from kexie_digest.store.copying.rows import Tally, copy_rows, tally
from kexie_digest.store.database import Store, Transaction
from kexie_digest.store.tables import ArticleRow, Row

__all__ = ["Copied", "copy_all", "open_empty"]

#: Reports entered into the index at once.
_BATCH = 500


@dataclass(frozen=True, slots=True)
class Copied:
    """What one table came to: the same in both stores."""

    table: str
    rows: int
    sha256: str


def open_empty(url: str, *, clock: Clock) -> Store:
    """Open the target: make its tables where there are none, and change nothing where there are.

    Args:
        url: As for ``Store.open``.
        clock: Where the time comes from.

    Returns:
        The store; whether it holds rows is not yet known.

    Raises:
        StoreError: It cannot be opened, or is at another schema.
    """
    try:
        return Store.attach(url, clock=clock)
    except StoreError as error:
        if error.code not in {"no_database", "no_schema"}:
            raise
    return Store.open(url, clock=clock)


def copy_all(source: Store, target: Store, notify: Callable[[int, int], None]) -> list[Copied]:
    """Copy every table and prove that the copy is the same.

    Args:
        source: Read in one snapshot; what is written meanwhile is not copied.
        target: Of the same schema, without a row.
        notify: Told how many tables are copied and how many there are.

    Returns:
        Each table with its rows and the checksum of their values, the same on both sides.

    Raises:
        StoreError: The target holds something, or a table did not arrive as it left;
            the target is as it was before.
    """
    copied = []
    with source.reading() as old, target.transaction() as new:
        _refuse_occupied(new)
        tables = Row.metadata.sorted_tables
        for number, table in enumerate(tables, 1):
            left = copy_rows(old, new, table)
            carry_counter(old, new, table)
            _compare(table, left, tally(new, table))
            copied.append(Copied(table.name, left.rows, left.sha256))
            notify(number, len(tables))
        _index(new)
    return copied


def _refuse_occupied(tx: Transaction) -> None:
    for table in Row.metadata.sorted_tables:
        rows = tx.session.connection().execute(select(func.count()).select_from(table)).scalar_one()
        if rows:
            raise StoreError(
                "目标数据库不是空的 (the target holds something)",
                subject=f"{table.name}: {rows}",
                code="target_not_empty",
                permanent=True,
                advice="请另建一个空库；不会覆盖已有的内容。",
            )


def _compare(table: Table, left: Tally, arrived: Tally) -> None:
    if left != arrived:
        raise StoreError(
            "复制后核对不符，已全部撤销 (the copy differs from the original, all of it was undone)",
            subject=f"{table.name}: {left.rows} / {arrived.rows}",
            code="copy_differs",
            advice="请确认没有别的程序在写目标库，再试一次；仍不符请把这条信息交给维护人员。",
        )


def _index(tx: Transaction) -> None:
    """Enter every report into the target's search, as it reads now."""
    last = 0
    while True:
        query = select(ArticleRow).where(col(ArticleRow.seq) > last).order_by(col(ArticleRow.seq))
        rows = tx.session.scalars(query.limit(_BATCH)).all()
        if not rows:
            return
        search.add(tx, [(row.seq or 0, report_of(row)) for row in rows])
        last = rows[-1].seq or 0
        tx.session.expunge_all()
