"""Which documents came in, and what became of each.

Takes Documents, gives Claims and DocumentRecords. A row is written before a document
is read, so a run that dies leaves ``taken`` behind and the next one goes on. Bytes are
kept by ``blobs``, articles by ``articles``.
"""

import datetime as dt
from collections.abc import Sequence

from sqlalchemy import ColumnElement, func
from sqlmodel import col, select, update

from kexie_digest.errors import NotFound
from kexie_digest.model import Claim, ClaimState, Document, DocumentRecord, DocumentState, Hints
from kexie_digest.model.serialization import from_json, to_json
from kexie_digest.store.database import Transaction
from kexie_digest.store.tables import ArticleRow, DocumentRow, RevisionRow

#: A file name that comes again later is taken for another page (头版.txt, every day).
SAME_PAGE = dt.timedelta(days=7)
_ANSWERS = {
    DocumentState.TAKEN: ClaimState.UNFINISHED,
    DocumentState.DONE: ClaimState.KNOWN,
    DocumentState.FAILED: ClaimState.FAILED,
}


def claim(tx: Transaction, document: Document) -> Claim:
    """Ask for a document: is there anything to do with it?

    A document is one item of its source: ``source_key``, ``identity`` and ``part``.
    One that is identified by its content (a drop) is the same in every drop folder.
    New content of an item already done is recorded as a revision; its articles stay. A drop that
    comes again after a newer file of its name is to be read again: what was dropped last holds.

    Args:
        tx: The unit of work; commit it before reading the document.
        document: What came in.

    Returns:
        The row and what to do.
    """
    row = _twin(tx, document)
    if row is None:
        tx.insert_new(DocumentRow, [_columns(tx, document)])
        row = tx.session.exec(select(DocumentRow).where(_is(document))).one()
        return Claim(_id(row), ClaimState.NEW)
    state = _ANSWERS[DocumentState(row.state)]
    if row.sha256 == document.sha256:
        if state is ClaimState.KNOWN and _has_successor(tx, row, document):
            back = {"state": DocumentState.TAKEN, "fetched_at": document.fetched_at}
            tx.change(update(DocumentRow).where(col(DocumentRow.id) == row.id).values(**back))
            state = ClaimState.UNFINISHED
        return Claim(_id(row), state, row.revision)
    if state is ClaimState.KNOWN:
        return _add_revision(tx, row, document)
    # Never read to the end: the newest content is the one to read.
    tx.change(update(DocumentRow).where(col(DocumentRow.id) == row.id).values(**_columns(tx, document)))
    return Claim(_id(row), ClaimState.UNFINISHED)


def claim_items(tx: Transaction, documents: Sequence[Document]) -> list[Claim]:
    """Claim what a poll brought, in three statements where all of it is new.

    Args:
        tx: The unit of work; commit it before reading the documents.
        documents: Items of one source, identified by what it calls them.

    Returns:
        A claim each, as :func:`claim` gives it.
    """
    if not documents:
        return []
    known = set(_rows_of(tx, documents))
    unknown = {_item(one): one for one in reversed(documents) if _item(one) not in known}
    tx.insert_new(DocumentRow, [_columns(tx, one) for one in reversed(unknown.values())])
    added = {name: row for name, row in _rows_of(tx, documents).items() if name in unknown}
    claims = []
    for document in documents:
        number = added.pop(_item(document), None)
        claims.append(claim(tx, document) if number is None else Claim(number, ClaimState.NEW))
    return claims


def _item(document: Document) -> tuple[str, str]:
    return document.identity, document.part


def _rows_of(tx: Transaction, documents: Sequence[Document]) -> dict[tuple[str, str], int]:
    query = select(col(DocumentRow.id), col(DocumentRow.identity), col(DocumentRow.part)).where(
        col(DocumentRow.source_key) == documents[0].source_key,
        col(DocumentRow.identity).in_({document.identity for document in documents}),
    )
    return {(row.identity, row.part): row.id for row in tx.session.connection().execute(query)}


def get(tx: Transaction, document_id: int) -> DocumentRecord:
    """Give what is known of a document.

    Args:
        tx: The unit of work.
        document_id: From its claim.

    Returns:
        Its record.

    Raises:
        NotFound: There is no such document.
    """
    row = tx.session.get(DocumentRow, document_id)
    if row is None:
        raise NotFound("没有这份原件 (no such document)", subject=str(document_id))
    return _record(row)


def is_claimed(tx: Transaction, sha256: str) -> bool:
    """Tell whether some bytes were ever taken in as a document.

    Args:
        tx: The unit of work.
        sha256: Their hash.

    Returns:
        False for pictures of pages, which are kept as well.
    """
    return (
        tx.session.exec(select(DocumentRow.id).where(col(DocumentRow.sha256) == sha256)).first() is not None
    )


def is_known(tx: Transaction, document: Document) -> bool:
    """Tell whether an item of a source has a row.

    Args:
        tx: The unit of work.
        document: The item.

    Returns:
        False for one that was never claimed.
    """
    return _twin(tx, document) is not None


def settled(tx: Transaction, documents: Sequence[Document]) -> set[int]:
    """Tell which items of a source were read, or failed, with the very same bytes before.

    One question for a whole poll: of a feed's entries nearly all are known (1,000 feeds hold 36,000).

    Args:
        tx: The unit of work.
        documents: Items of one source.

    Returns:
        The positions of those with which there is nothing to do.
    """
    if not documents:
        return set()
    query = select(col(DocumentRow.identity), col(DocumentRow.part), col(DocumentRow.sha256)).where(
        col(DocumentRow.source_key) == documents[0].source_key,
        col(DocumentRow.identity).in_({document.identity for document in documents}),
        col(DocumentRow.state) != DocumentState.TAKEN,
    )
    known = {tuple(row) for row in tx.session.connection().execute(query)}
    wanted = ((one.identity, one.part, one.sha256) for one in documents)
    return {position for position, name in enumerate(wanted) if name in known}


def get_of_article(tx: Transaction, report_id: str) -> DocumentRecord:
    """Give the document an article was read from.

    Args:
        tx: The unit of work.
        report_id: The article.

    Returns:
        The document's record.

    Raises:
        NotFound: There is no such article.
    """
    query = select(DocumentRow).join(ArticleRow, col(ArticleRow.document_id) == col(DocumentRow.id))
    row = tx.session.exec(query.where(col(ArticleRow.id) == report_id)).first()
    if row is None:
        raise NotFound("没有这篇稿件 (no such article)", subject=report_id)
    return _record(row)


def list_unfinished(tx: Transaction, source_key: str) -> list[DocumentRecord]:
    """List what was taken from a source and never read to the end.

    Args:
        tx: The unit of work.
        source_key: The source.

    Returns:
        Their records, oldest first.
    """
    query = (
        select(DocumentRow)
        .where(col(DocumentRow.source_key) == source_key, col(DocumentRow.state) == DocumentState.TAKEN)
        .order_by(col(DocumentRow.id))
    )
    return [_record(row) for row in tx.session.exec(query)]


def unfinished_sources(tx: Transaction) -> set[str]:
    """Name the sources and drops of which something was taken and never read to the end.

    Args:
        tx: The unit of work.

    Returns:
        Their keys.
    """
    taken = select(DocumentRow.source_key).where(col(DocumentRow.state) == DocumentState.TAKEN).distinct()
    return set(tx.session.exec(taken))


def mark_done(tx: Transaction, document_id: int, warnings: Sequence[str] = ()) -> None:
    """Record that a document was read to the end; in the transaction that adds its articles.

    Args:
        tx: The unit of work.
        document_id: From its claim.
        warnings: Stable codes of what was doubtful.

    Raises:
        NotFound: There is no such document.
    """
    _settle(tx, document_id, state=DocumentState.DONE, warnings=list(warnings), code="", message="")


def mark_failed(tx: Transaction, document_id: int, code: str, message: str) -> None:
    """Record that a document could not be read; one that somebody else read meanwhile stays read.

    Args:
        tx: The unit of work.
        document_id: From its claim.
        code: The error's stable word.
        message: What happened, for an editor.

    Raises:
        NotFound: There is no such document.
    """
    if get(tx, document_id).state is not DocumentState.DONE:
        _settle(tx, document_id, state=DocumentState.FAILED, code=code, message=message)


def _settle(tx: Transaction, document_id: int, **columns: object) -> None:
    statement = update(DocumentRow).where(col(DocumentRow.id) == document_id)
    if not tx.change(statement.values(settled_at=tx.now, **columns)):
        raise NotFound("没有这份原件 (no such document)", subject=str(document_id))


def _is(document: Document) -> ColumnElement[bool]:
    return (
        (col(DocumentRow.source_key) == document.source_key)
        & (col(DocumentRow.identity) == document.identity)
        & (col(DocumentRow.part) == document.part)
    )


def _twin(tx: Transaction, document: Document) -> DocumentRow | None:
    """Find the row of the same item; for content-identified documents, of any folder."""
    row = tx.session.exec(select(DocumentRow).where(_is(document))).first()
    if row is not None or document.identity != document.sha256:
        return row
    same_content = (
        (col(DocumentRow.sha256) == document.sha256)
        & (col(DocumentRow.identity) == document.sha256)
        & (col(DocumentRow.part) == document.part)
    )
    return tx.session.exec(select(DocumentRow).where(same_content)).first()


def _has_successor(tx: Transaction, row: DocumentRow, document: Document) -> bool:
    """Tell whether a newer file of the same name was dropped than one that comes again now."""
    is_there = (row.source_key, row.address) == (document.source_key, document.address)
    if document.identity != document.sha256 or not is_there:
        return False
    newer = select(DocumentRow.id).where(
        col(DocumentRow.identity) == col(DocumentRow.sha256),  # dropped; what the index holds
        col(DocumentRow.source_key) == row.source_key,
        col(DocumentRow.address) == row.address,
        col(DocumentRow.part) == row.part,
        col(DocumentRow.state) == DocumentState.DONE,
        col(DocumentRow.fetched_at) > max(row.fetched_at, document.fetched_at - SAME_PAGE),
    )
    return tx.session.exec(newer).first() is not None


def _add_revision(tx: Transaction, row: DocumentRow, document: Document) -> Claim:
    seen = select(RevisionRow).where(
        col(RevisionRow.document_id) == row.id, col(RevisionRow.sha256) == document.sha256
    )
    known = tx.session.exec(seen).first()
    if known is not None:
        return Claim(_id(row), ClaimState.KNOWN, known.revision)
    newest = select(func.coalesce(func.max(col(RevisionRow.revision)), 1)).where(
        col(RevisionRow.document_id) == row.id
    )
    revision = tx.session.exec(newest).one() + 1
    new = {"document_id": row.id, "revision": revision, "sha256": document.sha256, "seen_at": tx.now}
    tx.insert_new(RevisionRow, [new])
    tx.change(update(DocumentRow).where(col(DocumentRow.id) == row.id).values(revision=revision))
    return Claim(_id(row), ClaimState.KNOWN, revision, is_changed=True)


def _columns(tx: Transaction, document: Document) -> dict[str, object]:
    return {
        "source_key": document.source_key,
        "identity": document.identity,
        "part": document.part,
        "name": document.name,
        "address": document.address,
        "media_type": document.media_type,
        "sha256": document.sha256,
        "revision": 1,
        "state": DocumentState.TAKEN,
        "hints": to_json(document.hints),
        "warnings": [],
        "code": "",
        "message": "",
        "fetched_at": document.fetched_at,
        "taken_at": tx.now,
        "settled_at": None,
    }


def _id(row: DocumentRow) -> int:
    if row.id is None:
        raise NotFound(subject=row.name)
    return row.id


def _record(row: DocumentRow) -> DocumentRecord:
    return DocumentRecord(
        id=_id(row),
        state=DocumentState(row.state),
        sha256=row.sha256,
        media_type=row.media_type,
        name=row.name,
        source_key=row.source_key,
        address=row.address,
        identity=row.identity,
        fetched_at=row.fetched_at,
        part=row.part,
        hints=from_json(Hints, row.hints),
        revision=row.revision,
        warnings=tuple(row.warnings),
        code=row.code,
        message=row.message,
    )
