"""Space between Chinese and Latin letters or figures, for typesetting.

Takes a text, gives offsets or the text with thin spaces. It is for outputs only: the
stored text keeps the spacing of its original.
"""

from __future__ import annotations

import re

_CJK = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇"
_LATIN = r"A-Za-z0-9\u00c0-\u024f"
_HANZI = re.compile(rf"[{_CJK}]")
_SEAM = re.compile(rf"(?<=[{_CJK}])(?=[{_LATIN}])|(?<=[{_LATIN}%℃])(?=[{_CJK}])")
_PRINTED = re.compile(rf"(?<=[{_CJK}])[ \u00a0]+(?=[{_LATIN}])|(?<=[{_LATIN}%℃])[ \u00a0]+(?=[{_CJK}])")
_BETWEEN_HANZI = re.compile(rf"(?<=[{_CJK}])[ \u00a0]+(?=[{_CJK}])")

_LATIN_END = re.compile(rf"[{_LATIN},.;:)]\Z")
_LATIN_START = re.compile(rf"[{_LATIN}(]")

#: A quarter of an em is the custom; U+2005 is that wide in every font.
QUARTER_EM = "\u2005"


def is_hanzi(char: str) -> bool:
    """Tell whether a character is a Chinese one (no punctuation, no kana).

    Args:
        char: One character.

    Returns:
        Whether it is.
    """
    return bool(_HANZI.fullmatch(char))


def count_hanzi(text: str) -> int:
    """Count the Chinese characters of a text.

    Args:
        text: Any text.

    Returns:
        How many.
    """
    return len(_HANZI.findall(text))


def seams(text: str) -> tuple[int, ...]:
    """Find where Chinese and Latin letters or figures touch.

    Args:
        text: Any text.

    Returns:
        Offsets that a typesetter puts a quarter em before.
    """
    return tuple(match.start() for match in _SEAM.finditer(text))


def set_apart(text: str, space: str = QUARTER_EM) -> str:
    """Put a thin space wherever Chinese and Latin letters or figures touch.

    A blank typed there (20 个) becomes the same thin space, so that it is never doubled.

    Args:
        text: Any text.
        space: What to put there.

    Returns:
        The text to typeset.
    """
    return _SEAM.sub(space, _PRINTED.sub("", text))


def close_up(text: str) -> str:
    """Drop blanks between two Chinese characters, as scans and hard wraps leave them.

    Args:
        text: Any text.

    Returns:
        The text without them.
    """
    return _BETWEEN_HANZI.sub("", text)


def joint(left: str, right: str) -> str:
    """Give what stands between two lines that are joined: a blank between Latin words only.

    Args:
        left: The line above.
        right: The line below.

    Returns:
        A blank or nothing.
    """
    return " " if _LATIN_END.search(left) and _LATIN_START.match(right) else ""
