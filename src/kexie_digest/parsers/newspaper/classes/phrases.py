"""Phrases: how much a short line looks like a headline or a subhead.

Takes a line and the measures of its page, gives candidates. The rank of a headline's lines
is ``parts.title``.
"""

import re
from collections.abc import Iterator
from typing import Final

from kexie_digest.model import BlockKind
from kexie_digest.parsers.newspaper.classes.label import Candidate, Label
from kexie_digest.parsers.newspaper.jumps import is_continued_title
from kexie_digest.parsers.newspaper.page import shape
from kexie_digest.parsers.newspaper.page.lines import Line
from kexie_digest.parsers.newspaper.page.page_view import PageView
from kexie_digest.parsers.newspaper.page.seams import breaks_off, names_subject

_LONGEST_HEAD: Final = 36
_LONGEST_SUBHEAD: Final = 26
_LONGEST_RUN: Final = 18
_COLON_CUT: Final = re.compile(r":[\u4e00-\u9fff]{1,3}$")
#: A bullet on a line of its own: the ornament of the subhead below it.
_BULLET: Final = re.compile(r"[◆■●★▶□◇○☆▪]")


def phrase(line: Line, page: PageView) -> Iterator[Candidate]:
    """Read a line as a headline or subhead: short, no sentence, quotes closed.

    Args:
        line: The line.
        page: Measures of its page.

    Yields:
        Candidates for headline and subhead.
    """
    if is_continued_title(line.text):
        yield Candidate(Label.HEAD, 4.0, "headline-continued")
    else:
        yield from _short(line, page)


def _short(line: Line, page: PageView) -> Iterator[Candidate]:
    folded, length = line.folded, len(line.folded)
    marked = line.level is not None or line.kind is BlockKind.HEADING
    if _numbers(line, page):
        yield Candidate(Label.SUBHEAD, 3.2, "subhead-numbered")
        if marked:
            yield Candidate(Label.HEAD, 1.0, "heading-numbered")
        return
    if shape.is_bare_date(folded) or (folded.startswith("(") and folded.endswith(")")):
        return
    if not marked and (
        shape.open_quotes(folded) or shape.has_sentence_inside(folded) or folded.endswith(("。", ":"))
    ):
        return
    if line.index and decorates(page.lines[line.index - 1], page):
        yield Candidate(Label.SUBHEAD, 3.2, "subhead-below-bullet")
        return
    score = _phrase_score(line, page)
    ahead = page.lead_ahead(line.index)
    if marked:
        level = line.level or 2
        if 0 < page.next_level(line.index) < level:  # a subhead stands above no larger heading
            yield Candidate(Label.HEAD, 3.0 + ahead, f"heading-above-larger-{level}")
            return
        yield Candidate(Label.HEAD, 3.0 - 0.5 * max(0, level - 2) + ahead, f"heading-{level}")
        yield Candidate(
            Label.SUBHEAD,
            0.6 + 0.7 * (level - 1) - 2.0 * (ahead >= 1) - page.bond(line.index).news,
            f"subheading-{level}",
        )
        return
    if 3 <= length <= _LONGEST_HEAD + 8:  # noqa: PLR2004 - no headline has two characters
        over = max(0, length - _LONGEST_HEAD) * 0.2 + max(0, shape.longest_run(folded) - _LONGEST_RUN) * 0.1
        short = 0.8 if length < 6 else 0.0  # noqa: PLR2004 - so short it would be a column or a caption
        score -= shape.prose(folded)
        colon = 0.8 if page.next_ends_with_colon(line.index) else 0.0
        yield Candidate(Label.HEAD, score - over - short - colon + ahead, "headline-shape")
    if 3 <= length <= _LONGEST_SUBHEAD:  # noqa: PLR2004 - as above
        yield Candidate(
            Label.SUBHEAD,
            score
            - 0.8
            - 0.12 * max(0, length - 12)
            - 2.0 * (ahead >= 1)
            - ahead
            - page.bond(line.index).news,
            "subhead-shape",
        )


def decorates(line: Line, page: PageView) -> bool:
    """Tell whether a line is a bullet that stands directly above a short phrase.

    Args:
        line: The line.
        page: Measures of its page.

    Returns:
        True for a bullet on a line of its own.
    """
    if not _BULLET.fullmatch(line.folded) or line.index + 1 >= len(page.lines):
        return False
    following = page.lines[line.index + 1]
    return following.gap <= line.gap and 2 <= len(following.folded) <= _LONGEST_SUBHEAD  # noqa: PLR2004 - a word


def _numbers(line: Line, page: PageView) -> bool:
    """Whether a short line with 一、, (二) or ◆ before it and no stop behind stands above a paragraph."""
    folded = line.folded
    following = page.next_body(line.index)
    return (
        3 <= len(folded) <= _LONGEST_SUBHEAD  # noqa: PLR2004 - a mark and a word
        and shape.starts_item(folded)
        and not shape.has_clause(folded)
        and not folded.endswith(":")
        and following is not None
        and not shape.starts_item(following.folded)
        and not page.is_full(line.index)
    )


def _phrase_score(line: Line, page: PageView) -> float:
    folded = line.folded
    score = 1.0
    score += 0.6 if line.is_bold else 0.0
    score += min(2.0, 2.0 * (line.size - 1.0)) if line.size and line.size > 1.0 else 0.0
    score += 0.3 if shape.tells_deed(folded) else 0.0
    score -= 2.0 if shape.hangs(folded) or shape.starts_dated(folded) else 0.0
    score -= shape.commas(folded) + (1.5 if _COLON_CUT.search(folded) else 0.0)
    score -= 1.5 if breaks_off(folded) or names_subject(folded) else 0.0
    score -= 1.2 if shape.shows_scene(folded) else 0.0
    score -= 0.8 if page.image_gap(line.index) else 0.0
    score -= 0.7 if line.is_indented else 0.0
    score -= 0.5 if page.has_levels else 0.0
    score -= 0.8 if page.runs_short(line.index) else 0.0
    score -= 1.0 if page.is_full(line.index) else 0.0
    return score
