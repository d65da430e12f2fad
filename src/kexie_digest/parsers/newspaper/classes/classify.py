"""Line classes: what a line could be, each with a score and the rule that says so.

Takes a line and the measures of its page, gives candidates. Which of them fits the
lines around is decided in ``sequence``.
"""

from typing import Final

from kexie_digest.parsers.newspaper.classes.beside import picture, rubric, speaker
from kexie_digest.parsers.newspaper.classes.body import body
from kexie_digest.parsers.newspaper.classes.furniture import certain
from kexie_digest.parsers.newspaper.classes.label import Candidate, Label
from kexie_digest.parsers.newspaper.classes.phrases import phrase
from kexie_digest.parsers.newspaper.classes.table import is_row
from kexie_digest.parsers.newspaper.page.lines import Line
from kexie_digest.parsers.newspaper.page.page_view import PageView
from kexie_digest.parsers.newspaper.scoring import learned

#: A reading so far behind the best one of its line is never made up for by its place.
_HOPELESS: Final = 6.5
_LONGEST_CAPTION: Final = 60
_TEXT: Final = frozenset({Label.BODY, Label.HEAD, Label.SUBHEAD})
_SURE_PICTURES: Final = frozenset({"caption-mark", "caption-credit", "credit-line"})


def candidates(line: Line, page: PageView) -> tuple[Candidate, ...]:
    """Read a line in every way its shape allows.

    Args:
        line: The line.
        page: Measures of the page it stands on.

    Returns:
        At least one candidate; a row of a table is nothing else, for other lines BODY is always
        possible. Scores are those of the rules, corrected by what generated pages taught.
    """
    if is_row(line, page):
        return (Candidate(Label.TABLE, 3.0, "table-row"),)
    return learned.correct(line, page, by_rules(line, page))


def by_rules(line: Line, page: PageView) -> tuple[Candidate, ...]:
    """Read a line by the rules alone; what the weights are taught on.

    Args:
        line: The line.
        page: Measures of the page it stands on.

    Returns:
        At least one candidate; BODY is always possible.
    """
    found = [*body(line, page)]
    if len(line.text) <= 2 * _LONGEST_CAPTION:
        found += certain(line, page)
    if len(line.text) <= _LONGEST_CAPTION and not any(c.label is Label.LEAD for c in found):
        found += phrase(line, page)
        pictures = tuple(picture(line, page))
        if any(found.rule in _SURE_PICTURES for found in pictures):
            found = [
                Candidate(other.label, other.score - 2.5, other.rule) if other.label in _TEXT else other
                for other in found
            ]
        found += pictures
        found += rubric(line, page)
        found += speaker(line, page)
    best: dict[Label, Candidate] = {}
    for candidate in found:
        if candidate.label not in best or candidate.score > best[candidate.label].score:
            best[candidate.label] = candidate
    least = max(candidate.score for candidate in best.values()) - _HOPELESS
    return tuple(candidate for candidate in best.values() if candidate.score >= least)
