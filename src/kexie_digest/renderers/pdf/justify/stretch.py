"""Replacement for ``justify_line``: share a line's spare room among its Chinese characters.

How much wider a text box gets per unit of spacing is counted where all of it is Chinese, and
measured elsewhere: that absorbs Pango's half spacing at the ends of runs. A space between Chinese
and Latin (中西间距, an empty box) is widened like the room between two characters: up to half an em,
as CLREQ 3.2.2 allows.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from weasyprint.formatting_structure.boxes import InlineBlockBox, InlineBox, LineBox, TextBox
from weasyprint.text.line_break import create_layout, line_size

from kexie_digest.renderers.pdf.justify import Untyped
from kexie_digest.renderers.pdf.justify.squeeze import CJK_RUN

#: Beyond this many ems between characters a line stays short rather than gappy: it holds
#: a long Latin word that would not break.
LIMIT = 0.3
#: Between the words of a line without Chinese.
WORD_LIMIT = 0.6
#: The spacing that growth is measured with, in CSS pixels; any would do.
_PROBE = 10
#: Growth is a number of spaces, or of half ones; what is beyond comes from Pango's rounding.
_PLACES = 3
#: Text that needs no measuring: each character is a letter or mark of its own.
_ALL_CHINESE = re.compile("[\u3400-\u9fff\uff01-\uff60、。《》「」『』【】〔〕“”‘’]+")
#: How far a line of each alignment moves left when it loses a gap at its start.
_SHIFTS = {"center": 0.5, "right": 0, "end": 0}


def justify_line(context: Untyped, line: Untyped, extra_width: float) -> None:
    """Widen a line by ``extra_width`` pixels, as far as the limit allows.

    A space between Chinese and Latin (an empty box) that came to stand at an end of the
    line is taken out first, as a typed space would be.
    """
    extra_width += _hang_trailing_gap(line) + _close_leading_gap(line, 1)
    growth = _measure(context, line)
    if growth <= 0 or extra_width <= 0:
        return
    spacing = extra_width / growth
    if line.style["text_align_last"] != "justify":  # a roll spreads its names whatever it takes
        limit = LIMIT if _has_chinese(line) else WORD_LIMIT
        spacing = min(spacing, limit * line.style["font_size"])
    _spread(context, line, spacing, 0)


def _has_chinese(box: Untyped) -> bool:
    if isinstance(box, TextBox):
        return bool(CJK_RUN.search(box.text))
    return any(_has_chinese(child) for child in getattr(box, "children", ()))


def _leaf(line: Untyped, position: int) -> Untyped:
    """Give the first (0) or last (-1) thing in a line."""
    box = line
    while isinstance(box, (LineBox, InlineBox)) and box.children:
        box = box.children[position]
    return box


def starting(original: Callable[..., tuple[Untyped, Untyped]]) -> Callable[..., tuple[Untyped, Untyped]]:
    """Wrap ``get_next_linebox``: close the gap at the start of a line that is not justified.

    The last line of a paragraph stood a sixth of an em to the right of the others where the one
    before it ended in a figure.
    """

    def get_next_linebox(*given: Untyped) -> tuple[Untyped, Untyped]:
        line, resume_at = original(*given)
        if line is not None:
            _close_leading_gap(line, _SHIFTS.get(line.style["text_align_all"], 1))
        return line, resume_at

    return get_next_linebox


def _is_gap(box: Untyped) -> bool:
    """Tell an empty box with a width; one at an end of its line loses it."""
    return isinstance(box, InlineBlockBox) and not box.children and box.width > 0


def _hang_trailing_gap(line: Untyped) -> float:
    last = _leaf(line, -1)
    return _close(last) if _is_gap(last) else 0


def _close_leading_gap(line: Untyped, share: float) -> float:
    """Take the gap out, the line moving left by a share of it; give its width."""
    first = _leaf(line, 0)
    if not _is_gap(first):
        return 0
    width = _close(first)
    for child in line.children:
        child.translate(-width * share, 0)
    return width


def _close(gap: Untyped) -> float:
    width: float = gap.margin_width()
    gap.width = 0
    return width


def _measure(context: Untyped, box: Untyped) -> float:
    """Measure the growth of a box per pixel of spacing, and keep it on the box."""
    growth: float = 0
    if isinstance(box, TextBox):
        growth = _text_growth(context, box)
    elif _is_gap(box):
        growth = 1
    elif isinstance(box, (LineBox, InlineBox)):
        growth = sum(_measure(context, child) for child in box.children if child.is_in_normal_flow())
    box.growth = growth
    return growth


def _text_growth(context: Untyped, box: Untyped) -> float:
    if not CJK_RUN.search(box.text):
        count: int = box.text.count(" ") + box.text.count("\u00a0")
        return count
    if _ALL_CHINESE.fullmatch(box.text) and box.style["letter_spacing"] == "normal":
        return len(box.text) - 1  # the halves at its ends are none: there is one space between any two
    natural = _width(context, box, 0) if box.text.endswith(" ") else box.width
    return round((_width(context, box, _PROBE) - natural) / _PROBE, _PLACES)


def _width(context: Untyped, box: Untyped, spacing: float) -> float:
    layout = _laid_out(context, box, spacing)  # the line lives no longer than its layout
    first_line, _ = layout.get_first_line()
    width: float = line_size(first_line, box.style)[0]
    return width


def _laid_out(context: Untyped, box: Untyped, spacing: float) -> Untyped:
    layout = create_layout(box.text, box.style, context, None, spacing)
    if spacing:
        layout.set_text(layout.text, justify=True)
    return layout


def _spread(context: Untyped, box: Untyped, spacing: float, advance: float) -> float:
    """Widen a box, shift it by what grew before it; give the shift of what follows."""
    if isinstance(box, TextBox):
        return _spread_text(context, box, spacing, advance)
    if not isinstance(box, (LineBox, InlineBox)):
        box.translate(advance, 0)
        if box.growth:
            box.width += spacing
        moved: float = advance + spacing * box.growth
        return moved
    box.position_x += advance
    before = advance
    children = box.children[::-1] if box.style["direction"] == "rtl" else box.children
    for child in children:
        if child.is_in_normal_flow():
            advance = _spread(context, child, spacing, advance)
    box.width += advance - before
    return advance


def _spread_text(context: Untyped, box: Untyped, spacing: float, advance: float) -> float:
    box.justification_spacing = spacing
    box.position_x += advance
    if not box.growth:
        return advance
    if box.pango_layout.text == box.text:
        box.pango_layout.justification_spacing = spacing  # it is laid out anew when drawn
    else:
        box.pango_layout = _laid_out(context, box, spacing)
        box.pango_layout.deactivate()
    box.width += spacing * box.growth
    return float(advance + spacing * box.growth)
