"""Wrapper for ``split_first_line``: no paragraph ends with a line of a single letter (孤字不成行).

A last line that holds one letter and its full stop looks like a slip, most of all at the top of a
column. The line before it gives one letter more, and is spread by so much.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps

from kexie_digest.renderers.pdf.justify import Untyped

#: One letter, with the marks that must not begin a line.
_LONELY = re.compile("[\u3400-\u9fff][，。、；：！？…—”’）》〉」』】〕]*")
#: A line is spread by no more ems than this, and not at all where it is shorter than that.
_MOST_GIVEN = 3.1
_SHORTEST = 9
#: A line holds fewer than so many letters an em (Latin ones are half as wide).
_LETTERS, _LEAST = 2.5, 4


def accompanying(original: Callable[..., tuple[Untyped, ...]]) -> Callable[..., tuple[Untyped, ...]]:
    """Wrap ``split_first_line``."""

    @wraps(original)
    def split_first_line(  # noqa: PLR0913, PLR0917 - as WeasyPrint
        text: str,
        style: Untyped,
        context: Untyped,
        max_width: float | None,
        justification_spacing: float,
        is_line_start: bool = True,  # noqa: FBT001, FBT002 - as WeasyPrint
        minimum: bool = False,  # noqa: FBT001, FBT002 - as above
    ) -> tuple[Untyped, ...]:
        def split(width: float | None) -> tuple[Untyped, ...]:
            return original(text, style, context, width, justification_spacing, is_line_start, minimum)

        outcome = split(max_width)
        size = style["font_size"]
        if outcome[2] is None or max_width is None or minimum:
            return outcome
        if is_line_start and max_width < _SHORTEST * size:
            return outcome
        if len(text) * size > _LETTERS * max_width + _LEAST * size or not _is_lonely(text, outcome[2]):
            return outcome
        shorter = split(outcome[3] - size / 2)
        is_better = shorter[2] is not None and not _is_lonely(text, shorter[2])
        return shorter if is_better and max_width - shorter[3] <= _MOST_GIVEN * size else outcome

    return split_first_line


def _is_lonely(text: str, resume_at: int) -> bool:
    return bool(_LONELY.fullmatch(text.encode()[resume_at:].decode()))
