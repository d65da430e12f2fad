"""Replies of polled sources as they came: which blob holds which.

Takes Documents, gives them back without their bytes, which ``blobs`` has. Dropped files and
letters need no row here: their document's row names their blob.
"""

import datetime as dt

from sqlmodel import col, select

from kexie_digest.model import Document
from kexie_digest.store.database import Transaction
from kexie_digest.store.tables import SourceOriginalRow


def add(tx: Transaction, reply: Document) -> None:
    """Note a reply; the same bytes from the same address are noted once.

    Args:
        tx: The unit of work; the one that keeps the source's validators.
        reply: As it came; its bytes are kept already.
    """
    row = {
        "source_key": reply.source_key,
        "sha256": reply.sha256,
        "address": reply.address,
        "media_type": reply.media_type,
        "name": reply.name,
        "fetched_at": reply.fetched_at,
    }
    tx.insert_new(SourceOriginalRow, [row])


def list_for(tx: Transaction, source_key: str, since: dt.datetime | None = None) -> list[Document]:
    """List the replies of a source.

    Args:
        tx: The unit of work.
        source_key: The source.
        since: Only those fetched at this instant or later.

    Returns:
        Documents without content, the oldest first.
    """
    query = select(SourceOriginalRow).where(col(SourceOriginalRow.source_key) == source_key)
    if since is not None:
        query = query.where(col(SourceOriginalRow.fetched_at) >= since)
    return [_document(row) for row in tx.session.exec(query.order_by(col(SourceOriginalRow.id)))]


def _document(row: SourceOriginalRow) -> Document:
    return Document(
        content=b"",
        sha256=row.sha256,
        media_type=row.media_type,
        name=row.name,
        source_key=row.source_key,
        address=row.address,
        identity=row.sha256,
        fetched_at=row.fetched_at,
    )
