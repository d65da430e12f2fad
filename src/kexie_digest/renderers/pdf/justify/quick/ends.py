"""Wrapper for ``first_line_metrics``: a Chinese line is measured where it was broken, not set again.

When WeasyPrint has found where a line ends it has Pango set that line once more, alone, since a
trailing space or a mark at the cut may take another width. An ideograph takes one em in any
company: a line that ends with one, before another, is as wide as it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import wraps

from weasyprint.text.ffi import FROM_UNITS, pango
from weasyprint.text.line_break import line_size

from kexie_digest.renderers.pdf.justify import Untyped

#: Text whose widths do not depend on what follows it: no Latin, no space, no mark at its end.
_CHINESE = re.compile("[\u3400-\u9fff\uff01-\uff60“”、。《》（）]*[\u4e00-\u9fff]")
_IDEOGRAPH = re.compile("[\u4e00-\u9fff]")


def reading(original: Callable[..., tuple[Untyped, ...]]) -> Callable[..., tuple[Untyped, ...]]:
    """Wrap ``first_line_metrics``."""

    @wraps(original)
    def first_line_metrics(  # noqa: PLR0913, PLR0917 - as WeasyPrint
        first_line: Untyped,
        text: str,
        layout: Untyped,
        resume_at: int | None,
        space_collapse: bool,  # noqa: FBT001 - as WeasyPrint
        style: Untyped,
        hyphenated: bool = False,  # noqa: FBT001, FBT002 - as above
        hyphenation_character: str | None = None,
    ) -> tuple[Untyped, ...]:
        line = "" if hyphenated or not resume_at else _first_line(text, first_line.length, style)
        if not line or resume_at != first_line.length:
            return original(
                first_line,
                text,
                layout,
                resume_at,
                space_collapse,
                style,
                hyphenated,
                hyphenation_character,
            )
        width, height = line_size(first_line, style)
        baseline = pango.pango_layout_get_baseline(layout.layout) * FROM_UNITS
        layout.text = line
        layout.deactivate()
        return layout, resume_at, resume_at, width, height, baseline

    return first_line_metrics


def _first_line(text: str, length: int, style: Untyped) -> str:
    """Give the first ``length`` bytes of a text where they and the next character are Chinese."""
    if style["letter_spacing"] != "normal":
        return ""
    encoded = text.encode()
    line = encoded[:length].decode()
    following = encoded[length : length + 3].decode(errors="ignore")
    return line if _CHINESE.fullmatch(line) and _IDEOGRAPH.match(following) else ""
