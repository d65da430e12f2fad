"""Read blocks into articles.

Takes an extracted document and the hints of its source; gives page facts, articles,
noise, flags and the owner of every character. Pure: no files, no network, no clock.
A new page layout is one module with ``matches(blocks) -> float`` and
``parse(extracted, hints) -> Parsed``, one line here and one case folder.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from kexie_digest.model import Extracted, Hints, Parsed

if TYPE_CHECKING:
    from kexie_digest.parsers.newspaper.continuing import IssuePage, follow

__all__ = ["LAYOUTS", "IssuePage", "follow", "parse"]

#: Layout name -> module; the best match reads the page unless ``layout:`` names one.
LAYOUTS: dict[str, str] = {
    "newspaper": "kexie_digest.parsers.newspaper",
    "web_article": "kexie_digest.parsers.web_article",
    "feed_entry": "kexie_digest.parsers.feed_entry",
}
_CONTINUING = "kexie_digest.parsers.newspaper.continuing"


def __getattr__(name: str) -> object:
    """Import what joins pages when it is asked for: newspapers' patterns take 0.3 s."""
    if name not in {"IssuePage", "follow"}:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_CONTINUING), name)


def parse(extracted: Extracted, hints: Hints) -> Parsed:
    """Read one document with the layout that fits it best.

    Args:
        extracted: Blocks and decoded text of the document.
        hints: What the source knows; ``hints.layout`` decides when it is set.

    Returns:
        Page facts and articles; every character of the text has one owner.

    Raises:
        ParseError: No article was found.
    """
    layout = hints.layout
    if layout is None:
        scores = {name: import_module(module).matches(extracted.blocks) for name, module in LAYOUTS.items()}
        layout = max(scores, key=lambda name: scores[name])
    parsed: Parsed = import_module(LAYOUTS[layout]).parse(extracted, hints)
    return parsed
