"""Which event each report tells, and who tells it with it."""

from collections.abc import Sequence

from sqlmodel import col, select

from kexie_digest.store.articles import chunks
from kexie_digest.store.database import Transaction
from kexie_digest.store.tables import ArticleRow


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
