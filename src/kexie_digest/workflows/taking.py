"""Take in one document: keep its bytes, claim it, read it, store its reports.

Takes a Document, gives what became of it. Articles and "done" are committed together,
so a document is read to the end once, whatever kills us in between.
"""

import datetime as dt
import hashlib
import logging
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace

from kexie_digest.clock import local_date
from kexie_digest.errors import KexieDigestError, ParseError, StoreError
from kexie_digest.model import Claim, Document, Hints, Report, Rights
from kexie_digest.store import articles, documents
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.curate import learning
from kexie_digest.workflows.journal import Journal
from kexie_digest.workflows.pictures import EmptyShelf, Shelf, attach
from kexie_digest.workflows.reading import Reading, parts, read

#: Parts of one document whose failures are named one by one.
MOST_NAMED = 3

_log = logging.getLogger(__name__)


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
    """Replace what no database and no file can hold: lone surrogates in names and hints.

    Args:
        document: As a source gave it; JSON may escape half a character (RFC 8259 §8.2).

    Returns:
        The document with U+FFFD in their place; its bytes are untouched.
    """
    hints = asdict(document.hints)
    return replace(
        document,
        name=_whole(document.name),
        address=_whole(document.address),
        identity=_whole(document.identity),
        part=_whole(document.part),
        hints=Hints(**{name: value and _whole(value) for name, value in hints.items()}),
    )


def _whole(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


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
    journal.count("documents")
    warnings: list[KexieDigestError] = []
    readings: list[Reading] = []
    for outcome in _readings(context, document, terms.rights):
        if isinstance(outcome, Reading):
            readings.append(outcome)
        else:
            warnings.append(outcome)
    if not readings:
        return _failed(context, row, warnings or [_nothing(document)], journal)
    try:
        readings = _with_pictures(context, readings, terms, warnings)
        _store(context, row, _reports(context, document, readings), [w.code for w in warnings], terms)
    except StoreError as error:
        if not error.permanent:
            raise
        return _failed(context, row, [error], journal)
    for warning in _few(warnings):
        journal.warn("collect", warning)
    journal.count("articles", sum(len(reading.reports) for reading in readings))
    return Taken(warnings=tuple(warnings))


def read_again(
    context: Context, document: Document, rights: Rights
) -> tuple[list[Report], list[KexieDigestError]]:
    """Read a document that was taken before, with the ids its reports have.

    Args:
        context: Themes and what they learnt.
        document: Its bytes, as kept.
        rights: What its source lets us republish.

    Returns:
        Its reports, pictures not looked for, and the parts that failed.
    """
    outcomes = list(_readings(context, document, rights))
    readings = [outcome for outcome in outcomes if isinstance(outcome, Reading)]
    errors = [outcome for outcome in outcomes if not isinstance(outcome, Reading)]
    return _reports(context, document, readings), errors


def _readings(context: Context, document: Document, rights: Rights) -> Iterator[Reading | KexieDigestError]:
    """Read each part; what fails is given as its error."""
    try:
        found = list(parts(document))
    except KexieDigestError as error:
        yield error
        return
    for position, part in enumerate(found):
        if isinstance(part, KexieDigestError):
            yield part
            continue
        try:
            yield read(part, context.config.themes, rights, f"{identifier(document)}.{position}")
        except KexieDigestError as error:
            yield error
        except Exception as error:  # noqa: BLE001 - a bug of ours must not stop the run or lose the page
            _log.exception("reading %s failed", document.address)
            yield _bug(document, error)


def _with_pictures(
    context: Context, readings: list[Reading], terms: Terms, warnings: list[KexieDigestError]
) -> list[Reading]:
    """Give articles their pictures, where the rights of their source let us print any."""
    if terms.rights is not Rights.FULL:
        return readings
    found = []
    for reading in readings:
        whole, told = attach(context.blobs, reading, terms.shelf)
        found.append(whole)
        warnings += told
    return found


def identifier(document: Document) -> str:
    """Name the reports of a document the same way every time it is read.

    Args:
        document: Which item of which source it is.

    Returns:
        16 hexadecimal digits.
    """
    # Dropped files are the same document in every folder; a feed's guid means nothing elsewhere.
    source = "" if document.identity == document.sha256 else document.source_key
    item = f"{source}\0{document.identity}\0{document.part}"
    return hashlib.sha256(item.encode()).hexdigest()[:16]


def _reports(context: Context, document: Document, readings: list[Reading]) -> list[Report]:
    today = local_date(context.clock.now(), context.config.publication.timezone).isoformat()
    reports = [report for reading in readings for report in reading.reports]
    with context.store.reading() as tx:
        learnt = learning.acting(context, tx)
    if learnt is not None:
        reports = [learning.sort(report, context, learnt) for report in reports]
    return [
        replace(report, id=f"{identifier(document)}-{number}", collected_on=today)
        for number, report in enumerate(reports, start=1)
    ]


def _store(context: Context, row: Claim, reports: list[Report], codes: list[str], terms: Terms) -> None:
    old = [report for report in reports if _is_backlog(report, terms.backlog_before)]
    with context.store.transaction() as tx:
        articles.add(tx, row.id, [report for report in reports if report not in old])
        articles.add(tx, row.id, old, is_backlog=True)
        documents.mark_done(tx, row.id, codes)


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


def _bug(document: Document, error: Exception) -> ParseError:
    wrapped = ParseError(
        "程序读这份原件时出错 (the program failed on this document)",
        subject=document.address,
        code="internal_error",
        advice="原件已保存；请把它和日志一起报给开发者，修复后放回投放文件夹即可重读。",
    )
    wrapped.__cause__ = error
    return wrapped
