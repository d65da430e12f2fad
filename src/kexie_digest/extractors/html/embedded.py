"""Pictures whose bytes stand in the page itself (``data:`` URIs, RFC 2397).

Takes a page's pieces, gives them with short addresses, and the bytes beside them. A data
URI that is no picture, is not well formed or is as small as a placeholder is passed over.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import unquote_to_bytes

from kexie_digest.extractors.html.walk import Piece

#: How a block names the n-th picture of ``Extracted.embedded``.
PREFIX = "embedded:"
#: One pixel in any format; lazy loading puts such a thing where the picture comes later.
_PLACEHOLDER = 400
#: Together with its page, which is refused above 12 MB.
_MOST = 100


def take_embedded(pieces: Sequence[Piece]) -> tuple[list[Piece], tuple[bytes, ...]]:
    """Take pictures out of their addresses.

    Args:
        pieces: Of a page; images may have ``data:`` addresses.

    Returns:
        The pieces, ``embedded:<n>`` for such an address; and the pictures' bytes.
    """
    kept: list[Piece] = []
    pictures: list[bytes] = []
    for piece in pieces:
        if not (piece.href or "").lower().startswith("data:"):
            kept.append(piece)
            continue
        content = _content(piece.href or "")
        if content is not None and len(pictures) < _MOST:
            kept.append(replace(piece, href=f"{PREFIX}{len(pictures)}"))
            pictures.append(content)
    return kept, tuple(pictures)


def _content(address: str) -> bytes | None:
    head, comma, rest = address.partition(",")
    if not comma or not head[5:].strip().lower().startswith("image/"):
        return None
    try:
        raw = unquote_to_bytes(rest)
        is_packed = head.strip().lower().endswith("base64")
        content = base64.b64decode(b"".join(raw.split()), validate=True) if is_packed else raw
    except (binascii.Error, ValueError):
        return None
    return content if len(content) > _PLACEHOLDER else None
