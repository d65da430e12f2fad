"""Alone: what a row says by itself, whatever stands beside it.

Takes one row, gives its first role: source lines, captions, disclaimers and bylines show
by their own words what they are; all else is body. Its neighbours are ``titles`` and ``neighbours``.
"""

from typing import Final

from kexie_digest.model import BlockKind
from kexie_digest.parsers.parts import attribution, byline, caption, notice
from kexie_digest.parsers.prose.rows import Row
from kexie_digest.parsers.prose.sorting.roles import Role, Sorted

_SURE: Final = 0.9
_CAPTION_SURE: Final = 0.8
#: One or two characters say nothing by themselves.
_SHORTEST_SPEAKING: Final = 3


def sort_alone(row: Row) -> Sorted:
    """Sort a row by its own words.

    Args:
        row: The row.

    Returns:
        Its role; BODY where it shows none.
    """
    if row.block.kind is BlockKind.IMAGE:
        return Sorted(row, Role.IMAGE, 1.0, "image")
    if not row.text:
        return Sorted(row, Role.EMPTY, 1.0, "empty")
    if row.block.kind is BlockKind.TABLE and not row.is_line:
        return Sorted(row, Role.TABLE, 1.0, "table-row")
    if len(row.text) < _SHORTEST_SPEAKING:
        return Sorted(row, Role.BODY, 0.5, "text-short")
    seen = notice.read(row.text)
    if seen and seen.score >= _SURE and row.level != 1:
        return Sorted(row, Role.NOTICE, seen.score, seen.rule)
    spam = notice.find_spam(row.text)
    if spam and spam[0][0] == 0 and spam[-1][1] >= len(row.text.rstrip("。.!！")):
        return Sorted(row, Role.SPAM, 0.9, "spam-line")
    if row.level != 1 and attribution.read(row.text):
        return Sorted(row, Role.ATTRIBUTION, 0.95, "attribution")
    return _picture_or_person(row)


def _picture_or_person(row: Row) -> Sorted:
    if row.block.kind is BlockKind.CAPTION:
        return Sorted(row, Role.CAPTION, 1.0, "caption-markup")
    seen = caption.read(row.text) if not row.level else None
    if seen and seen.score >= _CAPTION_SURE:
        return Sorted(row, Role.CAPTION, seen.score, seen.rule)
    person = byline.read_line(row.text) if not row.level else None
    if person:
        return Sorted(row, Role.BYLINE, person.score, person.rule)
    return Sorted(row, Role.BODY, 0.8, "text")
