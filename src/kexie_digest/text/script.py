"""Traditional and simplified characters, full and half width.

Takes a text, gives one of the **same length**, so that offsets found in the folded
text hold in the original. It is for matching: what readers see keeps its script.
"""

from __future__ import annotations

import re
from functools import lru_cache

import opencc

from kexie_digest.model import Script

#: Below this share of decided characters a text is too mixed to call traditional.
_TRADITIONAL_SHARE = 0.5

#: Longer texts are not worth remembering.
_LONGEST_LINE = 2000

_PUNCTUATION = {
    "\u3000": " ",
    "\u00a0": " ",
    "「": "“",
    "」": "”",
    "『": "‘",
    "』": "’",
    "﹝": "(",
    "﹞": ")",
    "〔": "(",
    "〕": ")",
    "﹕": ":",
    "﹐": ",",
    "﹔": ";",
    "︰": ":",
}


@lru_cache(maxsize=4)
def _converter(name: str) -> opencc.OpenCC:
    return opencc.OpenCC(name)


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:  # lone surrogates: OpenCC takes UTF-8 only
        return False
    return True


def _hanzi() -> list[str]:
    """All characters that have a script: the unified block and its extension A."""
    return list(map(chr, [*range(0x3400, 0x4DC0), *range(0x4E00, 0xA000)]))


@lru_cache(maxsize=2)
def _changes(name: str) -> dict[int, str]:
    """Each character that a conversion changes when it stands alone."""
    characters = _hanzi()
    converted = str(_converter(name).convert("\n".join(characters))).split("\n")
    pairs = zip(characters, converted, strict=True)
    return {ord(char): new for char, new in pairs if new != char and len(new) == 1}


@lru_cache(maxsize=2)
def _telling(name: str) -> re.Pattern[str]:
    """Runs of characters that a conversion changes: a pattern counts six times as fast as ``translate``."""
    return re.compile(f"[{''.join(map(chr, _changes(name)))}]+")


@lru_cache(maxsize=1)
def _convertible() -> re.Pattern[str]:
    """A character that OpenCC's ``t2s`` may change: a telling one, a compatibility form, a rare extension."""
    return re.compile(f"[{''.join(map(chr, _changes('t2s')))}\uf900-\ufaff\U00020000-\U0003ffff]")


def to_simplified(text: str) -> str:
    """Turn traditional characters into simplified ones, length kept.

    OpenCC reads phrases (乾坤 stays, 乾燥 becomes 干燥). Should a phrase ever change
    the length, or a text be no valid Unicode, each character is mapped by itself. A text
    without any traditional character is left alone, its old spellings (意志消沈) too.

    Args:
        text: Any text.

    Returns:
        A text of the same length.
    """
    if text.isascii() or not _convertible().search(text):
        return text
    simplified = str(_converter("t2s").convert(text)) if _encodable(text) else ""
    if len(simplified) != len(text):
        simplified = text.translate(_changes("t2s"))
    if len(simplified) != len(text):  # offsets everywhere rest on this
        raise AssertionError(text)
    return simplified


@lru_cache(maxsize=1)
def _folding() -> dict[int, str]:
    """Full-width ASCII, corner brackets and capitals to their plain forms."""
    table = {ord(old): new for old, new in _PUNCTUATION.items()}
    table |= {code: chr(code - 0xFEE0).lower() for code in range(0xFF01, 0xFF5F)}
    for code in range(0x10000):
        lower = chr(code).lower()
        if code not in table and len(lower) == 1 and lower != chr(code):
            table[code] = lower
    return table


@lru_cache(maxsize=1)
def _foldable() -> re.Pattern[str]:
    """The characters that have a plain form: few in a line, so replacing them beats ``translate`` by far."""
    return re.compile(f"[{re.escape(''.join(map(chr, _folding())))}]")


def _plain(match: re.Match[str]) -> str:
    return _folding()[ord(match.group())]


@lru_cache(maxsize=512)
def _fold_line(text: str) -> str:
    """Several readers fold the same line one after another."""
    return _fold(text)


def _fold(text: str) -> str:
    return _foldable().sub(_plain, to_simplified(text))


def fold(text: str) -> str:
    """Fold a text for matching: simplified, half-width, lower case, length kept.

    ``。`` and ``、`` have no half-width form in use and stay; ``「」`` become ``“”``.

    Args:
        text: Any text.

    Returns:
        A text of the same length; an offset in it is an offset in ``text``.
    """
    if len(text) <= _LONGEST_LINE:
        return _fold_line(text)
    return _fold(text)


def detect(text: str) -> Script:
    """Tell which script a text is written in.

    Characters that only one script uses decide; a text converted by machine keeps
    some of the other kind (之后 in a traditional page), so the majority counts.

    Args:
        text: Any text.

    Returns:
        Traditional when most telling characters are; else simplified.
    """
    traditional = _count(_telling("t2s"), text)
    if not traditional:
        return Script.SIMPLIFIED
    total = traditional + _count(_telling("s2t"), text)
    return Script.TRADITIONAL if traditional > total * _TRADITIONAL_SHARE else Script.SIMPLIFIED


def _count(telling: re.Pattern[str], text: str) -> int:
    return sum(map(len, telling.findall(text)))


def to_traditional(text: str) -> str:
    """Turn simplified characters into the traditional ones of Taiwan; the length may change.

    It is for reading pages in another script, never for matching: OpenCC's ``s2tw`` reads
    phrases (头发 → 頭髮, 发展 → 發展) and keeps words as they are.

    Args:
        text: Any text, such as a whole page.

    Returns:
        The converted text; one that is no valid Unicode is returned as it is.
    """
    return str(_converter("s2tw").convert(text)) if _encodable(text) else text
