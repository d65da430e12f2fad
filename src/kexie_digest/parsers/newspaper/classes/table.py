"""Table: which lines are rows of a table, and so neither title nor text of a story.

Takes a line and its page. A table belongs to the text above it; where nothing stands above,
it is a masthead's or a frame for the whole page, and its rows are read as any lines.
"""

from typing import Final

from kexie_digest.model import BlockKind
from kexie_digest.parsers.newspaper.page.lines import Line
from kexie_digest.parsers.newspaper.page.page_view import PageView
from kexie_digest.parsers.parts import dateline

#: Bars of a row written in plain text: two cells at least.
_BARS: Final = 3


def is_row(line: Line, page: PageView) -> bool:
    """Tell whether a line is a row of a table below some text.

    Args:
        line: The line.
        page: The page it stands on.

    Returns:
        True for a row of several cells, and for one of a single cell above or below such a row.
    """
    if line.kind is not BlockKind.TABLE or page.lines[0].kind is BlockKind.TABLE:
        return False
    if dateline.read(line.text):
        return False  # a frame around a story
    near = page.lines[line.index - 1 : line.index + 2]
    return any(other.kind is BlockKind.TABLE and _has_cells(other) for other in near)


def _has_cells(line: Line) -> bool:
    return "\t" in line.text or line.text.count("|") >= _BARS
