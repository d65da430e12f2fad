"""Figures of the store: how much there is of what, for metrics and readiness.

Takes nothing, gives counts; each is one query over an index.
"""

from sqlalchemy import func, text
from sqlmodel import col, select

from kexie_digest.store import schema
from kexie_digest.store.database import Transaction
from kexie_digest.store.tables import (
    AlarmRow,
    ArticleRow,
    CampaignRow,
    DeliveryRow,
    DocumentRow,
    EditionRow,
    LetterRow,
    NoticeRow,
)


def revision(tx: Transaction) -> str:
    """Say which schema the database has.

    Args:
        tx: The unit of work.

    Returns:
        The revision's number.
    """
    return schema.revision(tx.connection) or ""


def size(tx: Transaction) -> int:
    """Say how large the database is.

    Args:
        tx: The unit of work.

    Returns:
        Bytes.
    """
    asked = (
        "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
        if tx.dialect == "sqlite"
        else "SELECT pg_database_size(current_database())"
    )
    return int(tx.session.connection().execute(text(asked)).scalar_one())


def articles(tx: Transaction) -> int:
    """Count the reports."""
    return tx.session.exec(select(func.count(col(ArticleRow.seq)))).one()


def documents(tx: Transaction) -> dict[str, int]:
    """Count documents by state."""
    rows = tx.session.exec(select(DocumentRow.state, func.count()).group_by(col(DocumentRow.state)))
    return {str(state): count for state, count in rows}


def editions(tx: Transaction) -> dict[tuple[str, str], int]:
    """Count editions by digest and state."""
    columns = col(EditionRow.digest), col(EditionRow.state)
    rows = tx.session.exec(select(*columns, func.count()).group_by(*columns))
    return {(digest, str(state)): count for digest, state, count in rows}


def deliveries(tx: Transaction) -> dict[str, int]:
    """Count copies by state."""
    rows = tx.session.exec(select(DeliveryRow.state, func.count()).group_by(col(DeliveryRow.state)))
    return {str(state): count for state, count in rows}


def campaigns(tx: Transaction) -> dict[str, int]:
    """Count campaigns by state."""
    rows = tx.session.exec(select(CampaignRow.state, func.count()).group_by(col(CampaignRow.state)))
    return {str(state): count for state, count in rows}


def letters(tx: Transaction) -> dict[str, int]:
    """Count letters by state."""
    rows = tx.session.exec(select(LetterRow.state, func.count()).group_by(col(LetterRow.state)))
    return {str(state): count for state, count in rows}


def alarms(tx: Transaction) -> dict[str, int]:
    """Count open alarms by kind."""
    still = col(AlarmRow.resolved_at).is_(None)
    rows = tx.session.exec(select(AlarmRow.kind, func.count()).where(still).group_by(col(AlarmRow.kind)))
    return {str(kind): count for kind, count in rows}


def notices(tx: Transaction) -> dict[str, int]:
    """Count notices by state."""
    rows = tx.session.exec(select(NoticeRow.state, func.count()).group_by(col(NoticeRow.state)))
    return {str(state): count for state, count in rows}
