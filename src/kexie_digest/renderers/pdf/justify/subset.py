"""Replacements in ``Font``: make fonts smaller for sure, and do not hold them whole.

WeasyPrint copies every font file into memory as soon as a face is used, six files of
24 MB for a bulletin, though the subset is made from the face itself.
"""

from __future__ import annotations

from collections.abc import Callable

from kexie_digest.renderers.pdf.justify import Untyped
from kexie_digest.renderers.pdf.justify.compact import CFF_HEADER, compact

_OWN = "_kexie_content"


class ContentOnDemand:
    """The attribute ``file_content``: a subset once there is one, else the file, read anew."""

    def __init__(self, read_whole: Callable[[Untyped], bytes]) -> None:
        """Take WeasyPrint's function that copies a face's file."""
        self._read_whole = read_whole

    def __get__(self, font: Untyped, owner: type | None = None) -> Untyped:
        """Give what was stored, or the whole file without keeping it."""
        return self if font is None else vars(font).get(_OWN) or self._read_whole(font.hb_face)

    def __set__(self, font: Untyped, content: bytes) -> None:
        """Keep a subset; nothing (while the font is opened) keeps nothing."""
        font.__dict__[_OWN] = content


def opened_without_copy(original: Callable[..., None], module: Untyped) -> Callable[..., None]:
    """Wrap ``Font.__init__`` so that it does not copy the font's file.

    Args:
        original: WeasyPrint's own.
        module: ``weasyprint.pdf.fonts``, whose copying function is put aside meanwhile.
            Pango is not thread-safe: nobody else opens a font in this process.
    """

    def __init__(self: Untyped, pango_font: Untyped, description: Untyped, font_size: Untyped) -> None:  # noqa: N807 - as WeasyPrint
        copy, module.get_hb_object_data = module.get_hb_object_data, _nothing
        try:
            original(self, pango_font, description, font_size)
        finally:
            module.get_hb_object_data = copy

    return __init__


def _nothing(_face: Untyped) -> bytes:
    return b""


def checked(original: Callable[..., None]) -> Callable[..., None]:
    """Wrap the subsetting: without holes where that can be, and smaller in any case.

    HarfBuzz 6.0 gives up on TrueType above about 700 glyphs. It then leaves the whole font
    in place without a word (9.6 MB a file); fontTools does the work instead.
    """

    def _harfbuzz_subset(self: Untyped, to_unicode: Untyped, hinting: bool) -> None:  # noqa: FBT001 - as WeasyPrint
        program = compact(self, to_unicode, hinting=hinting)
        if program:
            self.file_content = program
            return
        original(self, to_unicode, hinting)
        if not vars(self).get(_OWN):
            self._fonttools_subset(to_unicode, hinting)

    return _harfbuzz_subset


def kind(font: Untyped) -> str:
    """Replace ``Font.type``: a bare CFF is embedded as OpenType outlines are."""
    return "otf" if font.file_content[:4] == b"OTTO" or font.file_content.startswith(CFF_HEADER) else "ttf"
