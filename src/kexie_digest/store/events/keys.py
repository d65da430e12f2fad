"""Which event each report tells, and who tells it with it."""

from collections.abc import Sequence

from sqlalchemy import bindparam, text
from sqlmodel import col, select

from kexie_digest.store.articles import chunks
from kexie_digest.store.database import Transaction
from kexie_digest.store.tables import ArticleRow

_AT = text("SELECT seq, id, event FROM articles WHERE seq IN :seqs").bindparams(
    bindparam("seqs", expanding=True)
)


def keys_of(tx: Transaction, report_ids: Sequence[str]) -> dict[str, str | None]:
    """Give the event of each report, in order of arrival.

    Args:
        tx: The unit of work.
        report_ids: The reports.

    Returns:
        Report id → event key (None: not placed yet), for those that are stored.
    """
    found: list[tuple[int | None, str, str | None]] = []
    for ids in chunks(report_ids):
        query = select(ArticleRow.seq, ArticleRow.id, ArticleRow.event).where(col(ArticleRow.id).in_(ids))
        found += tx.session.exec(query)
    return {report_id: event for _, report_id, event in sorted(found, key=lambda row: row[0] or 0)}


def events_at(tx: Transaction, numbers: Sequence[int]) -> dict[int, tuple[str, str | None]]:
    """Give id and event of numbered reports.

    Args:
        tx: The unit of work.
        numbers: The reports.

    Returns:
        Number → report id and event key (None: not placed yet), in no order.
    """
    rows = tx.session.connection().execute(_AT, {"seqs": numbers})
    return {number: (report_id, event) for number, report_id, event in rows}


def members(tx: Transaction, key: str) -> list[str]:
    """List the reports of an event.

    Args:
        tx: The unit of work.
        key: The event key.

    Returns:
        Report ids in order of arrival; none when there is no such event.
    """
    query = select(ArticleRow.id).where(col(ArticleRow.event) == key)
    return list(tx.session.exec(query.order_by(col(ArticleRow.seq))))


def is_used(tx: Transaction, key: str) -> bool:
    """Say whether a report has an event key.

    Args:
        tx: The unit of work.
        key: The event key.

    Returns:
        Whether one has.
    """
    return (
        tx.session.exec(select(ArticleRow.seq).where(col(ArticleRow.event) == key).limit(1)).first()
        is not None
    )
