"""Wrappers that answer the usual case of two small questions at once, and leave the rest alone.

Every box is asked dozens of times whether it floats, is absolute, running, a note or a
footnote, and how long its margins, paddings and borders are: nearly all are in the flow, and
nearly all lengths are plain pixels. A tenth of the layout's time went into asking.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from weasyprint.css.properties import Dimension

from kexie_digest.renderers.pdf.justify import Untyped

_IN_FLOW = ("static", "relative")


def resolving(original: Callable[[Untyped, str, Untyped], None]) -> Callable[[Untyped, str, Untyped], None]:
    """Wrap ``resolve_one_percentage``: pixels are what they are."""

    @wraps(original)
    def resolve_one_percentage(box: Untyped, property_name: str, refer_to: Untyped) -> None:
        value = box.style[property_name]
        if type(value) is Dimension and value.unit == "px":
            setattr(box, property_name, value.value)
        else:
            original(box, property_name, refer_to)

    return resolve_one_percentage


def flowing(original: Callable[[Untyped], bool]) -> Callable[[Untyped], bool]:
    """Wrap ``Box.is_in_normal_flow``."""

    @wraps(original)
    def is_in_normal_flow(self: Untyped) -> bool:
        style = self.style
        return (style["float"] == "none" and style["position"] in _IN_FLOW) or original(self)

    return is_in_normal_flow
