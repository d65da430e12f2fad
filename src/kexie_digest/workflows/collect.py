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
from kexie_digest.store import documents, source_state
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.journal import Journal
from kexie_digest.workflows.lots import Lot, loose, settle_pictures, sort_files
from kexie_digest.workflows.pictures import DropShelf, FeedShelf
from kexie_digest.workflows.taking import Terms, claim, give_up, storable, take


@dataclass(slots=True)
class Watch:
    """What a scheduler remembers between ticks: looks at drop folders, editions that failed."""

    folders: dict[str, drop_folder.DropFolder] = field(default_factory=dict)
    waiting: dict[tuple[str, int], dt.datetime] = field(default_factory=dict)

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
        for position, page in enumerate(lot.pages):
            context.notify("collect", position, len(lot.pages))
            _collect_page(context, drop, page, lot, journal)
        for scanned in loose(context, drop, lot, folder, journal):
            _collect_page(context, drop, scanned, lot, journal)
    except SourceError as error:  # of the folder: one alarm holds for every file in it
        journal.fail("collect", error)
    _take_unfinished(context, drop.key, journal, Terms(drop.rights))


def _collect_page(context: Context, drop: Drop, page: drop_folder.Found, lot: Lot, journal: Journal) -> None:
    try:
        _collect_file(context, drop, page, lot, journal)
    except SourceError as error:
        if error.code in {"folder_unwritable", "disk_full"}:
            raise
        journal.fail("collect", error)


def _collect_file(context: Context, drop: Drop, found: drop_folder.Found, lot: Lot, journal: Journal) -> None:
    """Take one file through claim, reading and settling, its pictures with it."""
    try:
        document = drop_folder.read(found, drop, context.clock)
    except SourceError as error:
        if not error.permanent:
            journal.warn("collect", error)
            return
        journal.fail("collect", error)
        drop_folder.settle(drop, found, drop_folder.Outcome(failure=error), context.clock)
        return
    shelf = DropShelf(drop, found, lot.pictures, context.clock)
    try:
        outcome = _take_file(context, document, journal, Terms(drop.rights, shelf=shelf))
    except StoreError as error:
        if not error.permanent:
            raise  # a full disk or a lost database is no fault of this file
        journal.fail("collect", error)
        outcome = drop_folder.Outcome(document.sha256, failure=error)
    # The page last: killed before that, the next run finds it known and its pictures done.
    settle_pictures(context, shelf, lot, outcome)
    drop_folder.settle(drop, found, outcome, context.clock)


def _take_file(context: Context, document: Document, journal: Journal, terms: Terms) -> drop_folder.Outcome:
    row = claim(context, document)
    if row.state is ClaimState.KNOWN:
        journal.note(f"已收过，不再重复 (already known): {document.address}")
        return drop_folder.Outcome(document.sha256, warnings=(_already_known(document.address),))
    taken = take(context, row, document, journal, terms)
    return drop_folder.Outcome(document.sha256, taken.failure, taken.warnings)


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
    for row, document in new:
        take(context, row, document, journal, terms)


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
    for record in unfinished:
        row = Claim(record.id, ClaimState.UNFINISHED, record.revision)
        try:
            document = record.document(context.blobs.get(record.sha256))
        except StoreError as error:
            give_up(context, row, error, journal)
            continue
        take(context, row, document, journal, terms)
