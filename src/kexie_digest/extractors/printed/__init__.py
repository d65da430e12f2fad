"""Printed pages, from boxes to blocks: one home for PDF pages and scans.

Takes sheets (runs of text with their boxes, in any order), gives blocks in reading order:
``ordering`` finds the order from white space, ``paragraphs`` joins lines, ``straightening``
turns what a scanner took askew. Pure: nothing is opened here.
"""

from __future__ import annotations

from collections.abc import Sequence

from kexie_digest.extractors.printed.ordering import in_order
from kexie_digest.extractors.printed.paragraphs import Paragraph, paragraphs_of
from kexie_digest.extractors.printed.run import Run, Sheet
from kexie_digest.model import Block, BlockKind, Span

__all__ = ["Run", "Sheet", "blocks_of"]


def blocks_of(sheets: Sequence[Sheet]) -> tuple[tuple[Block, ...], str]:
    """Read sheets one after the other.

    Args:
        sheets: In the order of their pages.

    Returns:
        One block a paragraph or heading, and the text their spans count in.
    """
    found = [
        (sheet.number, paragraph)
        for sheet in sheets
        for paragraph in paragraphs_of(in_order(sheet.runs), sheet.runs)
    ]
    blocks: list[Block] = []
    position = 0
    for index, (page, paragraph) in enumerate(found):
        blocks.append(_block(index, page, paragraph, position))
        position += len(paragraph.text) + 1
    return tuple(blocks), "\n".join(paragraph.text for _, paragraph in found)


def _block(index: int, page: int, paragraph: Paragraph, position: int) -> Block:
    return Block(
        index,
        BlockKind.HEADING if paragraph.level else BlockKind.PARAGRAPH,
        paragraph.text,
        Span(position, position + len(paragraph.text), page=page),
        gap_before=paragraph.gap_before,
        level=paragraph.level,
        size_ratio=paragraph.size_ratio,
        box=paragraph.box,
        confidence=paragraph.confidence,
    )
