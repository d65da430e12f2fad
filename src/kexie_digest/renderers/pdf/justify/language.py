"""Wrapper for ``_build_box_tree``: write the language of an element into its PDF tag.

WeasyPrint writes the document's language only; a reader's voice needs to know where
traditional Chinese or English begins (PDF/UA-1, 7.2).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps

import pydyf

from kexie_digest.renderers.pdf.justify import Untyped


def speaking(original: Callable[..., Iterator[Untyped]]) -> Callable[..., Iterator[Untyped]]:
    """Wrap the tag builder, which calls itself for every box."""

    @wraps(original)
    def _build_box_tree(box: Untyped, *others: Untyped) -> Iterator[Untyped]:
        language = None if box.element is None else box.element.get("lang")
        for tag in original(box, *others):
            # The document's own language is in the catalogue; a pseudo-element is part of its element.
            if language and box.element_tag != "html" and "::" not in box.element_tag:
                tag["Lang"] = pydyf.String(language)
            yield tag

    return _build_box_tree
