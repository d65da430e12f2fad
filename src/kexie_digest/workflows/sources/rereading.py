"""Read kept originals again after a fix (``reparse``).

Takes sources and a day, gives counts. Each document is read from the bytes that were kept,
with the recipe its source has today; its reports change in place. Corrections, events and
published editions stay. Articles that are found only now are news where the document had
given none, else backlog: what was in an edition under another cut is not published again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from kexie_digest.errors import KexieDigestError, StoreError
from kexie_digest.model import Document, DocumentRecord, Source
from kexie_digest.store import articles, documents, rereading
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.issues import grouped, issue_of
from kexie_digest.workflows.taking import read_again


@dataclass(slots=True)
class Reread:
    """What reading again did: documents read, articles changed, new and as they were; failures."""

    documents: int = 0
    changed: int = 0
    new: int = 0
    kept: int = 0
    failures: list[KexieDigestError] = field(default_factory=list)


def reread(context: Context, keys: Sequence[str] | None = None, since: dt.date | None = None) -> Reread:
    """Read the originals of polled sources again.

    Args:
        context: The program.
        keys: Sources; None for all that are configured.
        since: Only what was fetched on this local day or later.

    Returns:
        What changed; a document that fails now keeps the reports it has.
    """
    done = Reread()
    zone = ZoneInfo(context.config.publication.timezone)
    start = dt.datetime.combine(since, dt.time(), zone) if since else None
    for source in context.config.sources:
        if keys is not None and source.key not in keys:
            continue
        with context.store.reading() as tx:
            records = rereading.list_read(tx, source.key, start)
        read = 0
        for together in grouped(records, issue_of):
            context.notify("collect", read, len(records))
            _reread(context, source, _kept(context, source, together, done), done)
            read += len(together)
    return done


def _kept(
    context: Context, source: Source, records: Sequence[DocumentRecord], done: Reread
) -> list[tuple[DocumentRecord, Document]]:
    """Name the documents with their bytes; one whose bytes are gone or damaged is a failure."""
    kept = []
    for record in records:
        done.documents += 1
        try:
            kept.append((record, _with_recipe(record.document(context.blobs.get(record.sha256)), source)))
        except StoreError as error:
            done.failures.append(error)
    return kept


def _reread(
    context: Context, source: Source, together: Sequence[tuple[DocumentRecord, Document]], done: Reread
) -> None:
    outcomes = read_again(context, [document for _, document in together], source.rights)
    for (record, _), (reports, errors) in zip(together, outcomes, strict=True):
        if not reports:
            done.failures += errors[:1]
            continue
        with context.store.transaction() as tx:
            known = rereading.known_ids(tx, record.id)
            changed = sum(rereading.put(tx, report) for report in reports if report.id in known)
            found = [report for report in reports if report.id not in known]
            done.new += articles.add(tx, record.id, found, is_backlog=bool(known))
            documents.mark_done(tx, record.id, [error.code for error in errors])
        done.changed += changed
        done.kept += len(reports) - len(found) - changed


def _with_recipe(document: Document, source: Source) -> Document:
    body = source.recipe.body or document.hints.body
    return replace(document, hints=replace(document.hints, body=body))
