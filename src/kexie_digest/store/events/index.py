"""Which reports are filed under which keys.

A question names keys and days and is answered from the primary key alone; no key has
more rows near a day than its maker files there, so no answer grows with the archive.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import bindparam, delete, func, text
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import col, select

from kexie_digest.model import Report
from kexie_digest.store._reports import report_of
from kexie_digest.store.database import Transaction
from kexie_digest.store.events._rows import run_for_each
from kexie_digest.store.tables import ArticleRow, EventKeyRow, SignatureRow

_MAKE_ASKED = text(
    "CREATE TEMPORARY TABLE IF NOT EXISTS asked_keys"
    " (key BIGINT, first_day INTEGER, last_day INTEGER, most INTEGER,"
    " PRIMARY KEY (key, first_day, last_day, most))"
)
_EMPTY_ASKED = text("DELETE FROM asked_keys")
_ADD_ASKED = text("INSERT INTO asked_keys VALUES (:key, :first, :last, :most)")
#: How each database writes numbers in one line: a row a holder cost more than the search for them.
_LISTED = {
    "sqlite": "group_concat(held.article_seq)",
    "postgresql": "string_agg(CAST(held.article_seq AS TEXT), ',')",
}
#: CROSS JOIN: SQLite keeps the order, so that the few keys asked for lead to the many filed,
#: and those of one question come together. A crowd is not written down: most holders are in crowds.
#: DISTINCT: a report is filed under its first and under its last day.
_HOLDERS = {
    dialect: text(
        "SELECT asked_keys.key, first_day, last_day,"  # noqa: S608 - of two fixed strings
        f" CASE WHEN count(DISTINCT held.article_seq) <= most THEN {listed} END"
        " FROM asked_keys CROSS JOIN event_keys AS held"
        " WHERE held.key = asked_keys.key AND held.article_seq >= :since"
        " AND held.day BETWEEN asked_keys.first_day AND asked_keys.last_day"
        " GROUP BY asked_keys.key, first_day, last_day, most"
    )
    for dialect, listed in _LISTED.items()
}


class Filed(NamedTuple):
    """A report on the shelf: its number, which counts arrival, and its traits."""

    number: int
    traits: Mapping[str, Any]


def add(tx: Transaction, filed: Sequence[Filed], keys: Sequence[tuple[int, int, int]]) -> None:
    """File reports.

    Args:
        tx: The unit of work.
        filed: The reports.
        keys: Key, day and number of the report, each once.
    """
    tx.insert_new(SignatureRow, [{"article_seq": one.number, "traits": one.traits} for one in filed])
    insert = (sqlite if tx.dialect == "sqlite" else postgresql).insert(EventKeyRow).on_conflict_do_nothing()
    run_for_each(tx, insert, ("key", "day", "article_seq"), sorted(keys))


def holders(
    tx: Transaction, asked: Sequence[tuple[int, int, int, int]], since: int
) -> dict[tuple[int, int, int], set[int] | None]:
    """Look up who is filed under some keys near some days.

    Args:
        tx: The unit of work, one that may write: the question is laid down as a table.
        asked: Keys with first and last day, each once, and the most holders to name; best in order.
        since: The least number: who came in before is forgotten.

    Returns:
        The numbers filed there, for those keys and days that lead to any; None where these are more.
    """
    connection = tx.session.connection()
    connection.execute(_MAKE_ASKED)
    connection.execute(_EMPTY_ASKED)
    run_for_each(tx, _ADD_ASKED, ("key", "first", "last", "most"), asked)
    found = connection.execute(_HOLDERS[tx.dialect], {"since": since}).all()
    return {
        (key, first, last): None if numbers is None else {*map(int, numbers.split(","))}
        for key, first, last, numbers in found
    }


def traits(tx: Transaction, numbers: Sequence[int]) -> dict[int, dict[str, Any]]:
    """Give what is compared of filed reports.

    Args:
        tx: The unit of work.
        numbers: From :func:`holders`.

    Returns:
        Number → traits.
    """
    if not numbers:
        return {}
    query = select(SignatureRow.article_seq, SignatureRow.traits).where(
        col(SignatureRow.article_seq).in_(numbers)
    )
    return {number: found for number, found in tx.session.connection().execute(query).all()}  # noqa: C416 - rows are no pairs to mypy


def reports_at(tx: Transaction, numbers: Sequence[int]) -> dict[int, Report]:
    """Give numbered reports as editors left them.

    Args:
        tx: The unit of work.
        numbers: The reports.

    Returns:
        Number → report.
    """
    if not numbers:
        return {}
    rows = tx.session.exec(select(ArticleRow).where(col(ArticleRow.seq).in_(numbers)))
    return {row.seq or 0: report_of(row) for row in rows}


def list_unplaced(tx: Transaction, limit: int) -> list[tuple[int, Report]]:
    """List the next reports that came in after the last one filed.

    Args:
        tx: The unit of work.
        limit: The most to give.

    Returns:
        The reports in order of arrival, with their numbers.
    """
    query = select(ArticleRow).where(col(ArticleRow.seq) > last_placed(tx)).order_by(col(ArticleRow.seq))
    return [(row.seq or 0, report_of(row)) for row in tx.session.exec(query.limit(limit))]


def last_placed(tx: Transaction) -> int:
    """Give the number of the last report filed.

    Args:
        tx: The unit of work.

    Returns:
        Its number; 0 when none is.
    """
    return tx.session.exec(select(func.coalesce(func.max(SignatureRow.article_seq), 0))).one()


def first_since(tx: Transaction, day: str) -> int:
    """Give the number of the first report collected on a day or later.

    Args:
        tx: The unit of work.
        day: ISO day.

    Returns:
        Its number; 0 when none was.
    """
    query = select(ArticleRow.seq).where(col(ArticleRow.collected_on) >= day)
    first = tx.session.exec(
        query.order_by(col(ArticleRow.collected_on), col(ArticleRow.seq)).limit(1)
    ).first()
    return first or 0


def list_forgotten(tx: Transaction, since: int, limit: int) -> list[int]:
    """List reports that are filed and too old to count; the last one filed is left out.

    Args:
        tx: The unit of work.
        since: The least number that counts.
        limit: The most to give.

    Returns:
        Their numbers, oldest first.
    """
    last = select(func.max(SignatureRow.article_seq)).scalar_subquery()
    seq = col(SignatureRow.article_seq)
    query = select(SignatureRow.article_seq).where(seq < since, seq < last)
    return list(tx.session.exec(query.order_by(seq).limit(limit)))


def forget(tx: Transaction, filed: Mapping[int, Sequence[tuple[int, int]]]) -> None:
    """Take reports off the shelf; their ties and events stay.

    Args:
        tx: The unit of work.
        filed: Number → keys and days it was filed under; more than these do no harm.
    """
    statement = delete(EventKeyRow).where(
        col(EventKeyRow.key) == bindparam("in_key"),
        col(EventKeyRow.day) == bindparam("on_day"),
        col(EventKeyRow.article_seq) == bindparam("of_report"),
    )
    rows = sorted((key, day, number) for number, keys in filed.items() for key, day in keys)
    run_for_each(tx, statement, ("in_key", "on_day", "of_report"), rows)
    run_for_each(
        tx,
        delete(SignatureRow).where(col(SignatureRow.article_seq) == bindparam("of_report")),
        ("of_report",),
        [(number,) for number in filed],
    )
