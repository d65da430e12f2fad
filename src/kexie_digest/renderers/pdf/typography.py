"""Setting marks and spaces in Chinese text: filters for the bulletin's templates.

Takes the text of an item, gives text (or safe markup) for setting only: the edition
and ``edition.json`` keep what was printed. It never drops or adds a character that a
reader would copy: marks change width, one for one.
"""

from __future__ import annotations

import re
from itertools import pairwise

from markupsafe import Markup, escape

from kexie_digest.renderers.pdf.headline import set_width

#: CJK letters, marks and full-width forms.
CJK = "\u2e80-\u9fff\uf900-\ufaff\uff01-\uff60\u3000-\u303f\U00020000-\U0003ffff"
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff〇]")
#: A neighbour that makes a half-width mark a Chinese one.
_CHINESE_NEIGHBOUR = re.compile(f"[{CJK}“”‘’…—·]")
_WIDE = str.maketrans({",": "，", ";": "；", ":": "：", "!": "！", "?": "？"})
_MARK = re.compile(r"[,;:!?]")
_BRACKETS = re.compile(r"\(([^()\n]*)\)")
_LATIN = "A-Za-z0-9Ͱ-ϿЀ-ӿ"
_GAP = re.compile(
    rf"(?<=[\u3400-\u9fff\U00020000-\U0003ffff])(?=[{_LATIN}@#&])"
    rf"|(?<=[{_LATIN}%℃°])(?=[\u3400-\u9fff\U00020000-\U0003ffff])"
)
#: A figure and its unit of time: a line may end after 2023年 or 10月, not within them.
_DATED = re.compile(r"(\d+[年月日时])")
_LATIN_WORDS = re.compile(r"[A-Za-z][A-Za-z'’.\-]*(?: [A-Za-z][A-Za-z'’.\-]*)*")
_SPACE = Markup('<i class="gap"></i>')
_OPENING = "“‘（《〈「『【〔［｛"
#: Shorter words are never divided, so they need no language of their own.
_HYPHENATED_FROM = 6


def full_width(text: str) -> str:
    """Set ``, ; : ! ?`` and round brackets full-width where they stand in Chinese.

    OCR gives half-width marks for printed full-width ones. A mark between Latin letters
    or digits (``1,000``, ``9:30``) stays. Brackets change as a pair, when they hold
    Chinese or follow it.

    Args:
        text: Text of an item, of any length.

    Returns:
        Text of the same length.
    """
    text = _MARK.sub(_widen_mark, text)
    return _BRACKETS.sub(_widen_brackets, text)


def _neighbour(text: str, position: int, step: int) -> str:
    """Give the next character that is no blank, or nothing at the end."""
    position += step
    while 0 <= position < len(text) and text[position] == " ":
        position += step
    return text[position] if 0 <= position < len(text) else ""


def _widen_mark(match: re.Match[str]) -> str:
    text, position = match.string, match.start()
    before, after = _neighbour(text, position, -1), _neighbour(text, position, 1)
    if re.match(r"\d", before) and re.match(r"\d", after):
        return match[0]
    if _CHINESE_NEIGHBOUR.match(before) or (_CHINESE_NEIGHBOUR.match(after) and before != "/"):
        return match[0].translate(_WIDE)
    return match[0]


def _widen_brackets(match: re.Match[str]) -> str:
    before = _neighbour(match.string, match.start(), -1)
    if _HAN.search(match[1]) or _CHINESE_NEIGHBOUR.match(before):
        return f"（{match[1]}）"
    return match[0]


def set_text(text: str) -> Markup:
    """Make markup for running text: full-width marks, space round Latin, hyphenation, whole dates.

    The space between Chinese and Latin (中西间距) is an element without text, so that
    copying gives the printed characters; Latin words are marked English for hyphenation.

    Args:
        text: One paragraph, title or name.

    Returns:
        Safe markup.
    """
    text = full_width(text)
    gaps = [match.start() for match in _GAP.finditer(text)]
    marked, start = Markup(""), 0
    for token in _DATED.split(text):
        end = start + len(token)
        cuts = [start, *(gap for gap in gaps if start < gap < end), end]
        piece = _SPACE.join(_mark_latin(text[left:right]) for left, right in pairwise(cuts))
        if _DATED.fullmatch(token):
            piece = Markup('<span class="together">%s</span>') % piece
        marked += (_SPACE if token and start in gaps else "") + piece
        start = end
    return marked


def _mark_latin(piece: str) -> Markup:
    marked, end = Markup(""), 0
    for match in _LATIN_WORDS.finditer(piece):
        if max(map(len, match[0].split())) < _HYPHENATED_FROM:
            continue
        marked += escape(piece[end : match.start()]) + Markup('<span lang="en">%s</span>') % match[0]
        end = match.end()
    return marked + escape(piece[end:])


def set_paragraph(text: str) -> Markup:
    """Make markup for a paragraph: as :func:`set_text`, an opening mark set half-width.

    A full-width opening quote after the two-em indent would leave a hole of half an em
    (CLREQ 3.1.3); the ``halt`` feature closes it.
    """
    if text[:1] in _OPENING and text:
        return Markup('<span class="halt">%s</span>%s') % (text[0], set_text(text[1:]))
    return set_text(text)


def shortened(text: str, length: int) -> str:
    """Cut a text for a line of the contents, with an ellipsis in place of the rest.

    Args:
        text: A title.
        length: Characters the line holds, as :func:`headline.set_width` counts them.

    Returns:
        The text itself when it fits.
    """
    room = float(length)
    for position, character in enumerate(text):
        room -= set_width(character)
        if room < 0:
            return text[: position - 1].rstrip() + "…"
    return text
