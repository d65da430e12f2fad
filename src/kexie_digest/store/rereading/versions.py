"""Articles of a file that was dropped again under its name, with other words in it.

Takes a document and its row, gives what other documents of that name gave about then; an article is
handed on to the document that holds its newest words.
"""

import datetime as dt
from dataclasses import dataclass

from sqlmodel import col, select, update

from kexie_digest.model import Document, DocumentState, Report
from kexie_digest.store._reports import original_of
from kexie_digest.store.database import Transaction
from kexie_digest.store.tables import ArticleRow, DocumentRow


@dataclass(frozen=True, slots=True)
class Version:
    """An article as a document of the same name gave it, before corrections."""

    report: Report
    document_id: int
    identity: str
    fetched_at: dt.datetime


def list_of_name(tx: Transaction, document: Document, within: dt.timedelta) -> list[Version]:
    """List the articles that files of one name gave.

    Args:
        tx: The unit of work.
        document: A dropped file.
        within: How much earlier or later than it the others were taken at most.

    Returns:
        Those of other documents of its source and address, and its own, oldest first.
    """
    taken = col(DocumentRow.fetched_at)
    query = (
        select(ArticleRow, DocumentRow)
        .join(DocumentRow, col(ArticleRow.document_id) == col(DocumentRow.id))
        .where(
            col(DocumentRow.identity) == col(DocumentRow.sha256),  # dropped; what the index holds
            col(DocumentRow.source_key) == document.source_key,
            col(DocumentRow.address) == document.address,
            col(DocumentRow.part) == document.part,
            col(DocumentRow.state) == DocumentState.DONE,
            taken >= document.fetched_at - within,
            taken <= document.fetched_at + within,
        )
        .order_by(col(ArticleRow.seq))
    )
    return [
        Version(original_of(row), file.id or 0, file.identity, file.fetched_at)
        for row, file in tx.session.exec(query)
    ]


def hand_on(tx: Transaction, report_id: str, document_id: int) -> None:
    """Let an article belong to the document that holds its newest words.

    Args:
        tx: The unit of work.
        report_id: The article.
        document_id: The document.
    """
    tx.change(update(ArticleRow).where(col(ArticleRow.id) == report_id).values(document_id=document_id))
