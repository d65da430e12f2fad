"""Wrappers for ``can_break_text`` and ``strut``: small questions that come again and again.

Whether a line may end between two boxes is asked of Pango for the letters that meet there; how
high a line of a style is, of a long text made of all its font properties.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps

from kexie_digest.renderers.pdf.justify import Untyped

_OWN = "_kexie_strut"
#: So many pairs of letters are remembered.
_PAIRS = 8192


def remembering_pairs(original: Callable[[str, str | None], bool]) -> Callable[[str, str | None], bool]:
    """Wrap ``can_break_text``; it looks at the text and its language only."""
    return wraps(original)(lru_cache(maxsize=_PAIRS)(original))


def keeping_struts(
    original: Callable[[Untyped], tuple[float, float]],
) -> Callable[[Untyped], tuple[float, float]]:
    """Wrap ``strut``; a style that is changed is a copy, and starts anew."""

    @wraps(original)
    def strut(style: Untyped) -> tuple[float, float]:
        known: tuple[float, float] | None = vars(style).get(_OWN)
        if known is None:
            known = original(style)
            setattr(style, _OWN, known)
        return known

    return strut
