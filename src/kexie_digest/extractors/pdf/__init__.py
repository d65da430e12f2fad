"""PDF pages with text in them: paragraphs and headings in reading order.

Takes a .pdf document; gives one block a paragraph, headings with level, each with its page
and box. The pages are read in a process of their own (``worker``) with limits on time and
memory, because a PDF is a program for a large library written in C; the order is found by
``ordering`` and ``paragraphs`` from boxes and type sizes alone, whatever order the layout
program drew in. A page that is only a picture needs text recognition and says so.
"""

from __future__ import annotations

from collections.abc import Sequence

from kexie_digest.errors import ExtractError
from kexie_digest.extractors.page_hint import as_page
from kexie_digest.extractors.pdf.calling import read_pages
from kexie_digest.extractors.pdf.ordering import in_order
from kexie_digest.extractors.pdf.paragraphs import Paragraph, paragraphs_of
from kexie_digest.extractors.pdf.run import Sheet
from kexie_digest.model import Block, BlockKind, Document, Extracted, Span

#: A page with fewer characters that shows a picture over half its area is a scan.
_FEW = 50
_LARGE_PICTURE = 0.5


def extract(document: Document) -> Extracted:
    """Take the text out of a PDF.

    Args:
        document: A .pdf file.

    Returns:
        One block a paragraph, in reading order, page after page.

    Raises:
        ExtractError: ``needs_password``, ``unreadable_pdf``, ``too_large``, ``ocr_needed``
            for scans, ``no_article`` for a file without words.
    """
    sheets = read_pages(document)
    scanned = [sheet.number for sheet in sheets if _is_scan(sheet)]
    found = [
        (sheet.number, paragraph)
        for sheet in sheets
        for paragraph in paragraphs_of(in_order(sheet.runs), sheet.runs)
    ]
    if not found:
        raise _nothing(document, is_scan=bool(scanned))
    warnings = ("pages_unread",) if scanned else ()
    blocks, text = _number(found)
    return Extracted(blocks, text, "utf-8", as_page(document.hints, blocks), warnings)


def _is_scan(sheet: Sheet) -> bool:
    return sheet.picture_share > _LARGE_PICTURE and sum(len(run.text) for run in sheet.runs) < _FEW


def _number(found: Sequence[tuple[int, Paragraph]]) -> tuple[tuple[Block, ...], str]:
    blocks: list[Block] = []
    position = 0
    for index, (page, paragraph) in enumerate(found):
        span = Span(position, position + len(paragraph.text), page=page)
        blocks.append(
            Block(
                index,
                BlockKind.HEADING if paragraph.level else BlockKind.PARAGRAPH,
                paragraph.text,
                span,
                gap_before=paragraph.gap_before,
                level=paragraph.level,
                size_ratio=paragraph.size_ratio,
                box=paragraph.box,
            )
        )
        position = span.end + 1
    return tuple(blocks), "\n".join(paragraph.text for _, paragraph in found)


def _nothing(document: Document, *, is_scan: bool) -> ExtractError:
    if is_scan:
        return ExtractError(
            "这是扫描件，里面没有文字 (a scan: there is no text in it)",
            subject=document.name,
            code="ocr_needed",
            advice="请先做文字识别（OCR），把结果存为 .txt（UTF-8 编码）后投放。",
        )
    return ExtractError(
        "PDF 里没有文字 (the PDF holds no text)",
        subject=document.name,
        code="no_article",
        advice="请打开原件核对；若文字是曲线或图片，请先做文字识别，再投放 .txt。",
    )
