"""Break headlines by sense (标题转行).

Takes a title and how many characters a line holds, gives the lines. The engine would
fill the first line and leave one character on the last; an art editor breaks at a space
or between words, lines of like length. No character is dropped: the space at a break
stays at the end of its line.
"""

from __future__ import annotations

import re
from itertools import pairwise
from math import ceil

import rjieba

#: What a line must not start or end with (避头尾).
_NOT_FIRST = "，。、；：！？”’）》〉」』】〕,.;:!?)·—…"
_NOT_LAST = "“‘（《〈「『【〔("
_CLAUSE_END = re.compile(r"[\s\u3000，。；：！？]$")
#: What a break at a clause's end is worth, in characters of unevenness, squared.
_CLAUSE_WORTH = 40.0
#: No headline's line holds more words than this.
_MOST_WORDS = 40
#: One line more is worse than any unevenness.
_LINE_COST = 10_000.0
#: How wide a capital letter and a digit are, beside a full-width character.
_CAPITAL, _DIGIT = 0.68, 0.56


def break_lines(title: str, per_line: float) -> tuple[str, ...]:
    """Break a title into as few lines as it needs, about equally long.

    Args:
        title: The title as it will be set, on one line.
        per_line: How many full-width characters a line holds.

    Returns:
        The lines; joined they give the title.
    """
    if set_width(title) <= per_line:
        return (title,)
    words = [piece for word in rjieba.cut(title) for piece in _pieces(word, per_line)]
    share = set_width(title) / ceil(set_width(title) / per_line)
    # The cheapest way to set the words up to each place, found from the front.
    cheapest: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, len(words) + 1):
        ways = [
            (cheapest[start][0] + _cost("".join(words[start:end]), share, per_line), start)
            for start in range(max(0, end - _MOST_WORDS), end)
            if end == len(words) or _may_break(words[end - 1], words[end])
        ]
        cheapest.append(min(ways, default=(float("inf"), end - 1)))
    ends = [len(words)]
    while ends[-1]:
        ends.append(cheapest[ends[-1]][1])
    return tuple("".join(words[start:end]) for end, start in pairwise(ends))[::-1]


def _cost(line: str, share: float, per_line: float) -> float:
    width = set_width(line.rstrip())
    if width > per_line:
        return _LINE_COST * (3 + width - per_line)
    return _LINE_COST + (width - share) ** 2 - (_CLAUSE_WORTH if _CLAUSE_END.search(line) else 0)


def _may_break(before: str, after: str) -> bool:
    return after[0] not in _NOT_FIRST and not after[0].isspace() and before[-1] not in _NOT_LAST


def _pieces(word: str, per_line: float) -> tuple[str, ...]:
    """Take a word that no line can hold apart, character by character."""
    return tuple(word) if set_width(word) > per_line else (word,)


def set_width(text: str) -> float:
    """Give the width of a text in full-width characters; half-width ones count about half."""
    return sum(map(_width, text))


def _width(character: str) -> float:
    if not character.isascii():
        return 1.0
    return _CAPITAL if character.isupper() else _DIGIT if character.isdigit() else 0.5
