"""Wrapper for ``inline_block_box_layout``: an empty box of fixed width needs no layout of its inside.

The space between Chinese and Latin is such a box: there are several in most paragraphs, and
the inside of each was laid out like that of a page.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from weasyprint.layout.percent import resolve_percentages

from kexie_digest.renderers.pdf.justify import Untyped


def skipping(original: Callable[..., Untyped]) -> Callable[..., Untyped]:
    """Wrap ``inline_block_box_layout``."""

    @wraps(original)
    def inline_block_box_layout(
        context: Untyped,
        box: Untyped,
        position_x: float,
        skip_stack: Untyped,
        containing_block: Untyped,
        *others: Untyped,
    ) -> Untyped:
        if box.children or box.is_table_wrapper:
            return original(context, box, position_x, skip_stack, containing_block, *others)
        resolve_percentages(box, containing_block)
        if not _is_plain(box):
            return original(context, box, position_x, skip_stack, containing_block, *others)
        box.position_x, box.position_y = position_x, 0
        laid_out = box.copy_with_children([])
        laid_out.height = laid_out.baseline = 0
        return laid_out

    return inline_block_box_layout


def _is_plain(box: Untyped) -> bool:
    """Tell a box that is a width and nothing else."""
    style = box.style
    return (
        box.width != "auto"
        and box.height == "auto"
        and box.min_width <= box.width <= box.max_width
        and not box.min_height
        and style["overflow"] == "visible"
        and style["position"] == "static"
        and not any(
            getattr(box, f"{kind}_{side}{suffix}")
            for kind, suffix in (("margin", ""), ("padding", ""), ("border", "_width"))
            for side in ("top", "right", "bottom", "left")
        )
    )
