"""Wrapper for ``block_level_layout``: a picture that a page's foot has no room for is made smaller.

A figure that moves on leaves a third of an official bulletin's page empty. Style sheets say
how small a picture may become: ``min-height`` on the image. It loses whole lines, so that
the text below keeps the grid. Without ``min-height``, and in columns, nothing changes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps

from weasyprint.formatting_structure.boxes import BlockReplacedBox
from weasyprint.text.line_break import strut

from kexie_digest.renderers.pdf.justify import Untyped

_HEIGHT = "height"


def shrinking(original: Callable[..., tuple[Untyped, ...]]) -> Callable[..., tuple[Untyped, ...]]:
    """Wrap ``block_level_layout``; a figure is one that is refused for want of room."""

    @wraps(original)
    def block_level_layout(
        context: Untyped,
        box: Untyped,
        bottom_space: float,
        skip_stack: Untyped,
        containing_block: Untyped,
        page_is_empty: bool = True,  # noqa: FBT001, FBT002 - as WeasyPrint
        *others: Untyped,
        **named: Untyped,
    ) -> tuple[Untyped, ...]:
        def lay_out() -> tuple[Untyped, ...]:
            return original(
                context, box, bottom_space, skip_stack, containing_block, page_is_empty, *others, **named
            )

        outcome = lay_out()
        if outcome[0] is not None or page_is_empty or context.in_column or box.element_tag != "figure":
            return outcome
        for image in (child for child in box.children if isinstance(child, BlockReplacedBox)):
            style = image.style
            for smaller in _smaller(style, strut(box.style)[0]):
                image.style = smaller
                attempt = lay_out()
                image.style = style  # pages are laid out more than once, and elsewhere it may fit
                if attempt[0] is not None:
                    return attempt
        return outcome

    return block_level_layout


def _smaller(style: Untyped, line: float) -> Iterator[Untyped]:
    """Give the style with one line of height less, then two, down to ``min-height``."""
    least = style["min_height"]
    if style[_HEIGHT] == "auto" or least == "auto" or not least.value:
        return
    height = style[_HEIGHT].value - line
    while height >= least.value - 0.01:
        smaller = style.copy()
        smaller[_HEIGHT] = type(style[_HEIGHT])(height, style[_HEIGHT].unit)
        yield smaller
        height -= line
