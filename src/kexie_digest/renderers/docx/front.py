"""The front of the Word file: masthead, contents, editors' note.

Takes an edition, gives blocks.
"""

from __future__ import annotations

from kexie_digest.model import Edition
from kexie_digest.renderers._days import solar_day
from kexie_digest.renderers.docx.blocks import Block, Entry, Paragraph, Run
from kexie_digest.renderers.docx.body import editors_note

#: Lines of the grid above the contents' entries: six of the masthead, one empty, the title 目录.
LINES = 8
CONTENTS_TITLE = "目　录"
_LEVELS = {"Heading1": 1, "Heading2": 2}


def masthead(edition: Edition) -> tuple[Block, ...]:
    """Give name, issue, and publisher and day on one line over the red rule."""
    issue = f"第{edition.number}期（总第{edition.total_number}期）"
    day = solar_day(edition.published_on)
    return (
        Paragraph("Title", (Run(edition.title),)),
        Paragraph("Issue", (Run(issue),)),
        Paragraph("Publisher", (Run(f"{edition.publisher or edition.publication}\t{day}"),)),
    )


def note(edition: Edition) -> tuple[Block, ...]:
    """Give the editors' word on the whole edition (编者按), if there is one."""
    return tuple(editors_note(edition.note))


def entries(blocks: tuple[Block, ...]) -> tuple[Entry, ...]:
    """Collect the headings of two levels.

    Args:
        blocks: Of the inner part.

    Returns:
        A line of the contents each, its page still unknown.
    """
    return tuple(
        Entry(block.text, _LEVELS[block.style], block.anchor)
        for block in blocks
        if isinstance(block, Paragraph) and block.style in _LEVELS
    )
