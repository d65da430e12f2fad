"""Dropped files: each is claimed, read, and moved away last."""

from collections.abc import Sequence
from dataclasses import dataclass

from kexie_digest.errors import SourceError, StoreError
from kexie_digest.model import Claim, ClaimState, Document, Drop
from kexie_digest.sources import drop_folder
from kexie_digest.sources.issue_names import issue_in_name
from kexie_digest.workflows.collect.lots import NAMING, Lot, loose, settle_pictures, sort_files
from kexie_digest.workflows.collect.unfinished import take_unfinished
from kexie_digest.workflows.collect.watch import Watch
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.journal import Journal
from kexie_digest.workflows.pictures import DropShelf
from kexie_digest.workflows.reading.issues import grouped
from kexie_digest.workflows.taking import Item, Terms, claim, take_issue


def collect_drop(context: Context, drop: Drop, journal: Journal, watch: Watch | None) -> None:
    """Take in what stands still in a drop folder.

    Args:
        context: The program.
        drop: The folder.
        journal: Told counts, warnings and failures.
        watch: Of a scheduler; None for a manual run, which looks twice.
    """
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
    take_unfinished(context, drop.key, journal, Terms(drop.rights))


def _collect_pages(
    context: Context, drop: Drop, pages: Sequence[drop_folder.Found], lot: Lot, journal: Journal
) -> None:
    """Take the pages of an issue, or a file that stands alone, through claim, reading and settling."""
    read = [entry for page in pages if (entry := _read_file(context, drop, page, lot, journal))]
    new = [entry for entry in read if entry.row.state is not ClaimState.KNOWN or _has_pictures(entry)]
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


def _has_pictures(entry: "_Entry") -> bool:
    """Whether a page that was read before comes with pictures now: they are added to its articles."""
    return bool(entry.shelf.beside() or (entry.found.name.lower().endswith(NAMING) and entry.shelf.pictures))


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
