"""What belongs to an article but stands outside its body: title, facts, tail.

Takes the pieces of a whole page and the body's element; gives the title and the line
of date and source above the body, the body, and the lines about source and editors
below it. Everything else on the page is left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from lxml import html

from kexie_digest.extractors.html.walk import Piece, clean
from kexie_digest.model import BlockKind

_FACTS = re.compile(
    r"来源|來源|作者|记者|記者|发布(?:时间|日期|者)|發布|发表时间|时间[：:]|日期[：:]|编辑|編輯|供稿|撰文|"
    r"\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}"
)
_TAIL = re.compile(
    r"(?:来源|來源|责任编辑|責任編輯|责编|責編|编辑|編輯|审核|審核|主编|主編|校对|終審|终审|初审|监制|作者|供稿|记者)"
    r"\s*[：:／/丨|]|声明|聲明|版权|免责|[（(](?:责任编辑|编辑|来源|作者)"
)
_FOOTER = re.compile(r"(?:^|[\s_-])(?:foot|footer|bottom|copyright)", re.IGNORECASE)
_LONGEST_FACT = 160
_LONGEST_TAIL = 400
#: How far below the body a line about its makers may stand.
_TAIL_REACH = 12
_LEAST_TITLE = 4


def _letters(text: str) -> str:
    return re.sub(r"\W+", "", text)


def _is_title(piece: Piece, title: str | None) -> bool:
    """A heading, or any line that says what the page calls itself."""
    letters = _letters(piece.text)
    if len(letters) < _LEAST_TITLE or piece.kind is BlockKind.IMAGE:
        return False
    if title and letters == _letters(title):
        return True
    is_heading = piece.kind is BlockKind.HEADING and piece.level in {1, 2}
    return is_heading and (not title or letters in _letters(title) or _letters(title) in letters)


def _above(pieces: Sequence[Piece], body: Sequence[Piece], title: str | None) -> list[Piece]:
    in_body = any(_is_title(piece, title) for piece in body[:3])
    at = next((at for at in reversed(range(len(pieces))) if _is_title(pieces[at], title)), None)
    if at is None or in_body:
        return []
    head = pieces[at]
    facts = [
        _spaced(piece)
        for piece in pieces[at + 1 :]
        if piece.kind is not BlockKind.IMAGE
        and len(piece.text) <= _LONGEST_FACT
        and _FACTS.search(piece.text)
    ]
    return [Piece(BlockKind.HEADING, head.text, head.element, level=1), *facts]


def _spaced(piece: Piece) -> Piece:
    """Put blanks between the spans of a line of facts: styles part them, not characters."""
    parts = [text for part in piece.element.itertext() if (text := clean(part))]
    same = _letters("".join(parts)) == _letters(piece.text)
    return replace(piece, text=" ".join(parts)) if same else piece


def _in_footer(element: html.HtmlElement) -> bool:
    return any(
        above.tag == "footer" or _FOOTER.search(f"{above.get('class') or ''} {above.get('id') or ''}")
        for above in (element, *element.iterancestors())
    )


def _below(pieces: Sequence[Piece]) -> list[Piece]:
    near = [piece for piece in pieces[:_TAIL_REACH] if piece.kind is not BlockKind.IMAGE]
    near = [piece for piece in near if not _in_footer(piece.element)]
    return [piece for piece in near if len(piece.text) <= _LONGEST_TAIL and _TAIL.search(piece.text)]


def around(
    pieces: Sequence[Piece], body: html.HtmlElement, *, title: str | None
) -> tuple[list[Piece], list[Piece], list[Piece]]:
    """Divide a page's pieces into what stands before, in and after its article.

    Args:
        pieces: The whole page, in reading order.
        body: The article's element.
        title: What the page calls itself.

    Returns:
        Title and facts; the body; the tail.
    """
    inside = set(body.iter())
    places = [at for at, piece in enumerate(pieces) if piece.element in inside]
    if not places:
        return [], [], []
    first, last = places[0], places[-1]
    within = [pieces[at] for at in places]
    return _above(pieces[:first], within, title), within, _below(pieces[last + 1 :])
