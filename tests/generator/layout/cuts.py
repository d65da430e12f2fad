"""Where a paragraph is divided.

Takes a paragraph, gives places in it: after a hanzi, inside a date, before an inner
quotation; never where a reader could take the left half for a finished sentence, since
nobody could then know better. It prints nothing.
"""

from __future__ import annotations

import random
import re

CLOSED = frozenset("。！？：…!?:”’」』）)")
NOT_FIRST = frozenset("，。！？：；、…—,!?:;”’」』）)》〉·")
OPENING = frozenset("“‘「『（(《〈")
DATE = re.compile(r"\d+年\d+月|\d+月\d+日")
KEPT = frozenset("。！？!?“”‘’（）()")
LEFT, RIGHT = 12, 3  # 12: the shortest left piece seen on a real page


def _hanzi(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"


def _lawful(text: str, at: int) -> bool:
    before, after = text[at - 1], text[at]
    return (
        before not in CLOSED
        and before not in OPENING
        and after not in NOT_FIRST
        and not before.isspace()
        and not after.isspace()
        and not (before.isascii() and after.isascii())
    )


def places(text: str) -> dict[str, list[int]]:
    """Find where a paragraph may be divided, by what is cut.

    Args:
        text: One paragraph.

    Returns:
        Offsets for ``word`` (between two hanzi), ``date`` (inside a printed date),
        ``quote`` (just before an opening quotation) and ``clause`` (after a comma).
    """
    span = range(LEFT, len(text) - RIGHT + 1)
    lawful = [at for at in span if _lawful(text, at)]
    dates = [
        at
        for found in DATE.finditer(text)
        for at in range(found.start() + 1, found.end())
        if 3 <= at < len(text) - RIGHT
    ]
    return {
        "word": [at for at in lawful if _hanzi(text[at - 1]) and _hanzi(text[at])],
        "date": dates,
        "quote": [at for at in lawful if text[at] in "“‘「"],
        "clause": [at for at in lawful if text[at - 1] in "，,、"],
    }


def draw(text: str, rng: random.Random) -> tuple[int, str] | None:
    """Draw one place to divide a paragraph.

    Args:
        text: One paragraph.
        rng: The page's random numbers.

    Returns:
        The offset and what is cut there, or None where the paragraph is too short.
    """
    found = {kind: spots for kind, spots in places(text).items() if spots}
    if not found:
        return None
    weights = {"word": 6, "date": 6, "quote": 1, "clause": 1}
    kind = rng.choices(list(found), [weights[kind] for kind in found])[0]
    return rng.choice(found[kind]), kind


def lose(text: str, rng: random.Random) -> tuple[int, int] | None:
    """Draw a stretch of 8 to 40 characters to lose inside one sentence of a paragraph.

    Args:
        text: One paragraph.
        rng: The page's random numbers.

    Returns:
        Start and end of the lost stretch, or None where no sentence is long enough.
    """
    spots = places(text)["word"]
    for start in rng.sample(spots, k=len(spots)):
        whole = next((at for at in range(start, len(text)) if text[at] in KEPT), len(text))
        ends = [end for end in spots if 8 <= end - start <= 40 and end < whole]
        if ends:
            return start, rng.choice(ends)
    return None


def stump(text: str, rng: random.Random) -> int | None:
    """Draw where the tail of a paragraph is lost: within its last sentence, not at its end.

    Args:
        text: The last paragraph of a story.
        rng: The page's random numbers.

    Returns:
        The new length, or None where the last sentence is too short.
    """
    ends = [at for at, c in enumerate(text[:-2]) if c in "。！？!?"]
    first = (ends[-1] + 1 if ends else 0) + 6
    spots = [at for at in places(text)["word"] if first <= at <= len(text) - 6]
    spots = [at for at in spots if text[:at].count("“") == text[:at].count("”")]
    return rng.choice(spots) if spots else None


def _rows(text: str, width: int, first: int, *, strict: bool) -> list[str]:
    rows: list[str] = []
    room = max(width - first, 6)
    while len(text) > room:
        at = room
        while at > 2 and (
            text[at] in NOT_FIRST
            or text[at].isspace()
            or (strict and text[at - 1] in CLOSED)
            or (text[at - 1] in OPENING)
        ):
            at -= 1
        rows.append(text[:at])
        text, room = text[at:], width
    return [*rows, text]


def wrap(text: str, width: int, *, first: int, strict: bool) -> list[str]:
    """Break a stretch of text into lines of a column.

    Args:
        text: The text of one piece.
        width: Characters in a full line.
        first: Characters already taken on the first line (an indent, a source phrase).
        strict: The page shows the end of a paragraph by nothing but a short line that ends
            a sentence: no other line may end so, and the last one is kept short.

    Returns:
        The lines; joined they are the text.
    """
    for less in range(6 if strict else 1):
        rows = _rows(text, width, first + less, strict=strict)
        if len(rows) == 1 or len(rows[-1]) < 0.8 * width:
            return rows
    return rows
