"""Wrapper for ``block_level_layout``: a filler (补白) stands only where a page has room for it.

A newspaper fills the white below its last story with something small that can also be left out. Style
sheets say what: in a box that is not divided (``break-inside: avoid``) a first child with
``margin-break: discard``. Where there is no room for both, the box stands without its filler, which
thus never takes a page of its own.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from kexie_digest.renderers.pdf.justify import Untyped


def omitting(original: Callable[..., tuple[Untyped, ...]]) -> Callable[..., tuple[Untyped, ...]]:
    """Wrap ``block_level_layout``; a box that was refused with its filler is laid out without it."""

    @wraps(original)
    def block_level_layout(  # noqa: PLR0913, PLR0917 - as WeasyPrint
        context: Untyped,
        box: Untyped,
        bottom_space: float,
        skip_stack: Untyped,
        containing_block: Untyped,
        page_is_empty: bool = True,  # noqa: FBT001, FBT002 - as WeasyPrint
        absolute_boxes: Untyped = None,
        fixed_boxes: Untyped = None,
        adjoining_margins: Untyped = None,
        *others: Untyped,
        **named: Untyped,
    ) -> tuple[Untyped, ...]:
        def lay_out(margins: Untyped) -> tuple[Untyped, ...]:
            place = bottom_space, skip_stack, containing_block, page_is_empty, absolute_boxes, fixed_boxes
            return original(context, box, *place, margins, *others, **named)

        if not _opens_with_filler(box):
            return lay_out(adjoining_margins)
        x, y, children = box.position_x, box.position_y, box.children
        outcome = lay_out(list(adjoining_margins or ()))  # a layout adds to them
        if outcome[0] is None or outcome[1] is not None:
            box.position_x, box.position_y, box.children = x, y, children[1:]
            outcome = lay_out(adjoining_margins)
            box.children = children  # pages are laid out more than once, and elsewhere it may fit
        return outcome

    return block_level_layout


def _opens_with_filler(box: Untyped) -> bool:
    children: Untyped = getattr(box, "children", ())
    if box.style["break_inside"] != "avoid" or len(children) < 2:  # noqa: PLR2004 - the filler and what stays
        return False
    return bool(children[0].style["margin_break"] == "discard" and getattr(children[0], "children", ()))
