"""Find what a mirror printed twice.

Takes the folded texts of rows, gives the places of the second copies. A refrain of one
short line is no repeat: a copy has a paragraph in it that stood before, word for word.
"""

import re
from collections.abc import Sequence
from typing import Final

_PARAGRAPH: Final = 30
_LABEL: Final = 4
_LETTERS: Final = re.compile(r"\W+")


def find_repeats(texts: Sequence[str]) -> tuple[int, ...]:
    """Find rows that belong to a second copy of the text.

    Args:
        texts: Folded row texts in order.

    Returns:
        Places of copied paragraphs, and of copied short rows beside them.
    """
    keys = [_LETTERS.sub("", text) for text in texts]
    first: dict[str, int] = {}
    copies: set[int] = set()
    for place, key in enumerate(keys):
        if len(key) >= _PARAGRAPH and key in first:
            copies.add(place)
        first.setdefault(key, place)
    for step in (1, -1):  # short rows that stand in the copy as they stood in the original
        order = range(len(keys)) if step > 0 else reversed(range(len(keys)))
        for place in order:
            before = place - step
            known = len(keys[place]) >= _LABEL and first[keys[place]] < place
            if known and 0 <= before < len(keys) and before in copies:
                copies.add(place)
    return tuple(sorted(copies))
