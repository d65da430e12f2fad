"""Wrapper for ``split_first_line``: a line may end before an opening quotation mark and after a closing one.

Pango 1.50 keeps a quotation mark with what stands on either side of it, as Unicode did before 15.1: all
of ``说，“我`` or ``了。”云`` went to the next line, and the line before was spread by so much. Among Chinese
letters a mark belongs to what it encloses alone (UAX 14, rule LB19a).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps

from kexie_digest.renderers.pdf.justify import Untyped

#: Where a line may end though Pango saw no place: so many letters behind its end, at most.
_END = re.compile(
    "(?<=[\u3400-\u9fff，。、；：！？）》」』】”’])(?=[“‘])|(?<=[”’])(?=[\u3400-\u9fff（《「『【])"
)
_REACH = 6
_MARKS = re.compile("[“”‘’，。、；：！？（）《》「」『』【】]")


def dividing(original: Callable[..., tuple[Untyped, ...]]) -> Callable[..., tuple[Untyped, ...]]:
    """Wrap ``split_first_line``; a line that such a place lengthens is set anew."""

    @wraps(original)
    def split_first_line(
        text: str,
        style: Untyped,
        context: Untyped,
        max_width: float | None,
        *others: Untyped,
        **named: Untyped,
    ) -> tuple[Untyped, ...]:
        outcome = original(text, style, context, max_width, *others, **named)
        if outcome[2] is None or max_width is None or style["white_space"] != "normal":
            return outcome
        line, rest = _cut(text, outcome[2])
        for more in _ends(rest, (max_width - outcome[3]) / (style["font_size"] or 1)):
            attempt = original(line + more, style, context, max_width, *others, **named)
            if attempt[2] is None and attempt[3] <= max_width:
                return *attempt[:2], attempt[1], *attempt[3:]
        return outcome

    return split_first_line


def _cut(text: str, place: int) -> tuple[str, str]:
    """Cut a text at a place counted in bytes, as Pango counts."""
    encoded = text.encode()
    return encoded[:place].decode(), encoded[place:].decode()


def _ends(rest: str, room: float) -> list[str]:
    """Give what may yet stand on a line with so many ems of room, longest first; marks may be half an em."""
    near = rest[:_REACH]
    starts = [near[: place.start()] for place in _END.finditer(near) if place.start()]
    return [start for start in reversed(starts) if len(start) - len(_MARKS.findall(start)) / 2 <= room]
