"""Wrapper for ``_build_box_tree``: what WeasyPrint's PDF tags lack for PDF/UA-1.

It writes the document's language only; a reader's voice needs to know where traditional
Chinese or English begins (7.2). It gives every box inside a link an annotation of its own, which
must stand in a Link element (7.18.5); the line break in a title of two lines got a NonStruct,
a Latin word a Span.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps

import pydyf

from kexie_digest.renderers.pdf.justify import Untyped


def completing(original: Callable[..., Iterator[Untyped]]) -> Callable[..., Iterator[Untyped]]:
    """Wrap the tag builder, which calls itself for every box."""

    @wraps(original)
    def _build_box_tree(box: Untyped, *others: Untyped) -> Iterator[Untyped]:
        language = None if box.element is None else box.element.get("lang")
        is_in_link = box.link_annotation is not None
        for tag in original(box, *others):
            # The document's own language is in the catalogue; a pseudo-element is part of its element.
            if language and box.element_tag != "html" and "::" not in box.element_tag:
                tag["Lang"] = pydyf.String(language)
            if is_in_link and tag["S"] in ("/NonStruct", "/Span"):
                tag["S"] = "/Link"
            yield tag

    return _build_box_tree
