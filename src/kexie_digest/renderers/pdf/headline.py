"""Break headlines by sense (标题转行).

Takes a title and how many characters a line holds, gives the lines. The engine would
fill the first line and leave one character on the last; an art editor breaks at a space
or between words, lines of like length. No character is dropped: the space at a break
stays at the end of its line.
"""

from __future__ import annotations

import re
from math import ceil

import rjieba

#: What a line must not start or end with (避头尾).
_NOT_FIRST = "，。、；：！？”’）》〉」』】〕,.;:!?)·—…"
_NOT_LAST = "“‘（《〈「『【〔("
_CLAUSE_END = re.compile(r"[\s\u3000，。；：！？]$")
#: How many characters of unevenness a break at a clause's end is worth.
_CLAUSE_WORTH = 3.0


def break_lines(title: str, per_line: float) -> tuple[str, ...]:
    """Break a title into as few lines as it needs, about equally long.

    Args:
        title: The title as it will be set, on one line.
        per_line: How many full-width characters a line holds.

    Returns:
        The lines; joined they give the title.
    """
    needed = ceil(set_width(title) / per_line)
    if needed <= 1:
        return (title,)
    words = [word for word in rjieba.cut(title) if word]
    lines: list[str] = []
    while needed > 1 and words:
        taken = _words_of_line(words, needed, per_line)
        lines.append("".join(words[:taken]))
        words = words[taken:]
        needed -= 1
    return (*lines, "".join(words)) if words else tuple(lines)


def _words_of_line(words: list[str], lines: int, limit: float) -> int:
    """Say after which word to break: near an even share, best at the end of a clause."""
    total = set_width("".join(words))
    best, best_cost, width = 1, float("inf"), 0.0
    for count, word in enumerate(words[:-1], 1):
        width += set_width(word)
        if width - _trailing_space(word) > limit:
            break
        if words[count][0] in _NOT_FIRST or word[-1] in _NOT_LAST:
            continue
        cost = abs(width - total / lines) - (_CLAUSE_WORTH if _CLAUSE_END.search(word) else 0)
        if total - width > (lines - 1) * limit:  # the rest would need one line more
            cost += limit
        if cost <= best_cost:
            best, best_cost = count, cost
    return best


def set_width(text: str) -> float:
    """Give the width of a text in full-width characters; half-width ones count half."""
    return sum(0.5 if character.isascii() else 1.0 for character in text)


def _trailing_space(word: str) -> float:
    return set_width(word[len(word.rstrip()) :])
