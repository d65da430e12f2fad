"""Wrappers for how a PDF is written: no stream is compressed twice, no page looked up among all.

Takes pydyf's functions, gives faster ones that return the same bytes. To sign a file with its
hash pydyf makes the bytes of every object again after it has written them. To tag a box it names
every page of the document: a sixth of the time that 200 pages took.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from kexie_digest.renderers.pdf.justify import Untyped

_OWN = "_kexie_bytes"
_PAGES = "_kexie_pages"


def spelling(original: Callable[[Untyped], bytes]) -> Callable[[Untyped], bytes]:
    """Wrap ``_to_bytes``, which is called for every word of a page: common types first."""

    @wraps(original)
    def _to_bytes(item: Untyped) -> bytes:
        kind = type(item)
        if kind is bytes:
            content: bytes = item
            return content
        if kind is str:
            return str.encode(item, "ascii")
        if kind is int:
            return b"%d" % item
        return original(item)

    return _to_bytes


def writing_once(original: Callable[..., None]) -> Callable[..., None]:
    """Wrap ``PDF.write``: a stream is finished by now, so its bytes may be kept."""

    @wraps(original)
    def write(self: Untyped, *words: Untyped, **named: Untyped) -> None:
        for item in self.objects:
            item.__dict__[_OWN] = None
        original(self, *words, **named)

    return write


def keeping(original: Callable[[Untyped], bytes]) -> property:
    """Wrap the reading of ``Stream.data``, compressed: kept from the moment the file is written."""

    def data(self: Untyped) -> bytes:
        known = vars(self).get(_OWN, b"")
        if known is None:
            known = self.__dict__[_OWN] = original(self)
        return known or original(self)

    return property(data)


def naming(original: Callable[[Untyped], Untyped]) -> property:
    """Wrap the reading of ``PDF.page_references``: kept until there is another page."""

    def page_references(self: Untyped) -> Untyped:
        count = len(self.pages["Kids"])
        known, names = vars(self).get(_PAGES, (-1, ()))
        if known != count:
            names = original(self)
            self.__dict__[_PAGES] = (count, names)
        return names

    return property(page_references)
