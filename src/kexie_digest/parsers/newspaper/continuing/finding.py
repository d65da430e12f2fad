"""Find the pieces of stories: where a page says that one goes on elsewhere, or began elsewhere.

Takes a page of an issue as it was read, gives its pieces with their marks; a page without
marks has one piece an article. What belongs to what is ``matching``'s.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from operator import itemgetter

from kexie_digest.model import Article, Parsed, Span
from kexie_digest.parsers.newspaper.jumps import Jump, backward, forward, page_name

#: Behind the end of any page.
_FAR = 10**9


@dataclass(frozen=True, slots=True)
class IssuePage:
    """A page of an issue: as read, the number its file's name has, and what its spans are known by."""

    parsed: Parsed
    number: str = ""
    part: str = ""


@dataclass(slots=True)
class Piece:
    """A story's piece: from which paragraph of which article, where it leads and whence it comes."""

    page: int
    article: int
    first: int
    last: int
    number: str
    onward: Jump | None = None
    back: Jump | None = None
    span: Span | None = None
    #: The piece that follows; whether another leads here.
    rest: Piece | None = None
    is_rest: bool = False
    doubt: str = ""

    def leads_to(self, other: Piece) -> bool:
        """Whether the story goes on from here to another piece, or is that piece."""
        piece: Piece | None = self
        while piece is not None and piece is not other:
            piece = piece.rest
        return piece is not None


class _Marks:
    """What is known of a page's lines besides its articles: jump marks on lines of their own."""

    def __init__(self, parsed: Parsed) -> None:
        self._own: dict[int, tuple[int, int]] = {}
        self._starts: list[int] = []
        self._ends: list[int] = []
        self._jumps: list[tuple[int, Jump | None, Jump | None]] = []
        for owned in parsed.ownership:
            start, slot = owned.span.start, owned.slot
            if slot.startswith("articles["):
                position = int(slot[len("articles[") : slot.index("]")])
                first, last = self._own.get(position, (start, start))
                self._own[position] = (min(first, start), max(last, start))
                self._starts.append(start)
                if ".paragraphs[" in slot:
                    self._ends.append(owned.span.end)
            elif slot.startswith("noise["):
                line = parsed.noise[int(slot[len("noise[") : -1])]
                back, onward = backward(line), forward(line)
                if back or onward:
                    self._jumps.append((start, back, onward))
        self._starts.sort()
        self._ends.sort()
        self._jumps.sort(key=lambda jump: jump[0])

    def beside(self, position: int, article: Article) -> tuple[tuple[int, Jump] | None, Jump | None]:
        """Find marks that stand in or right behind an article.

        Args:
            position: Of the article on its page.
            article: It.

        Returns:
            The mark that leads back and the paragraph it stands before; the mark that leads on.
        """
        starts = [passage.spans[0].start for passage in article.paragraphs if passage.spans]
        if (
            not self._jumps
            or len(starts) != len(article.paragraphs)
            or not starts
            or position not in self._own
        ):
            return None, None
        top, last = self._own[position]
        before_top = bisect_right(self._ends, top)
        previous = self._ends[before_top - 1] if before_top else 0
        behind = bisect_right(self._starts, last)
        bottom = self._starts[behind] if behind < len(self._starts) else _FAR
        before: tuple[int, Jump] | None = None
        after: Jump | None = None
        for at, back, onward in self._jumps[bisect_left(self._jumps, previous, key=itemgetter(0)) :]:
            if at >= bottom:
                break
            if back and at < starts[-1]:
                before = (sum(start < at for start in starts), replace(back, start=0, end=0))
            elif onward and at > starts[-1]:
                after = replace(onward, start=-1, end=-1)
        return before, after


def find_pieces(number: int, page: IssuePage) -> Iterator[Piece]:
    """Cut the articles of a page where one of several stories begins in them.

    Args:
        number: Of the page in its issue, counted from 0.
        page: The page.

    Yields:
        Every article in one piece or several, in printed order.
    """
    marks = _Marks(page.parsed)
    counted = {span.page for article in page.parsed.articles for p in article.paragraphs for span in p.spans}
    printed = page_name(page.parsed.page.number) or page_name(page.number)
    for position, article in enumerate(page.parsed.articles):
        before, after = marks.beside(position, article)
        begun = _begun(article, before)
        edges = [*sorted({0, *begun}), len(article.paragraphs)]
        for first, last in pairwise(edges):
            if first == last:
                continue
            text, spans = article.paragraphs[last - 1], article.paragraphs[first].spans
            onward = forward(text.text) or (after if last == len(article.paragraphs) else None)
            yield Piece(
                page=number,
                article=position,
                first=first,
                last=last,
                # Counted where one file has several pages, else as printed, else as its file.
                number=str(spans[0].page) if len(counted) > 1 and spans else printed,
                onward=onward,
                back=begun.get(first),
                span=text.spans[-1] if onward and text.spans else spans[0] if spans else None,
            )


def _begun(article: Article, before: tuple[int, Jump] | None) -> dict[int, Jump]:
    """The paragraphs at which the rest of a story begins, and what leads back from there."""
    begun = dict([before]) if before else {}
    titled = backward(article.title or "")
    for place, passage in enumerate(article.paragraphs):
        if (found := backward(passage.text)) is not None:
            begun[place] = found
    if titled is not None and 0 not in begun:
        begun[0] = replace(titled, start=0, end=0)
    return begun
