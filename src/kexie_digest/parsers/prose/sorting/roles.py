"""Roles: what a row of a text can be.

Plain values that the sorting fills and the building reads.
"""

from dataclasses import dataclass
from enum import StrEnum

from kexie_digest.parsers.prose.rows import Row


class Role(StrEnum):
    """What a row is."""

    TITLE = "title"
    ATTRIBUTION = "attribution"
    BYLINE = "byline"
    BODY = "body"
    SUBHEAD = "subhead"
    CAPTION = "caption"
    IMAGE = "image"
    TABLE = "table"
    NOTICE = "notice"
    SPAM = "spam"
    REPEAT = "repeat"
    EMPTY = "empty"


@dataclass(frozen=True, slots=True)
class Sorted:
    """A row with its role; ``score`` 0..1 says how sure, ``rule`` names why."""

    row: Row
    role: Role
    score: float
    rule: str


def put(found: list[Sorted], place: int, role: Role, score: float, rule: str) -> None:
    """Give one row another role.

    Args:
        found: All rows with their roles.
        place: Which row.
        role: What it is.
        score: How sure, 0..1.
        rule: Why.
    """
    found[place] = Sorted(found[place].row, role, score, rule)
