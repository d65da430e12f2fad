"""From the codes of a content stream back to letters, by each font's ToUnicode map.

Takes a font and bytes, gives text. A font without the map gives no text.
"""

from __future__ import annotations

import re

import pikepdf

_BLOCK = re.compile(rb"begin(bfchar|bfrange)(.*?)end\1", re.DOTALL)
_PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
_RANGE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
#: What stands for a glyph that has no way back to a letter.
UNKNOWN = "\ufffd"


class Letters:
    """Remembers the maps of the fonts it has seen."""

    def __init__(self) -> None:
        self._maps: dict[tuple[int, int], dict[int, str]] = {}

    def read(self, font: pikepdf.Object | None, codes: bytes) -> tuple[str, int]:
        """Read shown codes.

        Args:
            font: The font they are shown in.
            codes: Bytes; two for a glyph in a composite font.

        Returns:
            The letters, and how many glyphs are ``.notdef``.
        """
        if font is None:
            return "", 0
        if font.objgen not in self._maps:
            stream = font.get("/ToUnicode")
            self._maps[font.objgen] = {} if stream is None else read_map(stream.read_bytes())
        letters = self._maps[font.objgen]
        step = 2 if str(font.get("/Subtype")) == "/Type0" else 1
        glyphs = [int.from_bytes(codes[at : at + step], "big") for at in range(0, len(codes), step)]
        missing = glyphs.count(0) if step > 1 else 0
        return "".join(letters.get(glyph, UNKNOWN) for glyph in glyphs), missing


def read_map(content: bytes) -> dict[int, str]:
    """Read a ToUnicode map (ISO 32000-1, 9.10.3).

    Args:
        content: The CMap.

    Returns:
        Letters by code; ranges that list their letters one by one are not read, as the
        engine writes none.
    """
    letters: dict[int, str] = {}
    for kind, body in _BLOCK.findall(content):
        if kind == b"bfchar":
            letters |= {int(code, 16): _text(value) for code, value in _PAIR.findall(body)}
            continue
        for first, last, value in _RANGE.findall(body):
            start = int(value, 16)
            for offset in range(int(last, 16) - int(first, 16) + 1):
                letters[int(first, 16) + offset] = chr(start + offset)
    return letters


def _text(value: bytes) -> str:
    return bytes.fromhex(value.decode()).decode("utf-16-be", errors="replace")
