"""Wrapper for ``block_level_layout``: columns that end a page end well.

WeasyPrint makes the columns of a block equally long. Where the next head does not fit below them, each
of them ended up to seven lines above the foot, though its text went on in the next one. Such columns now
run down to the foot, and what is white stands in one place: below the block's end, in the last column.
Where the last column would be less than half as long as the others, they end a line above the foot;
columns that end near it stay level, and so do those of a block too low to give its last column anything.

What ends the document (the colophon, ``break-before: avoid``) takes some lines along where it does not fit.
WeasyPrint cannot divide finished columns: it moved the whole story, and could leave a front page with
nothing but its contents. On a front page, and where nothing else is left to move, the columns are laid out
again, a line or two shorter.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps

from weasyprint.layout.absolute import AbsolutePlaceholder
from weasyprint.layout.block import remove_placeholders
from weasyprint.text.line_break import strut

from kexie_digest.renderers.pdf.justify import Untyped

_SHORTER = "_kexie_shorter"
#: Lines that may stay white below level columns: three, and what heads put a page off the grid.
_MOST_WHITE = 2.5
#: Lines that stay white where filling to the foot would leave the last column a stump.
_LITTLE_WHITE = 0.9
#: Lines that the last column keeps, at least.
_LEAST_KEPT = 3
#: Lines that each column gives to the last page; more where heads leave columns unequal.
_GIVEN = (1, 2, 4, 8)


def filling(original: Callable[..., tuple[Untyped, ...]]) -> Callable[..., tuple[Untyped, ...]]:
    """Wrap ``block_level_layout``; a page whose end is not good is laid out again."""

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
        *others: Untyped,
        **named: Untyped,
    ) -> tuple[Untyped, ...]:
        place = box.position_x, box.position_y

        def lay_out(before: Untyped = None) -> tuple[Untyped, ...]:
            if before is not None:
                remove_placeholders(context, [before], absolute_boxes, fixed_boxes)
                box.position_x, box.position_y = place
            return original(
                context,
                box,
                bottom_space + vars(box).get(_SHORTER, 0),
                skip_stack,
                containing_block,
                page_is_empty,
                absolute_boxes,
                fixed_boxes,
                *others,
                **named,
            )

        if box.element_tag != "body" or not box.children:
            return lay_out()
        outcome = _with_its_end(box, lay_out, context.page_bottom - bottom_space, is_front=skip_stack is None)
        columns = _last_columns(box, outcome)
        spared = None if columns is None else _spared(columns[1], context.page_bottom - bottom_space)
        if columns is not None and spared is not None:
            with _styled(columns[0], "column_fill", "auto"), _shortened(columns[0], spared):
                outcome = lay_out(outcome[0])
        return outcome

    return block_level_layout


def _with_its_end(
    box: Untyped, lay_out: Callable[..., tuple[Untyped, ...]], page_bottom: float, *, is_front: bool
) -> tuple[Untyped, ...]:
    """Lay a page out so that what ends the document does not stand alone on the next one."""
    end = box.children[-1]
    if end.style["break_before"] != "avoid":
        return lay_out()
    alone = {len(box.children) - 1: None}
    with _styled(end, "break_before", "auto"):
        outcome = lay_out()
    columns = _last_columns(box, outcome) if outcome[1] == alone else None
    if columns is None:
        return lay_out(outcome[0]) if outcome[1] == alone else outcome
    white, line = _white_below(columns[1], page_bottom), strut(columns[0].style)[0]
    outcome = lay_out(outcome[0])
    last = _last(outcome[0].children) if outcome[0] is not None and outcome[1] != alone else None
    if last is not None and not is_front:
        return outcome
    with _styled(end, "break_before", "auto"):
        for lines in _GIVEN:
            with _shortened(columns[0], white + lines * line):
                outcome = lay_out(outcome[0])
            if outcome[1] != alone:
                return outcome
    return lay_out(outcome[0])


def _white_below(box: Untyped, page_bottom: float) -> float:
    height: float = page_bottom - box.border_box_y() - box.border_height()
    return height


@contextmanager
def _styled(box: Untyped, name: str, value: str) -> Iterator[None]:
    """Give a box another style for one layout: pages are laid out more than once."""
    style = box.style
    box.style = style.copy()
    box.style[name] = value
    try:
        yield
    finally:
        box.style = style


@contextmanager
def _shortened(box: Untyped, height: float) -> Iterator[None]:
    """Keep some room below a box for one layout."""
    setattr(box, _SHORTER, height)
    try:
        yield
    finally:
        delattr(box, _SHORTER)


def _last_columns(box: Untyped, outcome: tuple[Untyped, ...]) -> tuple[Untyped, Untyped] | None:
    """Find the columns that end a page, before and after layout, where their text ends there too."""
    laid_out, resume_at = outcome[:2]
    if laid_out is None or not resume_at:
        return None
    ((place, inner),) = resume_at.items()
    if inner is not None:
        if box.style["column_count"] != "auto" or not laid_out.children:
            return None
        return _last_columns(box.children[place], (laid_out.children[-1], inner))
    before, after = _last(box.children[:place]), _last(laid_out.children)
    while before is not None and after is not None:
        if before.style["column_count"] != "auto":
            return (before, after) if after.children and after.children[-1].is_column else None
        before, after = _last(before.children), _last(after.children)
    return None


def _last(boxes: Untyped) -> Untyped:
    """Give the last box in flow that is no rule; nothing where that is no block."""
    flow = [box for box in boxes if not isinstance(box, AbsolutePlaceholder) and box.is_in_normal_flow()]
    while flow and flow[-1].style["margin_break"] == "discard":
        flow.pop()
    return flow[-1] if flow and hasattr(flow[-1], "children") else None


def _spared(columns: Untyped, page_bottom: float) -> float | None:
    """Say how much of the foot below level columns stays white; None where they stay level."""
    line = strut(columns.style)[0]
    white = _white_below(columns, page_bottom)
    others = sum(child.is_column for child in columns.children) - 1
    if others < 1 or white <= _MOST_WHITE * line:
        return None
    if columns.height - white * others >= (columns.height + white) / 2:
        return 0
    spared = _LITTLE_WHITE * line
    return spared if columns.height - (white - spared) * others >= _LEAST_KEPT * line else None
