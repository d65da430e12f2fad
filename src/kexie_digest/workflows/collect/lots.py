"""One look at a drop folder, sorted: pages to read, and pictures that go along with them.

Takes a Scan, gives a Lot; afterwards moves the pictures to where their page went, and those
that no page wants are scans to be read, or go to ``failed/`` with the next step beside them.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from kexie_digest.errors import ExtractError, KexieDigestError, SourceError
from kexie_digest.model import Drop
from kexie_digest.sources import drop_folder
from kexie_digest.sources.drop_folder import DropFolder, Found, Outcome, Scan, belongs, is_picture
from kexie_digest.sources.issue_names import issue_in_name
from kexie_digest.store import documents
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.journal import Journal
from kexie_digest.workflows.pictures import DropShelf

#: A folder that a browser made beside a page.
_SAVED = re.compile(r"[._]files/")
#: Pages whose text names pictures by address.
NAMING = (".html", ".htm", ".xhtml", ".md", ".markdown")
#: Pictures that may be a page of paper.
_SCANS = (".png", ".jpg", ".jpeg", ".tif", ".tiff")


@dataclass(slots=True)
class Lot:
    """The complete files of one look: pages, pictures, and what else lies beside pages.

    ``settled`` holds the places of pictures and companions that were moved already.
    """

    pages: tuple[Found, ...]
    pictures: tuple[Found, ...]
    companions: tuple[Found, ...]
    settled: set[str] = field(default_factory=set)


def sort_files(scan: Scan) -> Lot:
    """Tell pages from pictures; a page whose pictures or fellow pages are still being copied waits.

    Args:
        scan: One look.

    Returns:
        The lot.
    """
    pictures = tuple(found for found in scan.ready if is_picture(found))
    others = [found for found in scan.ready if not is_picture(found)]
    saved = [found for found in others if _SAVED.search(found.address)]
    companions = tuple(found for found in saved if any(belongs(found, page) for page in others))
    pages = [found for found in others if found not in companions]
    copied = [found for found in scan.changing if is_picture(found)]
    coming = {issue_in_name(found.address) for found in scan.changing} - {""}
    ready = [
        page for page in pages if not _is_early(page, copied) and issue_in_name(page.address) not in coming
    ]
    return Lot(tuple(ready), pictures, companions)


def _is_early(page: Found, copied: Sequence[Found]) -> bool:
    is_naming = page.name.lower().endswith(NAMING)
    return any(is_naming or belongs(found, page) for found in copied)


def settle_pictures(context: Context, shelf: DropShelf, lot: Lot, outcome: Outcome) -> None:
    """Move a page's pictures to where the page goes; one of no use to ``failed/``.

    Args:
        context: The clock.
        shelf: What the page used.
        lot: Told what is settled.
        outcome: The page's.

    Raises:
        SourceError: The folder cannot be written.
    """
    shelf.beside()  # those of a page that was not read go along, too
    rest = {found.address: found for found in lot.companions if belongs(found, shelf.page)}
    for address, found in {**shelf.used, **rest}.items():
        if address in lot.settled:
            continue
        failure = outcome.failure or shelf.rejected.get(address)
        _settle(context, shelf.drop, found, Outcome(shelf.hashes.get(address, ""), failure))
        lot.settled.add(address)


def _settle(context: Context, drop: Drop, found: Found, outcome: Outcome) -> None:
    drop_folder.settle(drop, found, outcome, context.clock)


def loose(
    context: Context, drop: Drop, lot: Lot, folder: DropFolder | None, journal: Journal
) -> Iterator[Found]:
    """Give pictures that no page wants and that may be scanned pages; refuse the others.

    At once in a run, after ten minutes in a schedule: their page may be about to come.

    Args:
        context: Kept bytes, clock.
        drop: The folder.
        lot: Its pages are done.
        folder: Of a scheduler, which knows for how long a file has been there.
        journal: Told the failures.

    Yields:
        Files to be read as pages.

    Raises:
        SourceError: The folder cannot be written.
    """
    for found in lot.pictures:
        if found.address in lot.settled:
            continue
        if folder is not None and folder.age(found) < drop_folder.EMPTY_WAIT:
            continue
        try:
            document = drop_folder.read(found, drop, context.clock)
        except SourceError as error:
            _refuse(context, drop, found, error, journal)
            continue
        is_scan = found.name.lower().endswith(_SCANS)
        if is_scan and _is_claimed(context, document.sha256):  # copied back, or killed while reading it
            yield found
        elif context.blobs.verify(document.sha256):  # of a page that was taken when we were killed
            _settle(context, drop, found, Outcome(document.sha256))
        elif is_scan:
            yield found
        else:
            _refuse(context, drop, found, _homeless(found), journal, document.sha256)


def _is_claimed(context: Context, sha256: str) -> bool:
    with context.store.reading() as tx:
        return documents.is_claimed(tx, sha256)


def _refuse(
    context: Context,
    drop: Drop,
    found: Found,
    error: KexieDigestError,
    journal: Journal,
    sha256: str = "",
) -> None:
    if not error.permanent:
        journal.warn("collect", error)
        return
    journal.fail("collect", error)
    _settle(context, drop, found, Outcome(sha256, failure=error))


def _homeless(found: Found) -> ExtractError:
    return ExtractError(
        "没有找到这张图片的版面 (no page came with this picture)",
        subject=found.address,
        code="unsupported_type",
        advice="图片要与版面一起投放：文件名以版面名开头（01-头版.txt 配 01-头版.图1.jpg），"
        "或放进与版面同名的文件夹；若是扫描件，请另存为 PNG、JPEG 或 TIFF 后投放。",
    )
