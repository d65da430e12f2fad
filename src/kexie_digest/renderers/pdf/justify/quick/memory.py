"""Wrapper for ``get_next_linebox``: break a line once, however often columns are tried.

WeasyPrint balances columns by setting the whole block again for each height it tries, and
once more in the end: every line was broken and justified about three times. How a line
breaks depends on its paragraph, its start and its width only, so it is kept and copied to
its next place. Lines with anything else in them than running text are not kept.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable

from weasyprint.formatting_structure.boxes import InlineBlockBox, InlineBox, LineBox, TextBox

from kexie_digest.renderers.pdf.justify import Untyped

_OWN = "_kexie_lines"
#: Two widths that differ by rounding are one: CSS pixels to so many places.
_PLACES = 6


class _Lines:
    """The lines of one page: paragraphs that are plain text, and how their lines broke."""

    def __init__(self, page: int) -> None:
        self.page = page
        self.broken: dict[Hashable, tuple[Untyped, Untyped, float, float]] = {}
        #: Whether a paragraph may be kept. It holds the paragraph, so that its id stays its own.
        self.paragraphs: dict[int, tuple[Untyped, bool]] = {}

    def is_plain(self, paragraph: Untyped) -> bool:
        """Tell whether a paragraph holds running text only."""
        key = id(paragraph)
        if key not in self.paragraphs:
            self.paragraphs[key] = (paragraph, all(map(_is_plain, paragraph.descendants())))
        return self.paragraphs[key][1]


def remembering(original: Callable[..., tuple[Untyped, Untyped]]) -> Callable[..., tuple[Untyped, Untyped]]:
    """Wrap ``get_next_linebox``."""

    def get_next_linebox(  # noqa: PLR0913, PLR0917 - as WeasyPrint
        context: Untyped,
        linebox: Untyped,
        position_y: float,
        bottom_space: float,
        skip_stack: Untyped,
        containing_block: Untyped,
        absolute_boxes: Untyped,
        fixed_boxes: Untyped,
        first_letter_style: Untyped,
        first_line_style: Untyped,
    ) -> tuple[Untyped, Untyped]:
        lines = _lines_of(context)
        is_free = not (context.excluded_shapes or first_letter_style or first_line_style)
        key = (
            id(linebox),
            _flat(skip_stack),
            round(containing_block.width, _PLACES),
            round(linebox.text_indent, _PLACES),
        )
        left = containing_block.content_box_x()
        is_kept = is_free and lines.is_plain(linebox)
        if is_kept and key in lines.broken:
            line, resume_at, first_left, first_top = lines.broken[key]
            line = _copied(line)
            line.translate(left - first_left, position_y - first_top)
            line.position_y = position_y  # as the original has it: no rounding
            return line, resume_at
        line, resume_at = original(
            context,
            linebox,
            position_y,
            bottom_space,
            skip_stack,
            containing_block,
            absolute_boxes,
            fixed_boxes,
            first_letter_style,
            first_line_style,
        )
        if is_kept and line is not None and line.height:
            lines.broken[key] = (_copied(line), resume_at, left, position_y)
        return line, resume_at

    return get_next_linebox


def _lines_of(context: Untyped) -> _Lines:
    """Give the memory of the page in work; a new page starts with an empty one."""
    lines: _Lines | None = vars(context).get(_OWN)
    if lines is None or lines.page != context.current_page:
        lines = _Lines(context.current_page)
        setattr(context, _OWN, lines)
    return lines


def _is_plain(box: Untyped) -> bool:
    """Tell running text: no pseudo-element (its content may change), no footnote, nothing replaced."""
    is_gap = isinstance(box, InlineBlockBox) and not box.children
    return (
        (is_gap or isinstance(box, (LineBox, InlineBox, TextBox)))
        and "::" not in (box.element_tag or "::")  # a margin box has none
        and box.is_in_normal_flow()
        and box.footnote is None
        and not box.is_leader
    )


def _flat(skip_stack: dict[int, Untyped] | None) -> tuple[int, ...]:
    """Write WeasyPrint's place in a tree of boxes (``{1: {0: {17: None}}}``) as ``(1, 0, 17)``."""
    places = []
    while skip_stack:
        ((place, skip_stack),) = skip_stack.items()
        places.append(place)
    return tuple(places)


def _copied(box: Untyped) -> Untyped:
    """Copy a line as deep as its places go: boxes anew, styles and layouts shared."""
    new = box.copy()
    new.children = [_copied(child) for child in box.children]
    return new
