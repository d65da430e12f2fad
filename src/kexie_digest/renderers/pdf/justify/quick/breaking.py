"""Wrapper for ``split_first_line``: show Pango two lines of a Chinese paragraph, not four.

To break one line WeasyPrint has Pango set as much text as four lines may hold. Where a line
ends depends on what stands just behind its end only. Two lines will do when there is a place
in the second one where a line could break in any case: between two Chinese characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kexie_digest.renderers.pdf.justify import Untyped

#: So many ems of text for a line of one em, at least: squeezed marks take half an em.
_LINES = 2.2
_LEAST = 12
#: A place where a line may break, whatever stands around it (UAX 14, class ID).
_BREAK = re.compile("[\u4e00-\u9fff]{2}")
#: A break looks at its neighbours; so many characters at the cut are no proof.
_MARGIN = 3


def shortening(original: Callable[..., tuple[Untyped, ...]]) -> Callable[..., tuple[Untyped, ...]]:
    """Wrap ``split_first_line``."""

    def split_first_line(
        text: str,
        style: Untyped,
        context: Untyped,
        max_width: float | None,
        *others: Untyped,
        **named: Untyped,
    ) -> tuple[Untyped, ...]:
        short = _beginning(text, max_width, style)
        if short:
            outcome = original(short, style, context, max_width, *others, **named)
            if _is_settled(short, outcome[2]):
                return outcome
        return original(text, style, context, max_width, *others, **named)

    return split_first_line


def _beginning(text: str, max_width: float | None, style: Untyped) -> str:
    """Give two lines of a text that is longer, nothing where the whole text is wanted."""
    size = style["font_size"]
    if max_width is None or not size or style["white_space"] != "normal":
        return ""
    # An endless width gives no number; so does a text that fits.
    ems = min(max_width / size * _LINES, float(len(text)))
    length = max(_LEAST, int(ems))
    return text[:length] if length < len(text) else ""


def _is_settled(short: str, resume_at: int | None) -> bool:
    """Tell whether the rest of the text cannot change where the first line ends."""
    if resume_at is None:
        return False
    second = short.encode()[resume_at:].decode()
    return bool(_BREAK.search(second[:-_MARGIN]))
