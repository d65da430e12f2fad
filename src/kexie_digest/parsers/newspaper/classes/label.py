"""The classes a line of a page can have, and one reading of a line.

Plain values that ``classify`` makes, ``learned`` corrects and ``sequence`` chooses from.
"""

from dataclasses import dataclass
from enum import StrEnum


class Label(StrEnum):
    """Class of a line."""

    MAST = "masthead"
    FOOT = "colophon"
    COLUMN = "column"
    HEAD = "headline"
    SUBHEAD = "subhead"
    LEAD = "lead"
    BODY = "body"
    BYLINE = "byline"
    SPEAKER = "speaker"
    CAPTION = "caption"
    TABLE = "table"
    NOISE = "noise"


@dataclass(frozen=True, slots=True)
class Candidate:
    """One reading of a line; ``score`` is additive evidence, about 3 for certain."""

    label: Label
    score: float
    rule: str
