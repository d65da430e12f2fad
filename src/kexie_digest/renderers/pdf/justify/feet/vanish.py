"""Wrapper for ``block_level_layout``: a rule between stories that has no room at a page's foot vanishes.

The rule belongs below its story (``break-before: avoid``). Where the story filled the page, WeasyPrint
sent the story after the rule, since it cannot divide columns any more by then: a third of a page stayed
white for a hairline. At a page's foot there is nothing to divide. Nor is there where no head has room
below the rule: it keeps its place, unseen. Style sheets say which boxes may go:
empty ones with ``margin-break: discard``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from weasyprint.text.line_break import strut

from kexie_digest.renderers.pdf.justify import Untyped

#: A head of one line, the white below it and two lines of its text.
_LEAST_BELOW = 4
_HEIGHTS = ("margin_top", "margin_bottom", "padding_top", "padding_bottom")


def vanishing(original: Callable[..., tuple[Untyped, ...]]) -> Callable[..., tuple[Untyped, ...]]:
    """Wrap ``block_level_layout``."""

    @wraps(original)
    def block_level_layout(
        context: Untyped, box: Untyped, bottom_space: float, *others: Untyped, **named: Untyped
    ) -> tuple[Untyped, ...]:
        if box.style["margin_break"] != "discard" or box.children:
            return original(context, box, bottom_space, *others, **named)
        top, style = box.position_y, box.style
        outcome = original(context, box, bottom_space, *others, **named)
        laid_out = outcome[0]
        if laid_out is None:
            return outcome
        end = laid_out.content_box_y()
        if context.overflows_page(bottom_space, end):
            box.position_y = top
            box.style = _flat(style)
            outcome = original(context, box, bottom_space, *others, **named)
            box.style = style  # pages are laid out more than once, and elsewhere it may fit
        elif context.overflows_page(bottom_space, end + _LEAST_BELOW * strut(style)[0]):
            laid_out.style = style.copy()
            laid_out.style["visibility"] = "hidden"
        return outcome

    return block_level_layout


def _flat(style: Untyped) -> Untyped:
    """Give the style without any height."""
    flat = style.copy()
    for name in _HEIGHTS:
        flat[name] = type(style[name])(0, "px")
    for edge in ("top", "bottom"):
        flat[f"border_{edge}_width"] = 0
    return flat
