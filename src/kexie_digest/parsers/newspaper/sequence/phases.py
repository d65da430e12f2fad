"""Where a reading of the page stands between two lines, and what may follow there.

Plain tables for ``sequence``: the phases of an article and the bonus of each class of
line after each of them. One point is about what a single good feature of a line is worth.
"""

from enum import StrEnum
from typing import Final

from kexie_digest.parsers.newspaper.classes.label import Label


class Phase(StrEnum):
    """Where the reading stands after a line."""

    START = "start"  # nothing read, or a column head
    STACK = "stack"  # inside a headline
    TERM = "term"  # body, last sentence complete
    OPEN = "open"  # body, last sentence open
    SUBBED = "subbed"  # after a subhead or speaker
    CLOSED = "closed"  # byline read
    BROKEN = "broken"  # byline read while a sentence was open


BODY_OPEN: Final = frozenset({Phase.TERM, Phase.OPEN})
SIGNED: Final = frozenset({Phase.CLOSED, Phase.BROKEN})

#: Bonus of a class after a phase; what is not listed is -1.
FLOW: Final[dict[tuple[Phase, Label], float]] = {
    (Phase.START, Label.HEAD): 0.5, (Phase.START, Label.BODY): -0.5, (Phase.START, Label.LEAD): 0.0,
    (Phase.START, Label.COLUMN): 0.5, (Phase.START, Label.SUBHEAD): -4.0, (Phase.START, Label.SPEAKER): -3.0,
    (Phase.STACK, Label.HEAD): 0.0, (Phase.STACK, Label.BODY): 0.5, (Phase.STACK, Label.LEAD): 1.0,
    (Phase.STACK, Label.CAPTION): 0.0, (Phase.STACK, Label.BYLINE): 0.5, (Phase.STACK, Label.SUBHEAD): -3.5,
    (Phase.TERM, Label.BODY): 0.0, (Phase.TERM, Label.LEAD): 0.0, (Phase.TERM, Label.BYLINE): 0.5,
    (Phase.TERM, Label.SUBHEAD): 0.0, (Phase.TERM, Label.HEAD): -1.3, (Phase.TERM, Label.CAPTION): -0.3,
    (Phase.TERM, Label.SPEAKER): 0.0, (Phase.TERM, Label.COLUMN): -0.3,
    (Phase.OPEN, Label.BODY): 0.0, (Phase.OPEN, Label.LEAD): -1.0, (Phase.OPEN, Label.BYLINE): 0.0,
    (Phase.OPEN, Label.HEAD): -3.2, (Phase.OPEN, Label.SUBHEAD): -3.8, (Phase.OPEN, Label.CAPTION): -0.5,
    (Phase.OPEN, Label.SPEAKER): -2.0, (Phase.OPEN, Label.COLUMN): -2.0,
    (Phase.SUBBED, Label.BODY): 0.5, (Phase.SUBBED, Label.SPEAKER): 2.0, (Phase.SUBBED, Label.SUBHEAD): 0.0,
    (Phase.SUBBED, Label.HEAD): -2.5, (Phase.SUBBED, Label.LEAD): -2.5, (Phase.SUBBED, Label.CAPTION): -1.2,
    (Phase.CLOSED, Label.HEAD): 1.0, (Phase.CLOSED, Label.LEAD): 0.3, (Phase.CLOSED, Label.CAPTION): 0.0,
    (Phase.CLOSED, Label.COLUMN): 0.5, (Phase.CLOSED, Label.BODY): -1.5, (Phase.CLOSED, Label.SUBHEAD): -4.0,
    (Phase.CLOSED, Label.BYLINE): 0.0, (Phase.CLOSED, Label.SPEAKER): -3.0,
    (Phase.BROKEN, Label.HEAD): 1.0, (Phase.BROKEN, Label.LEAD): 0.3, (Phase.BROKEN, Label.CAPTION): 0.0,
    (Phase.BROKEN, Label.COLUMN): 0.5, (Phase.BROKEN, Label.BODY): 0.3, (Phase.BROKEN, Label.SUBHEAD): -4.0,
    (Phase.BROKEN, Label.BYLINE): -0.5, (Phase.BROKEN, Label.SPEAKER): -3.0,
}  # fmt: skip
#: The same by phase, with what is not listed filled in.
AFTER: Final = {phase: {label: FLOW.get((phase, label), -1.0) for label in Label} for phase in Phase}
#: A page that stops inside a headline or after a subhead is a page read wrongly.
AT_END: Final = {Phase.STACK: -3.0, Phase.SUBBED: -3.0, Phase.OPEN: -0.5}
