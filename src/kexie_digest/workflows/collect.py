"""Collect: dropped files and polled sources become stored reports.

Takes drops and sources, gives reports in the store. The order survives a kill after any
step: bytes are kept and claimed first, articles are committed together with "done", a
dropped file is moved last. Items fail alone and are recorded in the journal.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial

from kexie_digest import sources
from kexie_digest.errors import SourceError, StoreError
from kexie_digest.model import Claim, ClaimState, Document, Drop, Source, SourceState
from kexie_digest.sources import drop_folder, polling, rounds
from kexie_digest.sources.feed.pictures import PictureFetcher
from kexie_digest.sources.issue_names import issue_in_name
from kexie_digest.store import documents, originals, source_state
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.jobs import pokes
from kexie_digest.workflows.journal import Journal
from kexie_digest.workflows.lots import Lot, loose, settle_pictures, sort_files
from kexie_digest.workflows.pictures import DropShelf, FeedShelf
from kexie_digest.workflows.reading.issues import grouped, issue_of
from kexie_digest.workflows.taking import Item, Terms, claim, give_up, storable, take_issue
from kexie_digest.workflows.watching.marks import marked


@dataclass(slots=True)
class Watch:
    """What a scheduler remembers between ticks.

    Looks at drop folders, when editions that failed may be tried again, and since when another
    run keeps it from collecting (monotonic seconds both). A worker that polls a source remembers
    nothing and leaves the reading of what came to another job (``is_reading_left``).
    """

    folders: dict[str, drop_folder.DropFolder] = field(default_factory=dict)
    waiting: dict[tuple[str, int], float] = field(default_factory=dict)
    blocked_since: float | None = None
    is_reading_left: bool = False

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
    _collect_sources(context, polled, journal, watch)


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


def read_unfinished(context: Context, source: Source, journal: Journal) -> None:
    """Read what was claimed of a source and not read to the end.

    Args:
        context: The program.
        source: The source.
        journal: Told counts, warnings and failures.
    """
    with context.store.reading() as tx:
        state = source_state.get(tx, source.key)
    _take_unfinished(context, source.key, journal, _terms(context, source, state))


def _collect_sources(
    context: Context, polled: Sequence[Source], journal: Journal, watch: Watch | None
) -> None:
    """Ask every source first, then read what is new: a source with much to read holds up nobody."""
    with context.store.reading() as tx:
        states = {source.key: source_state.get(tx, source.key) for source in polled}
    now = context.clock.now()
    due = [
        (source, states[source.key])
        for source in polled
        if watch is None or polling.is_due(states[source.key], now)
    ]
    is_reading_left = watch is not None and watch.is_reading_left
    keep = partial(_keep_new, context)
    for done, (source, fetched) in enumerate(rounds.fetch_all(due, context.source_tools, prepare=keep)):
        context.notify("collect", done, len(due))
        with marked(source=source.key):
            before = states[source.key] if is_reading_left else None
            states[source.key] = _take_in(context, source, fetched, journal, before)
    if not is_reading_left:
        _read_sources(context, polled, states, journal)


def _read_sources(
    context: Context, polled: Sequence[Source], states: Mapping[str, SourceState], journal: Journal
) -> None:
    """Read what was claimed of each source, in this run or in one that died."""
    with context.store.reading() as tx:
        unread = documents.unfinished_sources(tx)
    to_read = [source for source in polled if source.key in unread]
    for done, source in enumerate(to_read):
        context.notify("collect", done, len(to_read))
        with marked(source=source.key):
            _take_unfinished(context, source.key, journal, _terms(context, source, states[source.key]))


def _take_in(
    context: Context, source: Source, fetched: sources.Fetched, journal: Journal, before: SourceState | None
) -> SourceState:
    """Record how a poll went and claim what it brought; give what to remember of the source."""
    if fetched.error is not None:
        journal.fail("collect", fetched.error)
    for warning in fetched.warnings:
        journal.warn("collect", warning)
    for note in fetched.notes:
        journal.note(f"来源 {source.key}：{note} (the source was read with a doubt)")
    state = _claim_all(context, source, fetched, before)
    fetched.acknowledge()
    return state


def _keep_new(context: Context, fetched: sources.Fetched) -> sources.Fetched:
    """Keep the bytes of what a poll brought and nobody knew yet; the rest is left out.

    Done in the threads that poll: each waits for the disk, and the disk writes for many at once.
    """
    items = [storable(document) for document in fetched.documents]
    with context.store.reading() as tx:
        settled = documents.settled(tx, items)
    new = tuple(item for position, item in enumerate(items) if position not in settled)
    if fetched.original is not None:
        context.blobs.put(fetched.original.content)
    for document in new:
        context.blobs.put(document.content)
    return replace(fetched, documents=new)


def _claim_all(
    context: Context, source: Source, fetched: sources.Fetched, before: SourceState | None
) -> SourceState:
    """Claim every new item in the transaction that keeps the validators of the reply.

    With what was remembered ``before`` the poll, nobody else may have polled the source since, and
    reading is left to a job.
    """
    with context.store.transaction() as tx:
        if fetched.original is not None:
            originals.add(tx, storable(fetched.original))
        claims = documents.claim_items(tx, fetched.documents)
        # An item that failed before is not tried again at every poll: its bytes are the same.
        fresh = [row for row in claims if row.state in {ClaimState.NEW, ClaimState.UNFINISHED}]
        state = polling.after_storing(fetched.state, len(fresh), context.clock.now(), doubts=fetched.notes)
        until = context.source_tools.client.certificate_until(source.url)
        state = replace(state, certificate_until=until or state.certificate_until)
        if before is not None:
            source_state.require(tx, source.key, before)
            context.jobs.defer(tx, [pokes.reading(source.key)] if fresh else [])
        source_state.put(tx, source.key, state)
    return state


def _terms(context: Context, source: Source, state: SourceState) -> Terms:
    """Rights, the day before which this source's items are backlog, and its pictures."""
    first = state.first_ok
    return Terms(
        source.rights,
        (first - dt.timedelta(days=source.backlog_days)).date() if first else None,
        FeedShelf(PictureFetcher(source, context.source_tools.client)),
    )


def _take_unfinished(context: Context, source_key: str, journal: Journal, terms: Terms) -> None:
    """Read from the kept bytes what was claimed and not yet read, in this run or one that died."""
    with context.store.reading() as tx:
        unfinished = documents.list_unfinished(tx, source_key)
    for together in grouped(unfinished, issue_of):
        if context.is_stopping():
            return
        items = []
        for record in together:
            row = Claim(record.id, ClaimState.UNFINISHED, record.revision)
            try:
                items.append(Item(row, record.document(context.blobs.get(record.sha256)), terms))
            except StoreError as error:
                if error.code == "objects_unreachable":
                    raise  # the bucket will answer again
                give_up(context, row, error, journal)
        take_issue(context, items, journal)
