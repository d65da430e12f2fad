"""PDF pages: paragraphs and headings in reading order.

Takes a .pdf document; gives one block a paragraph, headings with level, each with its page
and box. The pages are read in a process of their own (``worker``) with limits on time and
memory, because a PDF is a program for a large library written in C; the order is found by
``printed`` from boxes and type sizes alone, whatever order the layout program drew in. A
page that is only a picture is recognised by ``scan``, where the extra ``[ocr]`` is installed.
"""

from __future__ import annotations

from kexie_digest.errors import ExtractError
from kexie_digest.extractors import scan
from kexie_digest.extractors.page_hint import as_page
from kexie_digest.extractors.pdf.calling import read_pages
from kexie_digest.extractors.printed import Sheet, blocks_of
from kexie_digest.model import Document, Extracted

#: A page with fewer characters that shows a picture over half its area is a scan.
_FEW = 50
_LARGE_PICTURE = 0.5
#: Characters nobody can read: where so large a share are such, a font without meaning was embedded.
_MOST_UNREADABLE = 0.2


def extract(document: Document) -> Extracted:
    """Take the text out of a PDF.

    Args:
        document: A .pdf file.

    Returns:
        One block a paragraph, in reading order, page after page.

    Raises:
        ExtractError: ``needs_password``, ``unreadable_pdf``, ``too_large``, ``ocr_not_installed``
            for scans, ``no_article`` for a file without words.
    """
    sheets = read_pages(document)
    scanned = [sheet.number for sheet in sheets if _is_scan(sheet)]
    warnings: tuple[str, ...] = ()
    if scanned and (scan.is_installed() or len(scanned) == len(sheets)):
        pages = scan.recognise(document, scanned)
        read = {sheet.number: sheet for sheet in scan.sheets_of(pages)}
        sheets = [read.get(sheet.number, sheet) for sheet in sheets]
        warnings = scan.doubts(pages)
    elif scanned:
        warnings = ("pages_unread",)
    blocks, text = blocks_of(sheets)
    if not blocks:
        raise _nothing(document)
    return Extracted(blocks, text, "utf-8", as_page(document.hints, blocks), warnings)


def _is_scan(sheet: Sheet) -> bool:
    text = "".join(run.text for run in sheet.runs)
    if sheet.picture_share <= _LARGE_PICTURE:
        return False
    return len(text) < _FEW or sum(map(_is_unreadable, text)) > _MOST_UNREADABLE * len(text)


def _is_unreadable(letter: str) -> bool:
    """Whether a letter says nothing: lost, or of a font's private area."""
    return letter == "\ufffd" or "\ue000" <= letter <= "\uf8ff"


def _nothing(document: Document) -> ExtractError:
    return ExtractError(
        "PDF 里没有文字 (the PDF holds no text)",
        subject=document.name,
        code="no_article",
        advice="请打开原件核对；若文字是曲线或图片，请另存为图片（PNG，300 dpi）后投放。",
    )
