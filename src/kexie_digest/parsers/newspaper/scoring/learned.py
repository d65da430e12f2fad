"""Learned evidence: what generated pages taught about short lines, added to the rules.

Takes a line's candidates, gives them with their scores corrected. The weights are
``weights.WEIGHTS``, written by ``tests/generator/train.py`` from tuning pages alone; the
rules of ``classify`` stay what a reading is explained by.
"""

from typing import Final

from kexie_digest.parsers.newspaper.classes.label import Candidate, Label
from kexie_digest.parsers.newspaper.page.lines import Line
from kexie_digest.parsers.newspaper.page.page_view import PageView
from kexie_digest.parsers.newspaper.scoring.features import features
from kexie_digest.parsers.newspaper.scoring.weights import WEIGHTS

#: The classes a weight speaks of, in the order of ``WEIGHTS``.
TAUGHT: Final = (Label.HEAD, Label.SUBHEAD, Label.BODY, Label.CAPTION, Label.BYLINE)
#: A column head looks like a headline and a lead like body: what tells them apart is left to the rules.
LIKE: Final = {Label.COLUMN: Label.HEAD, Label.LEAD: Label.BODY}
#: Longer lines are body without a doubt.
LONGEST: Final = 60
#: The best reading by the rules leads by so much that weights never turned it.
_CLEAR: Final = 3.0
_PLACE: Final = {label: place for place, label in enumerate(TAUGHT)} | {
    label: TAUGHT.index(other) for label, other in LIKE.items()
}
_NONE: Final = (0.0,) * len(TAUGHT)


def in_doubt(found: tuple[Candidate, ...]) -> bool:
    """Tell whether the rules leave something to choose.

    Args:
        found: The candidates of a line by the rules.

    Returns:
        False for a lone candidate and for one far ahead of the others.
    """
    if len(found) < 2:  # noqa: PLR2004 - nothing to choose between
        return False
    second, best = sorted([candidate.score for candidate in found])[-2:]
    return best - second < _CLEAR


def correct(line: Line, page: PageView, found: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    """Add to each candidate what its features weigh.

    Args:
        line: The line.
        page: Measures of its page.
        found: Its candidates by the rules.

    Returns:
        The same candidates, with other scores.
    """
    if len(line.text) > LONGEST or not in_doubt(found):
        return found
    rows = [WEIGHTS[name] for name in features(line, page) if name in WEIGHTS]
    sums = list(map(sum, zip(_NONE, *rows, strict=True)))
    return tuple(
        Candidate(candidate.label, candidate.score + sums[_PLACE[candidate.label]], candidate.rule)
        if candidate.label in _PLACE
        else candidate
        for candidate in found
    )
