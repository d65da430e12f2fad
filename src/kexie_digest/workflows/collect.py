"""Collect: dropped files and polled sources become stored reports.

Takes drops and sources, gives reports in the store. The order survives a kill after any
step: bytes are kept and claimed first, articles are committed together with "done", a
dropped file is moved last. Items fail alone and are recorded in the journal.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field

from kexie_digest import sources
from kexie_digest.errors import SourceError, StoreError
from kexie_digest.model import Claim, ClaimState, Document, Drop, Source, SourceState
from kexie_digest.sources import drop_folder, polling, rounds
from kexie_digest.sources.feed.pictures import PictureFetcher
from kexie_digest.sources.issue_names import issue_in_name
from kexie_digest.store import documents, originals, source_state
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.journal import Journal
from kexie_digest.workflows.lots import Lot, loose, settle_pictures, sort_files
from kexie_digest.workflows.pictures import DropShelf, FeedShelf
from kexie_digest.workflows.reading.issues import grouped, issue_of
from kexie_digest.workflows.taking import Item, Terms, claim, give_up, storable, take_issue


@dataclass(slots=True)
class Watch:
    """What a scheduler remembers between ticks.

    Looks at drop folders, editions that failed, and since when (monotonic seconds) another run
    keeps it from collecting.
    """

    folders: dict[str, drop_folder.DropFolder] = field(default_factory=dict)
    waiting: dict[tuple[str, int], dt.datetime] = field(default_factory=dict)
    blocked_since: float | None = None

    def folder(self, context: Context, drop: Drop) -> drop_folder.DropFolder:
        """Give the watched folder of a drop."""
        return self.folders.setdefault(drop.key, drop_folder.DropFolder(drop, context.clock))


def collect(
    context: Context,
    drops: Sequence[Drop],
    polled: Sequence[Source],
    journal: Journal,
    watch: Watch | None = None,
) -> None:
    """Take in everything new.

    Args:
        context: The program.
        drops: Folders to empty.
        polled: Sources to ask.
        journal: Told counts, warnings and failures.
        watch: Of a scheduler, which looks again and again and polls what is due; None
            for a manual run, which looks twice and polls everything.
    """
    for drop in drops:
        _collect_drop(context, drop, journal, watch)
    _collect_sources(context, polled, journal, only_due=watch is not None)


# ---------------------------------------------------------------- drops


def _collect_drop(context: Context, drop: Drop, journal: Journal, watch: Watch | None) -> None:
    if watch is None:
        scan = drop_folder.DropFolder(drop, context.clock).settled_look()
    else:
        scan = watch.folder(context, drop).look()
    for problem in scan.problems:
        journal.fail("collect", problem)
    if watch is None:
        for found in scan.changing:
            journal.warn("collect", _still_changing(found))
        if not scan.ready and not scan.problems:
            journal.note(f"投放文件夹里没有新文件 (no new files): {drop.path}")
    lot = sort_files(scan)
    folder = None if watch is None else watch.folder(context, drop)
    try:
        done = 0
        for pages in grouped(lot.pages, lambda page: issue_in_name(page.address)):
            context.notify("collect", done, len(lot.pages))
            _collect_pages(context, drop, pages, lot, journal)
            done += len(pages)
        for scanned in loose(context, drop, lot, folder, journal):
            _collect_pages(context, drop, [scanned], lot, journal)
    except SourceError as error:  # of the folder: one alarm holds for every file in it
        journal.fail("collect", error)
    _take_unfinished(context, drop.key, journal, Terms(drop.rights))


def _collect_pages(
    context: Context, drop: Drop, pages: Sequence[drop_folder.Found], lot: Lot, journal: Journal
) -> None:
    """Take the pages of an issue, or a file that stands alone, through claim, reading and settling."""
    read = [entry for page in pages if (entry := _read_file(context, drop, page, lot, journal))]
    new = [entry for entry in read if entry.row.state is not ClaimState.KNOWN]
    outcomes: dict[str, drop_folder.Outcome] = {}
    if new:
        try:
            items = [Item(entry.row, entry.document, Terms(drop.rights, shelf=entry.shelf)) for entry in new]
            for entry, taken in zip(new, take_issue(context, items, journal), strict=True):
                outcomes[entry.found.address] = drop_folder.Outcome(
                    entry.document.sha256, taken.failure, taken.warnings
                )
        except StoreError as error:
            if not error.permanent:
                raise  # a full disk or a lost database is no fault of these files
            for entry in new:
                journal.fail("collect", error)
                outcomes[entry.found.address] = drop_folder.Outcome(entry.document.sha256, failure=error)
    for entry in read:
        known = drop_folder.Outcome(entry.document.sha256, warnings=(_already_known(entry.document.address),))
        _settle_page(context, drop, entry, outcomes.get(entry.found.address, known), lot, journal)


@dataclass(frozen=True, slots=True)
class _Entry:
    """A dropped page: the file, its bytes, its claim, its pictures."""

    found: drop_folder.Found
    document: Document
    row: Claim
    shelf: DropShelf


def _read_file(
    context: Context, drop: Drop, found: drop_folder.Found, lot: Lot, journal: Journal
) -> _Entry | None:
    """Read and claim one file; one that cannot be read is settled."""
    try:
        document = drop_folder.read(found, drop, context.clock)
    except SourceError as error:
        if not error.permanent:
            journal.warn("collect", error)
            return None
        journal.fail("collect", error)
        drop_folder.settle(drop, found, drop_folder.Outcome(failure=error), context.clock)
        return None
    shelf = DropShelf(drop, found, lot.pictures, context.clock)
    try:
        row = claim(context, document)
    except StoreError as error:
        if not error.permanent:
            raise
        journal.fail("collect", error)
        drop_folder.settle(drop, found, drop_folder.Outcome(document.sha256, failure=error), context.clock)
        return None
    if row.state is ClaimState.KNOWN:
        journal.note(f"已收过，不再重复 (already known): {document.address}")
    return _Entry(found, document, row, shelf)


def _settle_page(
    context: Context, drop: Drop, entry: _Entry, outcome: drop_folder.Outcome, lot: Lot, journal: Journal
) -> None:
    """Move a page last: killed before that, the next run finds it known and its pictures done."""
    try:
        settle_pictures(context, entry.shelf, lot, outcome)
        drop_folder.settle(drop, entry.found, outcome, context.clock)
    except SourceError as error:
        if error.code in {"folder_unwritable", "disk_full"}:
            raise
        journal.fail("collect", error)


def _already_known(address: str) -> SourceError:
    return SourceError(
        "内容与已收的原件相同，没有重复入库 (already known: the same content was taken before)",
        subject=address,
        code="already_known",
        advice="不需要处理。",
    )


def _still_changing(found: drop_folder.Found) -> SourceError:
    return SourceError(
        "文件还在变化，这次没有收 (the file is still being written)",
        subject=found.address,
        code="changing",
        advice="写完后再运行一次。",
    )


# ---------------------------------------------------------------- polled sources


def _collect_sources(context: Context, polled: Sequence[Source], journal: Journal, *, only_due: bool) -> None:
    with context.store.reading() as tx:
        states = {source.key: source_state.get(tx, source.key) for source in polled}
    for source in polled:
        _take_unfinished(context, source.key, journal, _terms(context, source, states[source.key]))
    now = context.clock.now()
    due = [
        (source, states[source.key])
        for source in polled
        if not only_due or polling.is_due(states[source.key], now)
    ]
    for done, (source, fetched) in enumerate(rounds.fetch_all(due, context.source_tools)):
        context.notify("collect", done, len(due))
        _collect_source(context, source, fetched, journal)


def _collect_source(context: Context, source: Source, fetched: sources.Fetched, journal: Journal) -> None:
    if fetched.error is not None:
        journal.fail("collect", fetched.error)
    for warning in fetched.warnings:
        journal.warn("collect", warning)
    for note in fetched.notes:
        journal.note(f"来源 {source.key}：{note} (the source was read with a doubt)")
    new, state = _claim_all(context, source, fetched)
    fetched.acknowledge()
    terms = _terms(context, source, state)
    for items in grouped(new, lambda item: issue_of(item[1])):
        take_issue(context, [Item(row, document, terms) for row, document in items], journal)


def _claim_all(
    context: Context, source: Source, fetched: sources.Fetched
) -> tuple[list[tuple[Claim, Document]], SourceState]:
    """Claim every item in the transaction that keeps the validators of the reply."""
    items = [storable(document) for document in fetched.documents]
    if fetched.original is not None:
        context.blobs.put(fetched.original.content)
    for document in items:
        context.blobs.put(document.content)
    with context.store.transaction() as tx:
        if fetched.original is not None:
            originals.add(tx, storable(fetched.original))
        claims = [(documents.claim(tx, document), document) for document in items]
        # An item that failed before is not tried again at every poll: its bytes are the same.
        fresh = [(row, item) for row, item in claims if row.state in {ClaimState.NEW, ClaimState.UNFINISHED}]
        state = polling.after_storing(fetched.state, len(fresh), context.clock.now(), doubts=fetched.notes)
        source_state.put(tx, source.key, state)
    return fresh, state


def _terms(context: Context, source: Source, state: SourceState) -> Terms:
    """Rights, the day before which this source's items are backlog, and its pictures."""
    first = state.first_ok
    return Terms(
        source.rights,
        (first - dt.timedelta(days=source.backlog_days)).date() if first else None,
        FeedShelf(PictureFetcher(source, context.source_tools.client)),
    )


def _take_unfinished(context: Context, source_key: str, journal: Journal, terms: Terms) -> None:
    """Read what an earlier run claimed and did not finish, from the kept bytes."""
    with context.store.reading() as tx:
        unfinished = documents.list_unfinished(tx, source_key)
    for together in grouped(unfinished, issue_of):
        items = []
        for record in together:
            row = Claim(record.id, ClaimState.UNFINISHED, record.revision)
            try:
                items.append(Item(row, record.document(context.blobs.get(record.sha256)), terms))
            except StoreError as error:
                give_up(context, row, error, journal)
        take_issue(context, items, journal)
