"""Reports read anew from kept originals, in place of those read before.

Takes reports with the ids they had, gives whether anything changed. Event, day of arrival
and corrections stay: each correction is carried out again on the new text; a report whose
corrections no longer fit it stays as it is. What editions printed is theirs and not touched.
"""

import datetime as dt
from dataclasses import replace

from sqlmodel import col, select, update

from kexie_digest.errors import Conflict, NotFound
from kexie_digest.model import Document, DocumentRecord, DocumentState, Report
from kexie_digest.model.correction.applying import apply
from kexie_digest.model.serialization import to_json
from kexie_digest.store import corrections, documents, facts, search
from kexie_digest.store._reports import attention_of, original_of, report_of
from kexie_digest.store.database import Transaction
from kexie_digest.store.tables import ArticleRow, DocumentRow


def list_read(tx: Transaction, source_key: str, since: dt.datetime | None = None) -> list[DocumentRecord]:
    """List the documents of a source that were read, or could not be.

    Args:
        tx: The unit of work.
        source_key: The source.
        since: Only those fetched at this instant or later.

    Returns:
        Their records, oldest first.
    """
    query = select(DocumentRow.id).where(
        col(DocumentRow.source_key) == source_key, col(DocumentRow.state) != DocumentState.TAKEN
    )
    if since is not None:
        query = query.where(col(DocumentRow.fetched_at) >= since)
    found = tx.session.exec(query.order_by(col(DocumentRow.id))).all()
    return [documents.get(tx, number) for number in found if number is not None]


def renew(tx: Transaction, document: Document) -> bool:
    """Take a document as its source's reply gives it now, after a fix to how replies are taken apart.

    What the publisher changed later is a revision and not touched: only the row of the very
    reply, told by the instant it was fetched, gets other bytes and hints.

    Args:
        tx: The unit of work; the bytes are kept already.
        document: An item of a kept reply.

    Returns:
        Whether the row has other bytes or hints than before.
    """
    values = {"sha256": document.sha256, "hints": to_json(document.hints)}
    of_reply = (
        (col(DocumentRow.source_key) == document.source_key)
        & (col(DocumentRow.identity) == document.identity)
        & (col(DocumentRow.part) == document.part)
        & (col(DocumentRow.fetched_at) == document.fetched_at)
    )
    row = tx.session.exec(select(DocumentRow).where(of_reply)).first()
    if row is None or (row.sha256, row.hints) == (values["sha256"], values["hints"]):
        return False
    tx.change(update(DocumentRow).where(col(DocumentRow.id) == row.id).values(**values))
    return True


def known_ids(tx: Transaction, document_id: int) -> frozenset[str]:
    """Name the reports that a document gave.

    Args:
        tx: The unit of work.
        document_id: The document.

    Returns:
        Their ids.
    """
    query = select(ArticleRow.id).where(col(ArticleRow.document_id) == document_id)
    return frozenset(tx.session.exec(query))


def put(tx: Transaction, report: Report) -> bool:
    """Store a report in place of the one of its id.

    Args:
        tx: The unit of work.
        report: As read now; pictures are those found before where it has none.

    Returns:
        Whether anything changed.

    Raises:
        NotFound: There is no such article.
    """
    row = tx.session.exec(select(ArticleRow).where(col(ArticleRow.id) == report.id)).first()
    if row is None:
        raise NotFound("没有这篇稿件 (no such article)", subject=report.id)
    before, original = report_of(row), original_of(row)
    fresh = _kept(report, original)
    if fresh == original:
        return False
    try:
        after = apply(fresh, corrections.list_for(tx, report.id))
    except Conflict:
        return False
    seq = row.seq or 0
    search.replace(tx, seq, before, after)
    facts.replace(tx, seq, after)
    values = {
        "report": to_json(fresh),
        "corrected": None if after == fresh else to_json(after),
        "sha256": fresh.sha256,
        "title": after.article.title or "",
        "theme": after.themes.keys[0],
        "published_on": after.article.published_on,
        "attention": attention_of(after),
    }
    tx.change(update(ArticleRow).where(col(ArticleRow.id) == report.id).values(**values))
    return True


def _kept(report: Report, original: Report) -> Report:
    images = report.article.images or original.article.images
    article = replace(report.article, images=images)
    return replace(report, article=article, event=original.event, collected_on=original.collected_on)
