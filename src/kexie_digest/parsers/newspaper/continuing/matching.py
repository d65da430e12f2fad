"""Match the pieces of stories: which one goes on in which.

Takes all pieces of an issue, leads each to its rest or writes down the doubt. Of several
stories that lead to one page titles decide. It joins nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from kexie_digest.model import Parsed
from kexie_digest.parsers.newspaper.continuing.finding import IssuePage, Piece
from kexie_digest.parsers.newspaper.jumps import Jump, backward

#: Share of the shorter title's pairs of characters that two titles of one story have in common.
_ALIKE = 0.6


def match(pieces: Sequence[Piece], pages: Sequence[IssuePage]) -> None:
    """Lead each piece to its rest, in place; one that leads nowhere is given its doubt.

    Args:
        pieces: All pieces of an issue.
        pages: Its pages.
    """
    fitting: dict[tuple[str, str], tuple[list[Piece], list[Piece]]] = defaultdict(lambda: ([], []))
    for piece in pieces:
        if piece.onward is not None:
            fitting[piece.number, piece.onward.page][0].append(piece)
        if piece.back is not None:
            fitting[piece.back.page, piece.number][1].append(piece)
    for piece in pieces:
        if piece.onward is not None:
            _lead(piece, piece.onward, *fitting[piece.number, piece.onward.page], pages)
    for piece in pieces:
        if piece.back is not None and not piece.is_rest and not piece.doubt:
            piece.doubt = f"本文上接第{piece.back.page}版，没有找到前文。"


def _lead(
    piece: Piece,
    onward: Jump,
    leading: Sequence[Piece],
    led: Sequence[Piece],
    pages: Sequence[IssuePage],
) -> None:
    """Find where a piece goes on, among those that lead as it does and those led so."""
    rests = [
        other
        for other in led
        if not other.is_rest
        and not other.leads_to(piece)  # two that name each other would both be gone
        and _is_one_issue(pages[piece.page].parsed, pages[other.page].parsed)
    ]
    if not rests:
        piece.doubt = f"本文下转第{onward.page}版，没有找到续文。"
        return
    rivals = [other for other in leading if other.rest is None]
    alike = [other for other in rests if _is_alike(piece, other, pages)]
    if len(rests) == len(rivals) == 1 or len(alike) == 1:
        found = alike[0] if len(alike) == 1 else rests[0]
        piece.rest, found.is_rest = found, True
    else:
        piece.doubt = f"有 {len(rivals)} 篇下转第{onward.page}版，分不清续文，没有合并。"


def _is_one_issue(one: Parsed, other: Parsed) -> bool:
    pairs = [(one.page.date, other.page.date), (one.page.publication, other.page.publication)]
    return all(not a or not b or a == b for a, b in pairs)


def _is_alike(piece: Piece, rest: Piece, pages: Sequence[IssuePage]) -> bool:
    """Whether two pieces have one title; a piece within another's article has none."""
    if rest.first:
        return False
    article = pages[rest.page].parsed.articles[rest.article]
    one = _pairs(pages[piece.page].parsed.articles[piece.article].title)
    other = _pairs(None if article.title_synthetic else article.title)
    return bool(one and other) and len(one & other) >= _ALIKE * min(len(one), len(other))


def _pairs(title: str | None) -> set[str]:
    mark = backward(title or "")
    text = "".join((title or "")[: mark.start if mark else None].split())
    return {text[place : place + 2] for place in range(len(text) - 1)}
