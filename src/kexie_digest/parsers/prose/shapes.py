"""What the bare shape of a text says: a finished paragraph, an item, a label.

Takes a row or its text, gives yes or no. It knows no neighbours.
"""

import re
from typing import Final

from kexie_digest.parsers.prose.rows import Row

_TERMINAL: Final = re.compile(r"[。！？…：!?:.；;][”’」』）)\"'\]】]*$")
_ITEM: Final = re.compile(r"\s*(?:[(（]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[)）、.．]|[·•●◆■□▪-]\s)")
_SECTION: Final = re.compile(r"\s*(?:[(（][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}、)")
_LETTER: Final = re.compile("[a-z]")
_LABEL_LENGTH, _LATIN_LABEL_LENGTH = 30, 80
_FULL_LENGTH = 40
#: More short rows than these in a run are no heading of what follows.
LONGEST_RUN: Final = 2


def is_latin(text: str) -> bool:
    """Tell whether a text is mostly Latin letters, whose words run longer than characters.

    Args:
        text: Any text, folded; its beginning decides.

    Returns:
        Whether more than half are letters a-z.
    """
    return len(_LETTER.findall(text, 0, 200)) * 2 > len(text[:200])


def is_closed(text: str) -> bool:
    """Tell whether a text ends like a finished paragraph.

    Args:
        text: A row or a paragraph.

    Returns:
        Whether an end mark stands last, closing quotes apart.
    """
    return bool(_TERMINAL.search(text.rstrip()))


def is_item(text: str) -> bool:
    """Tell whether a text begins like an item of a list.

    Args:
        text: A row.

    Returns:
        Whether 一、, 1. or a bullet opens it.
    """
    return bool(_ITEM.match(text))


def is_section(text: str) -> bool:
    """Tell whether a text begins like a section of an official paper (一、, （二）).

    Args:
        text: A row.

    Returns:
        Whether a Chinese numeral with its mark opens it.
    """
    return bool(_SECTION.match(text))


def is_full(row: Row) -> bool:
    """Tell whether a row is a paragraph by its length or its end.

    Args:
        row: The row.

    Returns:
        Whether it can stand as a paragraph.
    """
    limit = _LATIN_LABEL_LENGTH if is_latin(row.folded) else _FULL_LENGTH
    return len(row.text) >= limit or is_closed(row.text)


def is_label(row: Row) -> bool:
    """Tell whether a row has the shape of a subhead: short, no mark at its end.

    Args:
        row: The row.

    Returns:
        Whether it can stand as a subhead or title.
    """
    limit = _LATIN_LABEL_LENGTH if is_latin(row.folded) else _LABEL_LENGTH
    end = row.text[-1:]
    return (
        0 < len(row.text) <= limit
        and not (is_closed(row.text) and end not in "！？!?")
        and end not in "，,；;、"
    )
