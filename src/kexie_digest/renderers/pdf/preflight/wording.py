"""Characters in = characters out: the file holds every character of its edition.

Takes the pages' text and the edition, gives findings that name article and character.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from kexie_digest.model import Edition, Item
from kexie_digest.renderers.pdf.preflight.finding import Finding, Severity
from kexie_digest.renderers.pdf.preflight.letters import UNKNOWN
from kexie_digest.renderers.pdf.preflight.sheet import Sheet
from kexie_digest.renderers.pdf.typography import full_width

#: What the bulletin prints for a character without a glyph.
GETA = "〓"
#: Text is looked for in pieces of this length: a page's end may cut one of them.
PIECE = 8
#: More pieces than this must be found, or the paragraph was not printed at all.
_HALF = 0.5
#: Hebrew, Arabic and their presentation forms.
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe]+")
_NO_TEXT = {"Cc", "Cf", "Zs", "Zl", "Zp"}


def find(sheet: Sheet) -> Iterator[Finding]:
    """Check glyphs on every page, and the edition's texts in the whole file."""
    for page in sheet.pages:
        missing = sum(text.missing for text in page.texts)
        if missing:
            words = next(text.text for text in page.texts if text.missing)
            message = f"{missing} 个字没有字形 (glyphs missing) “{words[:16]}”"
            yield Finding("glyphs", message, page=page.number)
        if any(UNKNOWN in text.text for text in page.texts):
            yield Finding("glyphs", "有字不能转回文字 (glyphs without a way back to text)", page=page.number)
    if sheet.edition is not None:
        yield from _compare(sheet.edition, bare("".join(t.text for page in sheet.pages for t in page.texts)))


def bare(text: str) -> str:
    """Leave only what must survive: no blanks, no controls, no hyphens (the engine adds some)."""
    return re.sub(r"[-\u00ad\u2010]", "", "".join(c for c in text if unicodedata.category(c) not in _NO_TEXT))


def _compare(edition: Edition, printed: str) -> Iterator[Finding]:
    present = set(printed)
    for item in edition.items:
        texts = printed_texts(item, printed)
        for character in sorted(set("".join(texts)) - present):
            how = f"以{GETA}代" if GETA in present else "缺"
            message = f"{how} (character not printed): {character} U+{ord(character):04X}《{item.title}》"
            yield Finding("glyphs", message, Severity.WARNING if GETA in present else Severity.ERROR)
        for text in texts:
            lost = lost_pieces(text, printed)
            if lost:
                message = f"文字有失 (text is lost): “{lost[0]}”《{item.title}》"
                yield Finding("text", message)


def printed_texts(item: Item, printed: str) -> tuple[str, ...]:
    """Give what the bulletin prints of an item: its paragraphs, or its summary.

    An item counts as summarised when its paragraphs are not there at all.
    """
    paragraphs = [_set(text) for text in item.paragraphs]
    summary = [_set(quote.text) for quote in item.summary]
    found = sum(len(text) for text in paragraphs if not _is_absent(text, printed))
    chosen = paragraphs if found > _HALF * sum(map(len, paragraphs)) else summary
    return (_set(item.title), *chosen)


def _is_absent(text: str, printed: str) -> bool:
    pieces = _pieces(text)
    return len(_lost(pieces, printed)) > _HALF * len(pieces)


def lost_pieces(text: str, printed: str) -> list[str]:
    """Give the pieces of a text that cannot be found, but for those that a page's end may cut.

    Args:
        text: As :func:`bare` gives it.
        printed: The whole file's text, likewise.

    Returns:
        Nothing when the text is whole; one cut between two pages breaks two pieces at most.
    """
    lost = _lost(_pieces(_in_order(text)), _in_order(printed))
    allowed = 0 if len(text) <= PIECE else 1 + len(text) // 2000
    missing = [piece for piece in lost if GETA not in piece]
    return missing if len(missing) > allowed else []


def _in_order(text: str) -> str:
    """Leave out right-to-left letters: a page holds them in the order they are painted."""
    return text if text.isascii() else _RIGHT_TO_LEFT.sub("", text)


def _lost(pieces: list[str], printed: str) -> list[str]:
    return [piece for piece in pieces if piece not in printed]


def _pieces(text: str) -> list[str]:
    return [text[start : start + PIECE] for start in range(0, len(text), PIECE)]


def _set(text: str) -> str:
    return bare(full_width(text))
