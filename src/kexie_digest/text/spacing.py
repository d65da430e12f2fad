"""Chinese characters counted, and the blanks between words: where a joint needs one.

Takes a text or two lines, gives a number or a blank; it changes no text. The space that print puts
between Chinese and Latin is ``renderers/pdf/justify``'s.
"""

from __future__ import annotations

import re

_CJK = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇"
_LATIN = r"A-Za-z0-9\u00c0-\u024f"
_HANZI = re.compile(rf"[{_CJK}]")

_LATIN_END = re.compile(rf"[{_LATIN},.;:)]")
_LATIN_START = re.compile(rf"[{_LATIN}(]")


def count_hanzi(text: str) -> int:
    """Count the Chinese characters of a text.

    Args:
        text: Any text.

    Returns:
        How many.
    """
    return len(_HANZI.findall(text))


def joint(left: str, right: str) -> str:
    """Give what stands between two lines that are joined: a blank between Latin words only.

    Args:
        left: The line above.
        right: The line below.

    Returns:
        A blank or nothing.
    """
    return " " if _LATIN_END.match(left[-1:]) and _LATIN_START.match(right) else ""
