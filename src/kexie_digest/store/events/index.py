"""Which reports are filed under which keys.

A question names keys and days and is answered from the primary key alone; no key has
more rows near a day than its maker files there, so no answer grows with the archive.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, bindparam, delete, func
from sqlmodel import col, select

from kexie_digest.model import Report
from kexie_digest.store._reports import report_of
from kexie_digest.store.database import Transaction
from kexie_digest.store.tables import ArticleRow, EventKeyRow, SignatureRow


class Filed(NamedTuple):
    """A report on the shelf: its number, which counts arrival, and its traits."""

    number: int
    traits: Mapping[str, Any]


def add(tx: Transaction, report_id: str, traits: Mapping[str, Any], filed: Sequence[tuple[int, int]]) -> None:
    """File a report.

    Args:
        tx: The unit of work.
        report_id: The report.
        traits: What will be compared of it.
        filed: Its keys, each with a day.
    """
    seq = tx.session.exec(select(ArticleRow.seq).where(col(ArticleRow.id) == report_id)).one()
    tx.insert_new(SignatureRow, [{"article_seq": seq, "traits": traits}])
    rows = sorted(set(filed))
    tx.insert_new(EventKeyRow, [{"key": key, "day": day, "article_seq": seq} for key, day in rows])


def holders(
    tx: Transaction, keys: Sequence[int], span: tuple[int, int] | None, since: int
) -> dict[int, list[int]]:
    """Look up who is filed under some keys.

    Args:
        tx: The unit of work.
        keys: The keys.
        span: First and last day; None for all days. Day 0 is always looked at.
        since: The least number: who came in before is forgotten.

    Returns:
        Key → numbers in order of arrival, for the keys that someone is filed under.
    """
    day = col(EventKeyRow.day)
    ranges: list[ColumnElement[bool]] = [day >= 0] if span is None else [day == 0, day.between(*span)]
    found: dict[int, set[int]] = defaultdict(set)
    for days in ranges:
        query = select(EventKeyRow.key, EventKeyRow.article_seq).where(
            col(EventKeyRow.key).in_(keys), days, col(EventKeyRow.article_seq) >= since
        )
        for key, seq in tx.session.connection().execute(query):
            found[key].add(seq)
    return {key: sorted(numbers) for key, numbers in found.items()}


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
    return {number: found for number, found in tx.session.connection().execute(query)}  # noqa: C416 - rows are no pairs to mypy


def list_unplaced(tx: Transaction, limit: int) -> list[Report]:
    """List the next reports that came in after the last one filed.

    Args:
        tx: The unit of work.
        limit: The most to give.

    Returns:
        The reports in order of arrival.
    """
    placed = tx.session.exec(select(func.coalesce(func.max(SignatureRow.article_seq), 0))).one()
    query = select(ArticleRow).where(col(ArticleRow.seq) > placed).order_by(col(ArticleRow.seq))
    return [report_of(row) for row in tx.session.exec(query.limit(limit))]


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


def list_forgotten(tx: Transaction, since: int, limit: int) -> list[Filed]:
    """List reports that are filed and too old to count; the last one filed is left out.

    Args:
        tx: The unit of work.
        since: The least number that counts.
        limit: The most to give.

    Returns:
        The reports, oldest first.
    """
    last = select(func.max(SignatureRow.article_seq)).scalar_subquery()
    seq = col(SignatureRow.article_seq)
    query = select(SignatureRow.article_seq, SignatureRow.traits).where(seq < since, seq < last)
    rows = tx.session.connection().execute(query.order_by(seq).limit(limit))
    return [Filed(number, found) for number, found in rows]


def forget(tx: Transaction, number: int, filed: Sequence[tuple[int, int]]) -> None:
    """Take a report off the shelf; its ties and its event stay.

    Args:
        tx: The unit of work.
        number: The report.
        filed: Keys and days it was filed under; more than these do no harm.
    """
    statement = delete(EventKeyRow).where(
        col(EventKeyRow.key) == bindparam("in_key"),
        col(EventKeyRow.day) == bindparam("on_day"),
        col(EventKeyRow.article_seq) == number,
    )
    if filed:
        tx.change(statement, [{"in_key": key, "on_day": day} for key, day in filed])
    tx.change(delete(SignatureRow).where(col(SignatureRow.article_seq) == number))
