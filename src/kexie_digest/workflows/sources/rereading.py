"""Read kept originals again after a fix (``reparse``).

Takes sources and drops and a day, gives counts. Replies of feeds are taken apart anew; then each document
is read from the bytes that were kept, with the recipe its source has today; its reports change
in place. Corrections, events and published editions stay. Articles that are found only now are
news where the document had given none, else backlog: what was in an edition under another cut
is not published again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from zoneinfo import ZoneInfo

from kexie_digest.errors import KexieDigestError, StoreError
from kexie_digest.model import Document, DocumentRecord, Rights, Source
from kexie_digest.sources import feed
from kexie_digest.store import articles, documents, originals, rereading
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.reading.issues import grouped, issue_of
from kexie_digest.workflows.run import UNNAMED_DROP
from kexie_digest.workflows.taking import read_again, revising, storable


@dataclass(slots=True)
class Reread:
    """What reading again did: documents read, articles changed, new and as they were; failures."""

    documents: int = 0
    changed: int = 0
    new: int = 0
    kept: int = 0
    failures: list[KexieDigestError] = field(default_factory=list)


def reread(context: Context, keys: Sequence[str] | None = None, since: dt.date | None = None) -> Reread:
    """Read the originals of polled sources and drop folders again.

    Args:
        context: The program.
        keys: Sources and drops; None for all that are configured, and files of folders that were
            only named on the command line.
        since: Only what was fetched on this local day or later.

    Returns:
        What changed; a document that fails now keeps the reports it has.
    """
    done = Reread()
    zone = ZoneInfo(context.config.publication.timezone)
    start = dt.datetime.combine(since, dt.time(), zone) if since else None
    for source in _places(context):
        if keys is not None and source.key not in keys:
            continue
        lost = _take_apart(context, source, start, done)
        with context.store.reading() as tx:
            records = [*rereading.list_read(tx, source.key, start), *(documents.get(tx, one) for one in lost)]
        read = 0
        for together in grouped(records, issue_of):
            context.notify("collect", read, len(records))
            _reread(context, source, _kept(context, source, together, done), done)
            read += len(together)
    return done


def _places(context: Context) -> list[Source]:
    """Give the sources, and the drop folders as sources that are not polled: their files are kept, too."""
    drops = [(drop.key, drop.rights) for drop in context.config.drops]
    named = [Source(key, "drop", "", rights=rights) for key, rights in [*drops, (UNNAMED_DROP, Rights.FULL)]]
    return [*context.config.sources, *named]


def _take_apart(context: Context, source: Source, since: dt.datetime | None, done: Reread) -> list[int]:
    """Split kept replies of a feed anew; give the rows of items that nobody had seen in them."""
    lost: list[int] = []
    with context.store.reading() as tx:
        replies = originals.list_for(tx, source.key, since)
    for reply in replies:
        try:
            for item in _items(context, source, reply):
                context.blobs.put(item.content)
                with context.store.transaction() as tx:
                    if not documents.is_known(tx, item):
                        lost.append(documents.claim(tx, item).id)
                    else:
                        rereading.renew(tx, item)
        except KexieDigestError as error:
            done.failures.append(error)
    return lost


def _items(context: Context, source: Source, reply: Document) -> list[Document]:
    """Give a reply's items as a poll would; a list page has none: its articles were fetched apart."""
    if source.kind != "feed":
        return []
    whole = replace(reply, content=context.blobs.get(reply.sha256))
    return [storable(item) for item in feed.items_of(whole, publication=source.name)]


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
    for (record, document), (reports, errors) in zip(together, outcomes, strict=True):
        if not reports:
            done.failures += errors[:1]
            continue
        with context.store.transaction() as tx:
            known = rereading.known_ids(tx, record.id)
            changed = sum(rereading.put(tx, report) for report in reports if report.id in known)
            others = [report for report in reports if report.id not in known]
            found = revising.fresh(tx, record.id, document, others)
            done.new += articles.add(tx, record.id, found, is_backlog=bool(known))
            documents.mark_done(tx, record.id, [error.code for error in errors])
        done.changed += changed
        done.kept += len(reports) - len(found) - changed


def _with_recipe(document: Document, source: Source) -> Document:
    body = source.recipe.body or document.hints.body
    return replace(document, hints=replace(document.hints, body=body))
