"""Replacement for ``Layout.setup``: texts of one language share a Pango context.

WeasyPrint makes a context for every text it lays out, and once more to draw it. It never
changes one afterwards.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from weasyprint.text import line_break
from weasyprint.text.constants import PANGO_DIRECTION
from weasyprint.text.ffi import ffi, gobject, pango, unicode_to_char_p

from kexie_digest.renderers.pdf.justify import Untyped

_OWN = "_kexie_contexts"
#: With these as they are by default, a text has no Pango features of its own.
_FEATURES = {
    "font_kerning": "auto",
    "font_variant_ligatures": "normal",
    "font_variant_position": "normal",
    "font_variant_caps": "normal",
    "font_variant_numeric": "normal",
    "font_variant_alternates": "normal",
    "font_variant_east_asian": "normal",
    "font_feature_settings": "normal",
}


def sharing(original: Callable[[Untyped, Untyped], None]) -> Callable[[Untyped, Untyped], None]:
    """Wrap ``Layout.setup``; text that is underlined or has font features goes the long way."""

    @wraps(original)
    def setup(self: Untyped, style: Untyped) -> None:
        language = style["lang"]
        if (
            not language
            or style["font_language_override"] != "normal"
            or style["text_decoration_line"] != "none"
            or any(style[name] != value for name, value in _FEATURES.items())
        ):
            original(self, style)
            return
        self.style, self.first_line_direction = style, 0
        contexts = vars(style.font_config).setdefault(_OWN, {})
        key = (language, style["direction"])
        if key not in contexts:
            contexts[key] = _context(style)
        pango_context, self.language = contexts[key]
        self.layout = ffi.gc(pango.pango_layout_new(pango_context), gobject.g_object_unref)
        pango.pango_layout_set_auto_dir(self.layout, False)  # noqa: FBT003 - Pango's own
        pango.pango_layout_set_font_description(self.layout, line_break.get_font_description(style))
        self.ascent = self.underline_position = self.strikethrough_position = None

    return setup


def _context(style: Untyped) -> tuple[Untyped, Untyped]:
    """Make a context as WeasyPrint does."""
    context = ffi.gc(pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref)
    pango.pango_context_set_round_glyph_positions(context, False)  # noqa: FBT003 - Pango's own
    pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
    name, _ = unicode_to_char_p(style["lang"])
    language = pango.pango_language_from_string(name)
    pango.pango_context_set_language(context, language)
    return context, language
