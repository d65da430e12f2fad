"""One way to read a page up to a line: a plain value that ``taking`` makes and ``decide`` ranks."""

from dataclasses import dataclass
from typing import Final

from kexie_digest.parsers.newspaper.classes.label import Candidate
from kexie_digest.parsers.newspaper.sequence.phases import Phase

NO_LEVEL: Final = 9


@dataclass(slots=True)
class Reading:
    """One way to read the page up to a line."""

    score: float
    phase: Phase
    tail: int
    level: int
    heads: int
    is_titled: bool
    phrase: int
    subs: int
    chosen: Candidate | None
    before: "Reading | None"
