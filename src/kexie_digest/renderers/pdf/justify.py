"""Justify Chinese lines and squeeze adjoining punctuation (两端对齐、标点挤压).

WeasyPrint 70 stretches spaces only, which leaves 62 % of Chinese lines ragged, and sets
each of two adjoining marks at full width. This module replaces two of its layout
functions and one font function, once per process, after making sure that they are the
ones it was written for; on any other version it logs one error and leaves the engine
alone. It is the only module that knows WeasyPrint's inside.

Sources: CLREQ 3.1.6 (squeeze), 3.2.2 (justification); measurements in docs/decisions.
"""

from __future__ import annotations

import importlib
import inspect
import logging
import re
from collections.abc import Callable
from typing import Any

logger = logging.getLogger(__name__)

SUPPORTED = "70."
#: Beyond this many ems between characters a line stays short rather than gappy.
STRETCH_LIMIT = 0.3

_STOPS = "，。、；：．"
_CLOSING = "”’）》〉」』】〕］｝" + _STOPS
_OPENING = "“‘（《〈「『【〔［｛"
#: A closing mark before any other mark, an opening mark after an opening one.
_SQUEEZED = re.compile(f"[{_CLOSING}](?=[{_CLOSING}{_OPENING}])|(?<=[{_OPENING}])[{_OPENING}]")
_CJK_RUN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60“”‘’·\U00020000-\U0003ffff]+")

#: The functions replaced, with the parameters they must have.
_EXPECTED = {
    "weasyprint.text.line_break:Layout.set_text": ("self", "text", "justify"),
    "weasyprint.layout.inline:justify_line": ("context", "line", "extra_width"),
    "weasyprint.pdf.fonts:Font._harfbuzz_subset": ("self", "to_unicode", "hinting"),
}
_done: list[bool] = []


def install() -> bool:
    """Replace the functions, once per process.

    Returns:
        Whether Chinese lines will be justified; False when WeasyPrint is not the
        version this was written for (one error is logged).
    """
    if not _done:
        doubts = differences()
        if doubts:
            logger.error("简报正文将不作两端对齐 (bulletin printed ragged): %s", "; ".join(doubts))
        else:
            _replace()
        _done.append(not doubts)
    return _done[0]


def differences() -> list[str]:
    """Say how the installed WeasyPrint differs from the one this module knows."""
    weasyprint = importlib.import_module("weasyprint")
    doubts = []
    if not weasyprint.__version__.startswith(SUPPORTED):
        doubts.append(f"WeasyPrint {weasyprint.__version__}")
    for place, parameters in _EXPECTED.items():
        owner, name = _find(place)
        function = getattr(owner, name, None)
        if function is None or tuple(inspect.signature(function).parameters) != parameters:
            doubts.append(place)
    ffi_module = importlib.import_module("weasyprint.text.ffi")
    if not hasattr(ffi_module.pango, "pango_attr_font_features_new"):
        doubts.append("pango_attr_font_features_new")
    return doubts


def _find(place: str) -> tuple[Any, str]:
    module_name, path = place.split(":")
    owner: Any = importlib.import_module(module_name)
    *parents, name = path.split(".")
    for parent in parents:
        owner = getattr(owner, parent, None)
    return owner, name


def _replace() -> None:
    for place, make in (
        ("weasyprint.text.line_break:Layout.set_text", _squeezing_set_text),
        ("weasyprint.layout.inline:justify_line", _chinese_justify_line),
        ("weasyprint.pdf.fonts:Font._harfbuzz_subset", _checked_subset),
    ):
        owner, name = _find(place)
        setattr(owner, name, make(getattr(owner, name)))


def _byte_ranges(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """Give the UTF-8 byte ranges of all matches: Pango counts bytes."""
    ranges, position, offset = [], 0, 0
    for match in pattern.finditer(text):
        offset += len(text[position : match.start()].encode())
        length = len(match[0].encode())
        ranges.append((offset, offset + length))
        offset, position = offset + length, match.end()
    return ranges


def _squeezing_set_text(original: Callable[..., None]) -> Callable[..., None]:
    from weasyprint.text.ffi import TO_UNITS, ffi, pango  # noqa: PLC0415 - only once Pango is known to be there

    def change(attributes: Any, attribute: Any, place: tuple[int, int]) -> None:
        attribute.start_index, attribute.end_index = place
        pango.pango_attr_list_change(attributes, attribute)

    def set_text(self: Any, text: str, justify: bool = False) -> None:  # noqa: FBT001, FBT002 - WeasyPrint's signature
        original(self, text, justify)
        squeezed = _byte_ranges(_SQUEEZED, self.text)
        stretched = _byte_ranges(_CJK_RUN, self.text) if justify and self.justification_spacing else []
        if not squeezed and not stretched:
            return
        attributes = pango.pango_layout_get_attributes(self.layout)
        if attributes == ffi.NULL:
            attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
        for place in squeezed:
            change(attributes, pango.pango_attr_font_features_new(b"halt"), place)
        own = self.style["letter_spacing"]
        spacing = int((self.justification_spacing + (0 if own == "normal" else own)) * TO_UNITS)
        for place in stretched:
            change(attributes, pango.pango_attr_letter_spacing_new(spacing), place)
        # Pango does not notice a changed list until it is set again.
        pango.pango_layout_set_attributes(self.layout, attributes)

    return set_text


def _chinese_justify_line(_original: Callable[..., None]) -> Callable[..., None]:
    from weasyprint.formatting_structure import boxes  # noqa: PLC0415 - only once Pango is known to be there
    from weasyprint.text.line_break import create_layout, line_size  # noqa: PLC0415 - as above

    def laid_out(box: Any, context: Any, spacing: float) -> Any:
        layout = create_layout(box.text, box.style, context, None, spacing)
        if spacing:
            layout.set_text(layout.text, justify=True)
        return layout

    def measured(box: Any, context: Any, spacing: float) -> float:
        layout = laid_out(box, context, spacing)  # the line lives no longer than its layout
        first_line, _ = layout.get_first_line()
        width: float = line_size(first_line, box.style)[0]
        return width

    def growth(context: Any, box: Any) -> float:
        """Measure how much wider a box gets per unit of spacing; Pango halves it at run ends."""
        if isinstance(box, boxes.TextBox):
            if _CJK_RUN.search(box.text):
                natural = measured(box, context, 0) if box.text.endswith(" ") else box.width
                box.growth = (measured(box, context, 10) - natural) / 10
            else:
                box.growth = box.text.count(" ") + box.text.count("\u00a0")
        elif isinstance(box, (boxes.LineBox, boxes.InlineBox)):
            box.growth = sum(growth(context, child) for child in box.children if child.is_in_normal_flow())
        else:
            return 0
        result: float = box.growth
        return result

    def spread(context: Any, box: Any, spacing: float, advance: float) -> float:
        """Widen a box and shift what follows it; gives the advance behind it."""
        if isinstance(box, boxes.TextBox):
            box.justification_spacing = spacing
            box.position_x += advance
            if box.growth:
                box.pango_layout = laid_out(box, context, spacing)
                box.pango_layout.deactivate()
                box.width += spacing * box.growth
                return advance + spacing * box.growth
        elif isinstance(box, (boxes.LineBox, boxes.InlineBox)):
            box.position_x += advance
            before = advance
            children = box.children[::-1] if box.style["direction"] == "rtl" else box.children
            for child in children:
                if child.is_in_normal_flow():
                    advance = spread(context, child, spacing, advance)
            box.width += advance - before
        else:
            box.translate(advance, 0)
        return advance

    def justify_line(context: Any, line: Any, extra_width: float) -> None:
        opportunities = growth(context, line)
        if opportunities <= 0 or extra_width <= 0:
            return
        spacing = extra_width / opportunities
        if line.style["text_align_last"] != "justify":  # a roll spreads its names whatever it takes
            spacing = min(spacing, STRETCH_LIMIT * line.style["font_size"])
        spread(context, line, spacing, 0)

    return justify_line


def _checked_subset(original: Callable[..., None]) -> Callable[..., None]:
    def _harfbuzz_subset(self: Any, to_unicode: Any, hinting: bool) -> None:  # noqa: FBT001 - WeasyPrint's signature
        whole = self.file_content
        original(self, to_unicode, hinting)
        # HarfBuzz 6.0 gives up silently on TrueType above about 700 glyphs: 9.6 MB a file.
        if self.file_content is whole:
            self._fonttools_subset(to_unicode, hinting)

    return _harfbuzz_subset
