"""Take in documents: keep their bytes, claim them, read them, store their reports.

Takes a Document, or the pages of one issue together, gives what became of each. Articles and
"done" are committed together, an issue's in one transaction, so a document is read to the
end once, whatever kills us in between, and no piece of a story is stored twice.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace

from kexie_digest.clock import local_date
from kexie_digest.errors import KexieDigestError, ParseError, StoreError
from kexie_digest.model import Claim, Document, Hints, Report, Rights
from kexie_digest.store import articles, documents
from kexie_digest.store.database import Transaction
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.curate import learning
from kexie_digest.workflows.journal import Journal
from kexie_digest.workflows.pictures import EmptyShelf, Shelf, attach
from kexie_digest.workflows.pictures.packing import list_packed, shelf_of
from kexie_digest.workflows.reading import Reading
from kexie_digest.workflows.reading.issues import identifier, read_together
from kexie_digest.workflows.taking import revising

_HINTS = tuple(one.name for one in fields(Hints))
#: Parts of one document whose failures are named one by one.
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class Terms:
    """Under which terms a document is taken in.

    ``rights`` say what may be republished; ``backlog_before`` is the day before which
    its items never enter an edition (None: no such day); ``shelf`` has the pictures it may use.
    """

    rights: Rights
    backlog_before: dt.date | None = None
    shelf: Shelf = field(default_factory=EmptyShelf)


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a document: its failure, or the parts that failed alone."""

    failure: KexieDigestError | None = None
    warnings: tuple[KexieDigestError, ...] = ()


def claim(context: Context, document: Document) -> Claim:
    """Keep a document's bytes and ask whether there is anything to do with it.

    Args:
        context: Store and originals.
        document: What came in.

    Returns:
        The committed claim.
    """
    context.blobs.put(document.content)
    with context.store.transaction() as tx:
        return documents.claim(tx, storable(document))


def storable(document: Document) -> Document:
    """Replace what no database and no file can hold: lone surrogates and zeros in names and hints.

    Args:
        document: As a source gave it; JSON may escape half a character, or a zero (RFC 8259 §8.2).

    Returns:
        The document with U+FFFD in their place; its bytes are untouched.
    """
    hints = {name: getattr(document.hints, name) for name in _HINTS}
    texts = (document.name, document.address, document.identity, document.part, *hints.values())
    if "".join(text for text in texts if text).isprintable():  # no surrogate is
        return document
    return replace(
        document,
        name=_whole(document.name),
        address=_whole(document.address),
        identity=_whole(document.identity),
        part=_whole(document.part),
        hints=Hints(**{name: value and _whole(value) for name, value in hints.items()}),
    )


def _whole(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", "\ufffd")


@dataclass(frozen=True, slots=True)
class Item:
    """A claimed document and the terms it is taken under."""

    row: Claim
    document: Document
    terms: Terms


def take(context: Context, row: Claim, document: Document, journal: Journal, terms: Terms) -> Taken:
    """Read a claimed document and store its reports.

    Args:
        context: Store, themes, clock.
        row: Its claim.
        document: Its bytes.
        journal: Told counts, failures, warnings.
        terms: Rights and backlog.

    Returns:
        What became of it; failures are recorded, not raised.
    """
    return take_issue(context, [Item(row, document, terms)], journal)[0]


def take_issue(context: Context, items: Sequence[Item], journal: Journal) -> list[Taken]:
    """Read claimed pages of one issue together: stories that were cut become whole.

    Args:
        context: Store, themes, clock.
        items: The pages in their order; or a single document of any kind.
        journal: Told counts, failures, warnings.

    Returns:
        What became of each; failures are recorded, not raised.
    """
    journal.count("documents", len(items))
    outcomes = read_together([(item.document, item.terms.rights) for item in items], context.config.themes)
    warnings = [list(outcome.errors) for outcome in outcomes]
    try:
        with_pictures = [
            _with_pictures(context, item, outcome.readings, told)
            for item, outcome, told in zip(items, outcomes, warnings, strict=True)
        ]
        reports = [
            _reports(context, item.document, readings)
            for item, readings in zip(items, with_pictures, strict=True)
        ]
        counts = [0] * len(items)
        with context.store.transaction() as tx:
            for place, item in enumerate(items):
                if with_pictures[place]:
                    counts[place] = _store(tx, item, reports[place], warnings[place])
    except StoreError as error:
        if not error.permanent:
            raise
        return [_failed(context, item.row, [error], journal) for item in items]
    return [
        _told(context, item, told, journal, count=count if readings else None)
        for item, readings, told, count in zip(items, with_pictures, warnings, counts, strict=True)
    ]


def _told(
    context: Context, item: Item, told: list[KexieDigestError], journal: Journal, *, count: int | None
) -> Taken:
    """Count the articles a document gave, or record that nothing could be read of it."""
    if count is None:
        return _failed(context, item.row, told or [_nothing(item.document)], journal)
    for warning in _few(told):
        journal.warn("collect", warning)
    journal.count("articles", count)
    return Taken(warnings=tuple(told))


def read_again(
    context: Context, documents_: Sequence[Document], rights: Rights
) -> list[tuple[list[Report], list[KexieDigestError]]]:
    """Read documents that were taken before, with the ids their reports have.

    Args:
        context: Themes and what they learnt.
        documents_: The bytes of a document, as kept, or of the pages of one issue.
        rights: What their source lets us republish.

    Returns:
        For each its reports, pictures not looked for, and the parts that failed.
    """
    outcomes = read_together([(document, rights) for document in documents_], context.config.themes)
    return [
        (_reports(context, document, outcome.readings), outcome.errors)
        for document, outcome in zip(documents_, outcomes, strict=True)
    ]


def _with_pictures(
    context: Context, item: Item, readings: list[Reading], warnings: list[KexieDigestError]
) -> list[Reading]:
    """Give articles their pictures, where the rights of their source let us print any."""
    if item.terms.rights is not Rights.FULL:
        return readings
    packed = list_packed(item.document) if readings else []
    found = []
    for reading in readings:
        shelf = shelf_of(packed, reading.document) or item.terms.shelf
        whole, told = attach(context.blobs, reading, shelf)
        found.append(whole)
        warnings += told
    return found


def _reports(context: Context, document: Document, readings: list[Reading]) -> list[Report]:
    today = local_date(context.clock.now(), context.config.publication.timezone).isoformat()
    reports = [report for reading in readings for report in reading.reports]
    with context.store.reading() as tx:
        learnt = learning.acting(context, tx)
    if learnt is not None:
        reports = [learning.sort(report, context, learnt) for report in reports]
    numbers = _numbers(readings)
    return [
        replace(report, id=f"{identifier(document)}-{number}", collected_on=today)
        for number, report in zip(numbers, reports, strict=True)
    ]


def _numbers(readings: Sequence[Reading]) -> list[int]:
    """Number a document's reports through all its parts; one told on another page leaves a gap."""
    numbers: list[int] = []
    before = 0
    for reading in readings:
        numbers += [before + number for number in reading.numbers]
        before += reading.count
    return numbers


def _store(tx: Transaction, item: Item, reports: list[Report], told: list[KexieDigestError]) -> int:
    """Store what is new of a document; say how much that is, and of what was known that it was."""
    new = revising.fresh(tx, item.row.id, item.document, reports)
    if len(new) < len(reports):
        told.append(revising.revised(item.document, len(reports) - len(new)))
    old = [report for report in new if _is_backlog(report, item.terms.backlog_before)]
    articles.add(tx, item.row.id, [report for report in new if report not in old])
    if old:
        articles.add(tx, item.row.id, old, is_backlog=True)
    documents.mark_done(tx, item.row.id, [one.code for one in told])
    return len(new)


def _is_backlog(report: Report, before: dt.date | None) -> bool:
    day = report.article.published_on or report.page.date
    return before is not None and day is not None and day < before.isoformat()


def give_up(context: Context, row: Claim, error: KexieDigestError, journal: Journal) -> None:
    """Record that a claimed document cannot be read, for example because its bytes are gone.

    Args:
        context: Store.
        row: Its claim.
        error: Why.
        journal: Told the failure.
    """
    _failed(context, row, [error], journal)


def _failed(context: Context, row: Claim, errors: list[KexieDigestError], journal: Journal) -> Taken:
    with context.store.transaction() as tx:
        documents.mark_failed(tx, row.id, errors[0].code, str(errors[0]))
    for error in _few(errors):
        journal.fail("collect", error)
    return Taken(failure=errors[0])


def _few(errors: Sequence[KexieDigestError]) -> list[KexieDigestError]:
    """Name the first parts that failed and count the rest: a feed may hold 20,000."""
    if len(errors) <= MOST_NAMED:
        return list(errors)
    rest = ParseError(
        f"另有 {len(errors) - MOST_NAMED} 个部分没有读成 (and {len(errors) - MOST_NAMED} more parts failed)",
        subject=errors[0].subject,
        code=errors[0].code,
        advice=errors[0].advice,
    )
    return [*errors[:MOST_NAMED], rest]


def _nothing(document: Document) -> ParseError:
    return ParseError(
        "没有可读的条目 (nothing to read in it)",
        subject=document.address,
        code="no_article",
        advice="请打开原件核对；空的订阅源可以忽略。",
    )
