"""Wrapper for ``block_level_layout``: a story's text begins under its head, its picture waits for more room.

A picture opens its story's text. At the foot of a page or column that has no room for it, head,
picture and text all moved on and left up to a third of a newspaper page white. Now the text takes that
room and the picture opens the next page or column, as in papers when a story turns over. A story
with columns of its own then leaves lines white, so that enough text is left to stand beside its picture;
one too short for that moves on whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import wraps

from weasyprint.formatting_structure.boxes import TextBox
from weasyprint.text.line_break import strut

from kexie_digest.renderers.pdf.justify import Untyped

_OWN = "_kexie_postponed"
_FROM = "_kexie_from"
#: Of the picture's height the text beside it must fill so much in each of the other columns.
_LEAST_BESIDE = 0.5
#: So many lines of it stand in each column above, at least.
_LEAST_BEGUN = 4


@dataclass(frozen=True)
class _Postponed:
    """Where a text stopped, and in what order and from where it goes on."""

    children: Untyped
    stopped: Untyped
    order: Untyped
    start: Untyped


def postponing(original: Callable[..., tuple[Untyped, ...]]) -> Callable[..., tuple[Untyped, ...]]:
    """Wrap ``block_level_layout``; a text is a box that a figure opens."""

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
        def lay_out(place: Untyped, spared: float = 0) -> tuple[Untyped, ...]:
            foot = bottom_space + spared
            return original(context, box, foot, place, containing_block, page_is_empty, *others, **named)

        known: _Postponed | None = vars(box).get(_OWN)
        if skip_stack is not None:
            if known is None or skip_stack != known.stopped:
                return lay_out(skip_stack)
            box.children = known.order
            return lay_out(known.start)
        if known is not None:  # columns and pages are laid out more than once
            box.children = known.children
            setattr(box, _OWN, None)
        outcome = lay_out(vars(box).get(_FROM))
        is_refused = outcome[0] is None and not page_is_empty
        if not is_refused or not _opens_with_figure(box, context):
            return outcome
        begun = _begun(box, lay_out, context.page_bottom - bottom_space)
        return outcome if begun is None else _postpone(box, begun)

    return block_level_layout


def _opens_with_figure(box: Untyped, context: Untyped) -> bool:
    stands_in_columns = context.in_column or box.style["column_count"] != "auto"
    return stands_in_columns and len(box.children) > 1 and box.children[0].element_tag == "figure"


def _begun(
    box: Untyped, lay_out: Callable[..., tuple[Untyped, ...]], page_bottom: float
) -> tuple[Untyped, ...] | None:
    """Lay the text out without its picture, enough of it left to stand beside that; None if that fails."""
    begun = lay_out({1: None})
    if begun[0] is None:
        return None
    for spared in _feet(box, begun, page_bottom):
        begun = lay_out({1: None}, spared) if spared else begun
        if begun[0] is None:
            return None
        if _is_enough(box, begun):
            return begun
    return None


def _feet(box: Untyped, begun: tuple[Untyped, ...], page_bottom: float) -> Iterator[float]:
    """Give the heights to keep free at a page's foot, so that more and more of the text is left over."""
    yield 0
    if box.style["column_count"] == "auto":
        return
    line, height = _line_height(box), begun[0].height
    if line <= 0:
        return
    white = page_bottom - begun[0].content_box_y() - height
    for lines in range(1, int(height / line) - _LEAST_BEGUN + 1):
        yield white + lines * line


def _is_enough(box: Untyped, begun: tuple[Untyped, ...]) -> bool:
    """Tell whether what is left of a story in columns will stand beside its picture, not only below."""
    if box.style["column_count"] == "auto":
        return True
    if begun[1] is None:
        return False
    columns = begun[0].children
    style = box.style
    images = [image.style["height"] for image in box.children[0].children]
    picture = sum(height.value for height in images if height != "auto")
    letters = _letters(box.children[1:]) - _letters(columns)
    left = letters * style["font_size"] / columns[0].width * _line_height(box)
    return bool(left >= _LEAST_BESIDE * picture * (style["column_count"] - 1))


def _line_height(box: Untyped) -> float:
    """Measure a line: its height may be written as a length, a number or ``normal``."""
    height: float = strut(box.style)[0]
    return height


def _letters(boxes: Iterable[Untyped]) -> int:
    every = (part for box in boxes for part in (box, *box.descendants()))
    return sum(len(part.text) for part in every if isinstance(part, TextBox))


def _postpone(box: Untyped, begun: tuple[Untyped, ...]) -> tuple[Untyped, ...]:
    """Put the figure before what is left of the text; other children keep their places."""
    figure, children, stopped = box.children[0], box.children, begun[1]
    if stopped is None:  # the whole text stands above
        order, start = [*children[1:], figure], {len(children) - 1: None}
        begun = (begun[0], start, *begun[2:])
        setattr(box, _OWN, _Postponed(children, start, order, start))
        return begun
    ((place, inner),) = stopped.items()
    rest = children[place].copy()
    setattr(rest, _FROM, inner)
    order = [*children[: place - 1], figure, rest, *children[place + 1 :]]
    setattr(box, _OWN, _Postponed(children, stopped, order, {place - 1: None}))
    return begun
