"""Replacement for ``Font._harfbuzz_subset``: notice when a font was not made smaller."""

from __future__ import annotations

from collections.abc import Callable

from kexie_digest.renderers.pdf.justify import Untyped


def checked(original: Callable[..., None]) -> Callable[..., None]:
    """Wrap the subsetting: HarfBuzz 6.0 gives up on TrueType above about 700 glyphs.

    It then leaves the whole font in place without a word (9.6 MB a file); fontTools does
    the work instead.
    """

    def _harfbuzz_subset(self: Untyped, to_unicode: Untyped, hinting: bool) -> None:  # noqa: FBT001 - as WeasyPrint
        whole = self.file_content
        original(self, to_unicode, hinting)
        if self.file_content is whole:
            self._fonttools_subset(to_unicode, hinting)

    return _harfbuzz_subset
