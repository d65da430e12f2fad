"""Wrapper for ``resolve_percentages``: lengths that depend on nothing are worked out once a style.

WeasyPrint asks for margins, paddings, borders and sizes of a box each time it is tried on a
line, in a column or on a page, twenty answers at a time. Nearly all are plain pixels: boxes of
the same style have the same ones wherever they stand.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from weasyprint.css.properties import Dimension
from weasyprint.formatting_structure.boxes import PageBox

from kexie_digest.renderers.pdf.justify import Untyped

_OWN = "_kexie_lengths"
_SIDES = ("top", "right", "bottom", "left")
_LENGTHS = (
    *(f"{kind}_{side}" for kind in ("margin", "padding") for side in _SIDES),
    *(f"{least}{axis}" for least in ("", "min_", "max_") for axis in ("width", "height")),
)
_ALL = (*_LENGTHS, *(f"border_{side}_width" for side in _SIDES))


def keeping_lengths(original: Callable[[Untyped, Untyped], None]) -> Callable[[Untyped, Untyped], None]:
    """Wrap ``resolve_percentages``; a style that is changed is a copy, and starts anew."""

    @wraps(original)
    def resolve_percentages(box: Untyped, containing_block: Untyped) -> None:
        style = box.style
        known = vars(style).get(_OWN)
        if known:
            box.__dict__.update(known)
            return
        original(box, containing_block)
        if known is None:
            is_fixed = not isinstance(box, PageBox) and _is_fixed(style)
            vars(style)[_OWN] = {name: getattr(box, name) for name in _ALL} if is_fixed else {}

    return resolve_percentages


def _is_fixed(style: Untyped) -> bool:
    values = map(style.__getitem__, _LENGTHS)
    return style["border_collapse"] != "collapse" and all(
        value == "auto" or (type(value) is Dimension and value.unit == "px") for value in values
    )
