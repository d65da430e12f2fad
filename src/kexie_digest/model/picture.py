"""A picture of an article: its words, and the file that is kept of it.

``address`` is how the page names the picture, ``path`` where the edition's folder has it.
A picture without a path is one that was printed or linked and that we do not have.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class AltOrigin(StrEnum):
    """Where a text alternative comes from (替代文字来源): the page, else its caption or the title."""

    PAGE = "page"
    CAPTION = "caption"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Image:
    """A picture: path of the stored file, caption, credit and text alternative.

    ``sha256`` names the bytes kept in the store: upright, in sRGB or grey, without EXIF.
    ``width`` and ``height`` count its pixels, 0 when we do not have it.
    """

    path: str
    caption: str = ""
    credit: str = ""
    alt: str = ""
    alt_origin: AltOrigin = AltOrigin.PAGE
    address: str = ""
    sha256: str = ""
    media_type: str = ""
    width: int = 0
    height: int = 0
