"""Scans: pictures of printed pages, read by the extra ``[ocr]``.

Takes a .png, .jpg or .tif document, or the numbers of a PDF's pages that are only pictures;
gives blocks in reading order, each with its page, box and confidence. Recognition runs in a
process of its own (``worker``) without network; the order is that of PDF pages (``printed``).
Everything read here is marked for an editor: recognised letters are not proofread letters.
"""

from __future__ import annotations

from collections.abc import Sequence

from kexie_digest.errors import ExtractError
from kexie_digest.extractors.page_hint import as_page
from kexie_digest.extractors.printed import Sheet, blocks_of
from kexie_digest.extractors.printed.straightening import straighten
from kexie_digest.extractors.scan.calling import Recognised, is_installed, recognise
from kexie_digest.model import Document, Extracted

__all__ = ["Recognised", "doubts", "extract", "is_installed", "recognise", "sheets_of"]

#: A picture with fewer letters is a photograph, not a page.
_FEWEST = 20
#: Share of a page's ink that looks like letters and was not read.
_MOST_UNREAD = 0.01
#: Below this confidence of a line its letters are to be compared one by one.
_DOUBTFUL = 0.8


def extract(document: Document) -> Extracted:
    """Recognise the text of a scanned page.

    Args:
        document: A picture; of a TIFF all its pages.

    Returns:
        One block a paragraph, in reading order, with doubts as warnings.

    Raises:
        ExtractError: ``ocr_not_installed``, ``picture_broken``, ``too_large``, ``no_text``.
    """
    pages = recognise(document)
    blocks, text = blocks_of(sheets_of(pages))
    if len(text) < _FEWEST:
        raise ExtractError(
            "图片里没有读到成段的文字 (no running text was found in the picture)",
            subject=document.name,
            code="no_text",
            advice="新闻图片要与版面一起投放：文件名以版面名开头（01-头版.txt 配 01-头版.图1.jpg），"
            "或放进与版面同名的文件夹；若这是一版报纸，请以 300 dpi 重新扫描、摆正后再投放。",
        )
    return Extracted(blocks, text, "utf-8", as_page(document.hints, blocks), doubts(pages))


def sheets_of(pages: Sequence[Recognised]) -> list[Sheet]:
    """Make sheets of recognised pages, straightened.

    Args:
        pages: As recognised.

    Returns:
        A sheet a page.
    """
    return [Sheet(page.number, tuple(straighten(page.lines, page.scale))) for page in pages]


def doubts(pages: Sequence[Recognised]) -> tuple[str, ...]:
    """Say what an editor should know of recognised pages.

    Args:
        pages: As recognised.

    Returns:
        ``recognised`` always; ``ink_unread`` and ``letters_doubtful`` where they hold.
    """
    found = ["recognised"]
    if any(page.unread > _MOST_UNREAD for page in pages):
        found.append("ink_unread")
    if any(line.confidence < _DOUBTFUL for page in pages for line in page.lines):
        found.append("letters_doubtful")
    return tuple(found)
