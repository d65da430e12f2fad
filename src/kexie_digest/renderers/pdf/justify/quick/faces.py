"""Wrapper for ``get_font_description``: describe a face once a document.

WeasyPrint describes the face of every text box to Pango twice, when it is laid out and when
it is drawn. Pango copies what it is given, so that one description serves all.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable

from kexie_digest.renderers.pdf.justify import Untyped

_OWN = "_kexie_faces"
#: All that a description holds.
_PROPERTIES = (
    "font_family",
    "font_style",
    "font_stretch",
    "font_weight",
    "font_size",
    "font_variant_caps",
    "font_variation_settings",
)


def describing(original: Callable[[Untyped], Untyped]) -> Callable[[Untyped], Untyped]:
    """Wrap ``get_font_description``; descriptions live as long as the document's fonts."""

    def get_font_description(style: Untyped) -> Untyped:
        faces: dict[Hashable, Untyped] = vars(style.font_config).setdefault(_OWN, {})
        key = tuple(map(style.__getitem__, _PROPERTIES))
        if key not in faces:
            faces[key] = original(style)
        return faces[key]

    return get_font_description
