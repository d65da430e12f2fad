"""Features: what a short line and its neighbours look like, as names that weights hang on.

Takes a line and the measures of its page, gives a tuple of feature names. They speak of
shapes, places and parts of speech, never of single words, so that weights learned on
generated pages hold on others. It weighs nothing: that is ``learned``.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

import rjieba

from kexie_digest.parsers.newspaper.page import shape
from kexie_digest.parsers.newspaper.page.lines import Line
from kexie_digest.parsers.newspaper.page.page_view import PageView
from kexie_digest.parsers.newspaper.page.seams import breaks_off, fit, names_subject
from kexie_digest.parsers.parts import dateline

_DIGIT: Final = re.compile(r"\d")
_EDGE: Final = 8
_LONG: Final = 40
_LENGTHS: Final = (3, 4, 6, 9, 13, 18, 26, 38)
_STEPS: Final = (0.02, 0.1, 0.2, 0.35, 0.5)
_ACROSS: Final = (0.01, 0.03, 0.06, 0.1)
_OUTER: Final = "none"


def features(line: Line, page: PageView) -> tuple[str, ...]:
    """Name what is to be seen of a line.

    Args:
        line: A short line.
        page: Measures of its page.

    Returns:
        Feature names, each at most once.
    """
    return (*_own(line, page), *_around(line, page), *_seams(line, page))


def _own(line: Line, page: PageView) -> Iterator[str]:
    folded = line.folded
    yield "bias"
    yield f"length:{_bucket(len(folded), _LENGTHS)}"
    if line.level is not None:
        yield f"level:{min(line.level, 4)}"
    else:
        yield "unmarked-here" if page.has_levels else "unmarked-page"
    yield f"end:{_last(folded)}"
    yield f"start:{_first(folded)}"
    for name, holds in (
        ("scene", shape.shows_scene), ("deed", shape.tells_deed), ("hangs", shape.hangs),
        ("dated", shape.starts_dated), ("breaks-off", breaks_off), ("subject", names_subject),
        ("quotes-open", shape.open_quotes), ("item", shape.starts_item),
    ):  # fmt: skip
        if holds(folded):
            yield name
    for mark in ",、:?!的了 “是":
        if mark in folded[:-1]:
            yield f"has{mark}"
    if _DIGIT.search(folded):
        yield "digits"
    if page.is_full(line.index):
        yield "full"
    if page.wrap_width is not None:
        yield "wrapped"
    if page.has_indents:
        yield "indented" if line.is_indented else "flush"


def _around(line: Line, page: PageView) -> Iterator[str]:
    index = line.index
    above = _kind(page.lines[index - 1], page) if index else _OUTER
    below = _kind(page.lines[index + 1], page) if index + 1 < len(page.lines) else _OUTER
    yield f"above:{above}"
    yield f"below:{below}"
    yield f"gap:{_gap(line, page)}"
    if index + 1 < len(page.lines):
        following = page.lines[index + 1]
        yield f"gap-below:{_gap(following, page)}"
        if shape.opens_news(following.folded):
            yield "news-below"
    bond = page.bond(index)
    yield f"bond-below:{_bucket(bond.below, _STEPS)}"
    yield f"bond-above:{_bucket(bond.above, _STEPS)}"
    yield f"across:{_bucket(bond.across, _ACROSS)}"
    if page.is_unsigned:
        yield "unsigned"


def _seams(line: Line, page: PageView) -> Iterator[str]:
    """How a line, the one above and the prose below run into each other."""
    index, folded = line.index, line.folded
    above = page.lines[index - 1].folded if index else ""
    following = page.next_body(index)
    below = following.folded if following else ""
    if above and not shape.ends_sentence(above):
        yield f"runs-on:{_sign(fit(above, folded))}"
        if below:
            yield f"runs-over:{_sign(fit(above, below))}"
    if below:
        yield f"runs-into:{_sign(fit(folded, below))}"
        yield f"below-starts:{_first(below)}"


def _kind(line: Line, page: PageView) -> str:
    """What a neighbour is at first sight."""
    folded = line.folded
    if line.level is not None:
        return "marked"
    if dateline.read(line.text):
        return "lead"
    ends = shape.ends_sentence(folded)
    if folded.endswith(":"):
        return "colon"
    if folded.endswith(")"):
        return "bracket"
    if len(folded) >= _LONG or page.is_full(line.index):
        return "prose" if ends else "prose-open"
    return "sentence" if ends else "phrase"


def _gap(line: Line, page: PageView) -> int:
    return max(-1, min(2, line.gap - page.usual_gap))


def _bucket(value: float, steps: tuple[float, ...]) -> int:
    return bisect_right(steps, value)


def _sign(odds: float) -> str:
    return "yes" if odds > 0 else "no" if odds < 0 else "unknown"


@lru_cache(maxsize=4096)
def _last(folded: str) -> str:
    """The last mark of a line, or the part of speech of its last word."""
    if folded[-1] in ".。!?,;:”)》、":
        return folded[-1]
    tagged = rjieba.tag(folded[-_EDGE:])
    if not tagged:
        return "other"
    word, kind = tagged[-1]
    return kind[:1] + ("1" if len(word) == 1 else "")


@lru_cache(maxsize=4096)
def _first(folded: str) -> str:
    """The part of speech of the first word of a line, or the mark it begins with."""
    tagged = rjieba.tag(folded[:_EDGE])
    if not tagged:
        return "other"
    word, kind = tagged[0]
    return kind[:1] + ("1" if len(word) == 1 else "")
