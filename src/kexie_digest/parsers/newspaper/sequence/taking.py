"""Taking a line: what the place of a line adds to a reading, and where it leads.

Takes a reading and one candidate for the next line, gives the reading that goes on with
it. Which readings are carried on is decided in ``decide``.
"""

from functools import lru_cache
from typing import Final

from kexie_digest.parsers.newspaper import jumps
from kexie_digest.parsers.newspaper.classes.label import Candidate, Label
from kexie_digest.parsers.newspaper.page import shape
from kexie_digest.parsers.newspaper.page.page_view import PageView
from kexie_digest.parsers.newspaper.page.seams import fit
from kexie_digest.parsers.newspaper.sequence.phases import AT_END, BODY_OPEN, SIGNED, Phase
from kexie_digest.parsers.newspaper.sequence.reading import NO_LEVEL, Reading
from kexie_digest.parsers.parts import byline

_LONE_SUBHEAD: Final = 1.2
#: The blank lines below a speaker are his portrait's, which has no caption but his name above.
_PORTRAIT: Final = 4.0
#: A headline at the end of a page whose articles have theirs: rather a caption.
_HEADS_NOTHING: Final = -5.0
#: No author's name stands between two lines of one headline.
_SPLIT_STACK: Final = 3.0
_BARE_BETWEEN: Final = 2.0
#: Between a full stop and an unmarked headline a byline is missed: rather a subhead. Measured on 300 tuning
#: pages: boundary .964 with 0, .967 with .25 and .4, .964 with .8; the headline stack is best with .25.
#: Columns pay a little (.918 to .916 there, .807 to .786 on 120 held-out pages): an article no longer begun
#: below a rubric loses its rubric too. Over three held-out runs they rose all the same, .864 to .867.
_UNSIGNED: Final = 0.25
#: On a page with marked titles a plain line right above a table names the table, not a story.
_NAMES_TABLE: Final = 3.0
#: What a caption's words share with its article, beyond what any line shares with its neighbours.
_COVERED: Final = 0.15


def take(reading: Reading, choice: Candidate, score: float, index: int, page: PageView) -> Reading:
    """Go on with a reading.

    Args:
        reading: The page as read so far.
        choice: One reading of the next line.
        score: The sum of scores with the choice and the bonus of its class.
        index: Which line.
        page: Measures of the page.

    Returns:
        The reading that takes the line, its score with what the place adds.
    """
    new = Reading(
        score, reading.phase, reading.tail, reading.level, reading.heads, reading.is_titled, reading.phrase,
        reading.subs,         choice, reading,
    )  # fmt: skip
    _TAKE[choice.label](new, reading, index, page)
    return new


def at_end(reading: Reading) -> float:
    """Weigh where a reading stands at the end of the page.

    Args:
        reading: A reading of the whole page.

    Returns:
        What is added to its score.
    """
    if reading.subs == 1:
        return AT_END.get(reading.phase, 0.0) - _LONE_SUBHEAD
    if reading.phase is Phase.STACK and not reading.is_titled and reading.tail >= 0:
        return 0.0  # the title of the untitled body above
    if reading.phase is Phase.STACK and reading.heads == 1:
        return _HEADS_NOTHING
    return AT_END.get(reading.phase, 0.0)


def _take_furniture(new: Reading, reading: Reading, index: int, page: PageView) -> None:
    new.score += 1.0
    if reading.phase in BODY_OPEN and jumps.leads_on(page.lines[index].text):
        new.phase = Phase.CLOSED


def _take_lead(new: Reading, reading: Reading, index: int, page: PageView) -> None:
    _close_subs(new)
    new.is_titled = reading.phase is Phase.STACK
    new.phase, new.tail, new.heads = _phase_after(page, index), index, 0


def _take_byline(new: Reading, reading: Reading, index: int, page: PageView) -> None:
    del index, page
    bare = new.chosen is not None and new.chosen.rule.startswith("byline-bare")
    if bare and reading.phase not in (Phase.STACK, Phase.TERM):
        new.score -= 4.0
    if (
        reading.phase is Phase.STACK
        and new.chosen
        and new.chosen.rule in {"byline-bracketed", "byline-unknown-body"}
    ):
        new.score -= 3.0  # below a headline a byline stands open
    new.phase = _after_byline(reading.phase)


def _take_subhead(new: Reading, reading: Reading, index: int, page: PageView) -> None:
    new.score += _rank_bonus(reading.level, page.lines[index].level)
    numbered = new.chosen is not None and new.chosen.rule == "subhead-numbered"
    new.subs = 2 if numbered else min(2, reading.subs + 1)
    new.is_titled = reading.is_titled or reading.phase is Phase.STACK
    _take_speaker(new, reading, index, page)


def _take_speaker(new: Reading, reading: Reading, index: int, page: PageView) -> None:
    del reading, page
    new.phase, new.heads, new.phrase = Phase.SUBBED, 0, index


def _take_column(new: Reading, reading: Reading, index: int, page: PageView) -> None:
    del index, page
    guessed = new.chosen is not None and new.chosen.rule == "column-short"
    _close_subs(new)
    if reading.phase is Phase.STACK and (reading.is_titled or guessed):
        new.score -= 3.0 if guessed else 1.5
    if reading.phase is Phase.SUBBED:
        new.score -= 4.0
    if guessed and reading.phase in BODY_OPEN:
        new.score -= 2.5 if reading.phase is Phase.OPEN else 1.2
    new.phase, new.tail, new.level, new.heads, new.is_titled = Phase.START, -1, NO_LEVEL, 0, False


def _take_caption(new: Reading, reading: Reading, index: int, page: PageView) -> None:
    """Weigh a plain caption, told by its surroundings alone.

    It stands flush between indented paragraphs, or speaks of the article above it rather
    than of the one below.
    """
    if new.chosen is None or new.chosen.rule != "caption-shape":
        return
    if reading.chosen is not None and reading.chosen.label is Label.SPEAKER:
        new.score -= _PORTRAIT
    if reading.phase is Phase.TERM and page.starts_flush(index):
        new.score += 1.0
    if reading.phase is Phase.OPEN and _stands_apart(reading, index, page):
        bond = page.bond(index)
        new.score += min(0.8, max(0.0, 2.0 * (max(bond.above, bond.below) - _COVERED)))
    elif reading.phase in BODY_OPEN and new.chosen.score <= 0:
        new.score -= (
            0.8 if reading.phase is Phase.OPEN else _BARE_BETWEEN
        )  # nothing but its shortness speaks for a caption
    if reading.phase in (Phase.STACK, Phase.START) and new.chosen.score <= 0:
        new.score -= 1.0  # the first piece of a body, cut short by a picture
    if reading.phase in SIGNED and not reading.is_titled:
        new.score -= 0.8  # an untitled body waits for its headline
    elif reading.phase in SIGNED:
        bond = page.bond(index)
        new.score += max(-1.0, min(1.0, 3.0 * (bond.above - bond.below)))


def _stands_apart(reading: Reading, index: int, page: PageView) -> bool:
    """Whether a line without a mark in it touches neither the sentence it interrupts nor the next line.

    A column is seldom cut twice within so few characters; on a hard-wrapped page it always is.
    """
    line = page.lines[index]
    if page.wrap_width is not None or index + 1 >= len(page.lines) or shape.has_clause(line.folded):
        return False
    following = page.lines[index + 1]
    apart = fit(page.lines[reading.tail].folded, line.folded) <= 0 and fit(line.folded, following.folded) <= 0
    return apart and not following.level


def _take_body(new: Reading, reading: Reading, index: int, page: PageView) -> None:
    phase, line = reading.phase, page.lines[index]
    if phase in (Phase.OPEN, Phase.BROKEN) and reading.tail >= 0:
        new.score += fit(page.lines[reading.tail].folded, line.folded)
    elif phase in (Phase.STACK, Phase.SUBBED) and reading.phrase >= 0:
        above = page.lines[reading.phrase]
        if above.level is None:  # what runs on into the body is no headline but a piece of it
            new.score -= max(0.0, fit(above.folded, line.folded))
    if page.has_indents:
        flush = page.starts_flush(index)
        wrapped = phase is Phase.TERM and page.wraps_on(index)
        if phase is Phase.OPEN:
            new.score += 0.5 if flush else -1.5
        elif flush and not wrapped:
            new.score -= 1.0
    if phase in SIGNED:
        new.is_titled = phase is Phase.BROKEN and reading.is_titled
    if phase is Phase.STACK and reading.heads:
        new.is_titled = True
    new.phase, new.tail, new.heads = _phase_after(page, index), index, 0
    if phase is Phase.BROKEN:  # the rest of a sentence after its byline: the item is signed already
        new.phase = Phase.BROKEN if new.phase is Phase.OPEN else Phase.CLOSED


def _take_row(new: Reading, reading: Reading, index: int, page: PageView) -> None:
    """A row of a table: of the article above, which it neither opens nor leaves open."""
    if reading.phase is Phase.STACK:
        new.is_titled = True
        if page.has_levels and reading.level == NO_LEVEL:
            new.score -= _NAMES_TABLE
    new.phase = Phase.CLOSED if reading.phase in SIGNED else Phase.TERM
    new.tail, new.heads = index, 0


def _take_head(new: Reading, reading: Reading, index: int, page: PageView) -> None:
    """A headline: of what follows, or of an untitled body above it."""
    line, phase = page.lines[index], reading.phase
    fresh = page.bond(index).news
    _close_subs(new)
    if phase is Phase.STACK and reading.chosen is not None and reading.chosen.label is Label.BYLINE:
        new.score -= _SPLIT_STACK
    if phase is Phase.STACK:
        new.score += 0.3 + 0.5 * max(0.0, fresh)
        if line.level is None and reading.level < NO_LEVEL:
            new.score -= 1.6  # below a marked line a plain one is rather a caption or the body
    else:
        new.level, new.heads = NO_LEVEL, 0
        new.score += fresh
        if phase is not Phase.START and not reading.is_titled:
            bond = page.bond(index)
            new.score += max(0.0, min(2.0, 0.6 + 4.0 * (bond.above - bond.below)))
    if phase is Phase.TERM and line.level is not None and line.level > reading.level:
        new.score -= 2.5
    elif phase is Phase.TERM and line.level is not None and reading.level < NO_LEVEL:
        new.score += 1.0
    if phase is Phase.TERM and line.level is None:
        new.score -= _UNSIGNED
    if phase is Phase.TERM and page.is_unsigned and not page.has_levels:
        new.score -= 1.0  # nothing else on the page says that it holds several items
    new.score -= 0.8 if new.heads >= 3 else 0.0  # noqa: PLR2004 - kicker, title, subtitle
    new.level = min(new.level, line.level or NO_LEVEL)
    new.phase, new.heads, new.phrase = Phase.STACK, min(new.heads + 1, 4), index


def _close_subs(new: Reading) -> None:
    """An article that ends with a single subhead in it: the subhead was rather its neighbour's headline."""
    new.score -= _LONE_SUBHEAD if new.subs == 1 else 0.0
    new.subs = 0


def _rank_bonus(title: int, own: int | None) -> float:
    """A marked subhead ranks below its article's title."""
    if own is None or title == NO_LEVEL:
        return 0.0
    return 1.0 if own > title else -3.0


def _after_byline(phase: Phase) -> Phase:
    if phase in (Phase.STACK, Phase.START, Phase.SUBBED):
        return phase
    if phase in SIGNED:
        return phase
    return Phase.BROKEN if phase is Phase.OPEN else Phase.CLOSED


def _phase_after(page: PageView, index: int) -> Phase:
    line = page.lines[index]
    return _phase_behind(line.text, line.folded)


@lru_cache(maxsize=1024)
def _phase_behind(text: str, folded: str) -> Phase:
    """Every reading of a page that takes a line for body asks this again."""
    if (folded.endswith((")", ")。")) and _signs(text)) or jumps.leads_on(text):
        return Phase.CLOSED
    return Phase.TERM if shape.ends_sentence(folded) else Phase.OPEN


def signed(page: PageView, index: int) -> byline.FoundByline | None:
    """Read the byline glued to a body line.

    Args:
        page: The page.
        index: Which line.

    Returns:
        The byline when its shape leaves no doubt.
    """
    return _signs(page.lines[index].text)


def _signs(text: str) -> byline.FoundByline | None:
    found = byline.read_tail(text)
    return found if found and found.score >= 0.9 else None  # noqa: PLR2004 - named people or bodies


_TAKE: Final = {
    Label.MAST: _take_furniture,
    Label.FOOT: _take_furniture,
    Label.NOISE: _take_furniture,
    Label.BODY: _take_body,
    Label.LEAD: _take_lead,
    Label.BYLINE: _take_byline,
    Label.SUBHEAD: _take_subhead,
    Label.SPEAKER: _take_speaker,
    Label.COLUMN: _take_column,
    Label.HEAD: _take_head,
    Label.CAPTION: _take_caption,
    Label.TABLE: _take_row,
}
