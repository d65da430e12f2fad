"""The state machine: the best sequence of classes for the lines of a page.

Takes candidates per line, gives one per line with the margin by which it won. A beam
of readings is carried from line to line; a reading is where an article and a paragraph
stand (see ``phases``), which body line is the last, and how the title was ranked.
"""

import math
from dataclasses import dataclass
from typing import Final

from kexie_digest.parsers.newspaper.classes.label import Candidate, Label
from kexie_digest.parsers.newspaper.page.page_view import PageView
from kexie_digest.parsers.newspaper.sequence.phases import AFTER, Phase
from kexie_digest.parsers.newspaper.sequence.reading import NO_LEVEL, Reading
from kexie_digest.parsers.newspaper.sequence.taking import at_end, take

_BEAM: Final = 8
_LOOK: Final = 4
_CLEAR: Final = 9.0
#: More than any of the ``_take_…`` adds: readings further behind than this need not be taken.
_MOST: Final = 5.5


@dataclass(frozen=True, slots=True)
class Decision:
    """The class a line got, and by how much the next best reading of the page lost."""

    candidate: Candidate
    margin: float


def decide(options: list[tuple[Candidate, ...]], page: PageView) -> list[Decision]:
    """Choose one candidate for every line.

    Args:
        options: Candidates, one tuple a line.
        page: The measures of the page.

    Returns:
        One decision a line.
    """
    beam = [
        Reading(
            0.0, Phase.START, -1, NO_LEVEL, 0, is_titled=False, phrase=-1, subs=0, chosen=None, before=None
        )
    ]
    margins = [_CLEAR] * len(options)
    for index, choices in enumerate(options):
        beam = _step(beam, choices, index, page)
        if index >= _LOOK:
            margins[index - _LOOK] = _margin(beam, _LOOK)
    for reading in beam:
        reading.score += at_end(reading)
    beam.sort(key=lambda reading: -reading.score)
    for back in range(min(_LOOK, len(options))):
        margins[len(options) - 1 - back] = _margin(beam, back)
    return _trace(beam[0], margins)


def _trace(best: Reading, margins: list[float]) -> list[Decision]:
    chosen: list[Candidate] = []
    reading: Reading | None = best
    while reading is not None and reading.chosen is not None:
        chosen.append(reading.chosen)
        reading = reading.before
    chosen.reverse()
    return [Decision(candidate, margin) for candidate, margin in zip(chosen, margins, strict=True)]


def _margin(beam: list[Reading], back: int) -> float:
    """Best minus second: how far the best reading with another class there lies behind."""
    best = beam[0]
    label = _label(best, back)
    rivals = [reading.score for reading in beam[1:] if _label(reading, back) is not label]
    return min(_CLEAR, best.score - max(rivals)) if rivals else _CLEAR


def _label(reading: Reading, back: int) -> Label | None:
    at: Reading | None = reading
    for _ in range(back):
        at = at.before if at else None
    return at.chosen.label if at and at.chosen else None


def _step(beam: list[Reading], choices: tuple[Candidate, ...], index: int, page: PageView) -> list[Reading]:
    kept: dict[tuple[Phase, int, int, int, bool, int, Label], Reading] = {}
    reached = -math.inf
    for reading in beam:
        after = AFTER[reading.phase]
        for choice in choices:
            score = reading.score + choice.score + after[choice.label]
            if score + _MOST < reached - _CLEAR:
                continue
            new = take(reading, choice, score, index, page)
            reached = max(reached, new.score)
            key = (new.phase, new.tail, new.level, new.heads, new.is_titled, new.subs, choice.label)
            if key not in kept or new.score > kept[key].score:
                kept[key] = new
    best = sorted(kept.values(), key=lambda reading: -reading.score)[:_BEAM]
    least = best[0].score - _CLEAR
    return [reading for reading in best if reading.score >= least]
