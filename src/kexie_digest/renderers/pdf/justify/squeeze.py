"""Replacement for ``Layout.set_text``: narrow marks that adjoin, spread Chinese when asked to.

Wraps WeasyPrint's own function, which cuts the text and sets word spacing, and adds Pango
attributes. It works in layout and in drawing alike, so that lines break at the narrow
width.

LXGW WenKai has no half-width marks, and quotes as narrow as Latin ones: both are taken from Song.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps

from weasyprint.text.ffi import TO_UNITS, ffi, pango
from weasyprint.text.line_break import strut

from kexie_digest.renderers.pdf.justify import Untyped

_CLOSING = "”’）》〉」』】〕］｝，。、；：．"
_OPENING = "“‘（《〈「『【〔［｛"
#: A closing mark or stop before any mark, an opening mark after an opening one.
_SQUEEZED = re.compile(f"[{_CLOSING}](?=[{_CLOSING}{_OPENING}])|(?<=[{_OPENING}])[{_OPENING}]")
#: A face without the feature ``halt`` and full-width quotes, and the one that lends it these.
_LENDERS = {"LXGW WenKai": b"Noto Serif CJK SC"}
_QUOTES = re.compile("[“”‘’]")
CJK_RUN = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60“”‘’·\U00020000-\U0003ffff]+")


#: Pango has more attributes than WeasyPrint declares; a later version may declare this one.
ffi.cdef("PangoAttribute * pango_attr_family_new (const char *family);", override=True)


def squeezing(original: Callable[..., None]) -> Callable[..., None]:
    """Wrap ``Layout.set_text``."""

    def set_text(self: Untyped, text: str, justify: bool = False) -> None:  # noqa: FBT001, FBT002 - as WeasyPrint
        original(self, text, justify)
        if self.text.isascii():
            return
        squeezed = byte_ranges(_SQUEEZED, self.text)
        stretched = byte_ranges(CJK_RUN, self.text) if justify and self.justification_spacing else []
        if self.style["font_family"][0] in _LENDERS:
            _lend(self, [*squeezed, *byte_ranges(_QUOTES, self.text)])
        if squeezed or stretched:
            _decorate(self, squeezed, stretched)

    return set_text


def levelling(original: Callable[..., tuple[Untyped, ...]]) -> Callable[..., tuple[Untyped, ...]]:
    """Wrap ``first_line_metrics``: marks that another face lends do not make their line higher."""

    @wraps(original)
    def first_line_metrics(
        first_line: Untyped,
        text: str,
        layout: Untyped,
        resume_at: int | None,
        space_collapse: bool,  # noqa: FBT001 - as WeasyPrint
        style: Untyped,
        *others: Untyped,
        **named: Untyped,
    ) -> tuple[Untyped, ...]:
        given = first_line, text, layout, resume_at, space_collapse, style
        *measured, height, baseline = original(*given, *others, **named)
        if text and style["font_family"][0] in _LENDERS:  # without text it is the strut that is measured
            line_height, own_baseline = strut(style)
            baseline = own_baseline - (line_height - height) / 2
        return *measured, height, baseline

    return first_line_metrics


def byte_ranges(pattern: re.Pattern[str], text: str) -> list[tuple[int, int]]:
    """Give the UTF-8 byte ranges of all matches, as Pango counts bytes.

    Args:
        pattern: What to find.
        text: Where.

    Returns:
        Half-open ranges in order.
    """
    ranges, position, offset = [], 0, 0
    for match in pattern.finditer(text):
        offset += len(text[position : match.start()].encode())
        length = len(match[0].encode())
        ranges.append((offset, offset + length))
        offset, position = offset + length, match.end()
    return ranges


def _lend(layout: Untyped, places: list[tuple[int, int]]) -> None:
    """Set marks in another face."""
    if places:
        attributes = _attributes(layout)
        for place in places:
            _change(attributes, pango.pango_attr_family_new(_LENDERS[layout.style["font_family"][0]]), place)
        pango.pango_layout_set_attributes(layout.layout, attributes)


def _attributes(layout: Untyped) -> Untyped:
    attributes = pango.pango_layout_get_attributes(layout.layout)
    if attributes == ffi.NULL:
        attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
    return attributes


def _decorate(layout: Untyped, squeezed: list[tuple[int, int]], stretched: list[tuple[int, int]]) -> None:
    attributes = _attributes(layout)
    for place in squeezed:
        _change(attributes, pango.pango_attr_font_features_new(b"halt"), place)
    # Our spacing replaces the style's own, so it must hold both.
    own = layout.style["letter_spacing"]
    spacing = int((layout.justification_spacing + (0 if own == "normal" else own)) * TO_UNITS)
    for place in stretched:
        _change(attributes, pango.pango_attr_letter_spacing_new(spacing), place)
    # Pango does not notice a changed list until it is set again.
    pango.pango_layout_set_attributes(layout.layout, attributes)


def _change(attributes: Untyped, attribute: Untyped, place: tuple[int, int]) -> None:
    attribute.start_index, attribute.end_index = place
    pango.pango_attr_list_change(attributes, attribute)
