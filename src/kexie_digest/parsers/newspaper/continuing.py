"""Follow jump lines through the pages of one issue: a story that was cut is one story again.

Takes the pages of an issue as they were read, gives them with each story whole: its pieces
joined in order, spans leading to every page. Of several stories that lead to one page titles
decide; what stays in doubt or leads nowhere is flagged and left as it stood. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Any, TypeVar

from kexie_digest.model import Article, Flag, FlagKind, Ownership, Parsed, Passage, Span
from kexie_digest.parsers.newspaper.jumps import Jump, backward, forward, page_name

#: Share of the shorter title's pairs of characters that two titles of one story have in common.
_ALIKE = 0.6
_T = TypeVar("_T")
_ENDS = "。！？!?…”’」』）)】"
#: Flags that a resolved jump answers: an open end of the head, a missing title of the rest.
_ANSWERED_HEAD, _ANSWERED_REST = "open-at-end", FlagKind.NO_HEADLINE


@dataclass(frozen=True, slots=True)
class IssuePage:
    """A page of an issue: as read, the number its file's name has, and what its spans are known by."""

    parsed: Parsed
    number: str = ""
    part: str = ""


@dataclass(frozen=True, slots=True)
class Followed:
    """A page with its stories whole; ``gone`` are positions of articles that went to another."""

    parsed: Parsed
    gone: frozenset[int] = frozenset()


@dataclass(slots=True)
class _Piece:
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
    rest: _Piece | None = None
    is_rest: bool = False
    doubt: str = ""


def follow(pages: Sequence[IssuePage]) -> list[Followed]:
    """Join the stories of an issue.

    Args:
        pages: In printed order; pages that print other days or papers are left apart.

    Returns:
        The same pages, article by article at the same positions.
    """
    pieces = [piece for number, page in enumerate(pages) for piece in _pieces(number, page)]
    for piece in pieces:
        if piece.onward is not None and piece.rest is None:
            _lead(piece, pieces, pages)
    for piece in pieces:
        if piece.back is not None and not piece.is_rest and not piece.doubt:
            piece.doubt = f"本文上接第{piece.back.page}版，没有找到前文。"
    return [_followed(number, pages, pieces) for number in range(len(pages))]


# ---------------------------------------------------------------- finding pieces


def _pieces(number: int, page: IssuePage) -> Iterator[_Piece]:
    for position, article in enumerate(page.parsed.articles):
        before, after = _beside(page.parsed, position)
        cuts = [
            (place, found)
            for place, passage in enumerate(article.paragraphs)
            if (found := backward(passage.text)) is not None
        ]
        if before is not None:
            cuts.insert(0, (before[0], before[1]))
        titled = backward(article.title or "")
        if titled is not None and not (cuts and cuts[0][0] == 0):
            cuts.insert(0, (0, replace(titled, start=0, end=0)))
        starts = [place for place, _ in cuts]
        edges = [*sorted({0, *starts}), len(article.paragraphs)]
        marks = dict(cuts)
        for first, last in pairwise(edges):
            if first == last:
                continue
            text = article.paragraphs[last - 1]
            onward = forward(text.text) or (after if last == len(article.paragraphs) else None)
            spans = article.paragraphs[first].spans
            yield _Piece(
                number, position, first, last, _number(page, spans), onward, marks.get(first),
                text.spans[-1] if onward and text.spans else spans[0] if spans else None,
            )  # fmt: skip


def _beside(parsed: Parsed, position: int) -> tuple[tuple[int, Jump] | None, Jump | None]:
    """Find marks that stand on lines of their own, in or right behind an article."""
    article = parsed.articles[position]
    starts = [passage.spans[0].start for passage in article.paragraphs if passage.spans]
    own = [owned.span.start for owned in parsed.ownership if owned.slot.startswith(f"articles[{position}].")]
    if len(starts) != len(article.paragraphs) or not starts or not own:
        return None, None
    others = [
        owned.span.start
        for owned in parsed.ownership
        if owned.slot.startswith("articles[") and owned.span.start > max(own)
    ]
    top, bottom = min(own), min(others, default=10**9)
    previous = max((end for end in _ends(parsed) if end <= top), default=0)
    before: tuple[int, Jump] | None = None
    after: Jump | None = None
    for owned, line in _lines_of_noise(parsed):
        at = owned.span.start
        if (back := backward(line)) and previous <= at < starts[-1]:
            before = (sum(start < at for start in starts), replace(back, start=0, end=0))
        elif (onward := forward(line)) and starts[-1] < at < bottom:
            after = replace(onward, start=-1, end=-1)
    return before, after


def _ends(parsed: Parsed) -> list[int]:
    return [owned.span.end for owned in parsed.ownership if ".paragraphs[" in owned.slot]


def _lines_of_noise(parsed: Parsed) -> Iterator[tuple[Ownership, str]]:
    for owned in parsed.ownership:
        if owned.slot.startswith("noise["):
            yield owned, parsed.noise[int(owned.slot[6:-1])]


def _number(page: IssuePage, spans: Sequence[Span]) -> str:
    """Name a piece's page: counted where one file has several, else as printed, else as its file."""
    counted = {span.page for article in page.parsed.articles for p in article.paragraphs for span in p.spans}
    if len(counted) > 1 and spans:
        return str(spans[0].page)
    return page_name(page.parsed.page.number) or page_name(page.number)


# ---------------------------------------------------------------- matching them


def _lead(piece: _Piece, pieces: Sequence[_Piece], pages: Sequence[IssuePage]) -> None:
    """Find where a piece goes on."""
    if piece.onward is None:
        return
    rests = [
        other
        for other in pieces
        if other.back is not None
        and not other.is_rest
        and other is not piece
        and other.number == piece.onward.page
        and other.back.page == piece.number
        and _is_one_issue(pages[piece.page].parsed, pages[other.page].parsed)
    ]
    rivals = [
        other
        for other in pieces
        if other.onward is not None
        and other.rest is None
        and (other.number, other.onward.page) == (piece.number, piece.onward.page)
    ]
    if not rests:
        piece.doubt = f"本文下转第{piece.onward.page}版，没有找到续文。"
        return
    alike = [other for other in rests if _is_alike(piece, other, pages)]
    if len(rests) == len(rivals) == 1 or len(alike) == 1:
        found = alike[0] if len(alike) == 1 else rests[0]
        piece.rest, found.is_rest = found, True
    else:
        piece.doubt = f"有 {len(rivals)} 篇下转第{piece.onward.page}版，分不清续文，没有合并。"


def _is_one_issue(one: Parsed, other: Parsed) -> bool:
    pairs = [(one.page.date, other.page.date), (one.page.publication, other.page.publication)]
    return all(not a or not b or a == b for a, b in pairs)


def _is_alike(piece: _Piece, rest: _Piece, pages: Sequence[IssuePage]) -> bool:
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


# ---------------------------------------------------------------- joining them


def _followed(number: int, pages: Sequence[IssuePage], pieces: Sequence[_Piece]) -> Followed:
    articles = list(pages[number].parsed.articles)
    gone = set()
    for position, article in enumerate(articles):
        own = [one for one in pieces if (one.page, one.article) == (number, position)]
        kept = [one for one in own if not one.is_rest]
        if not own or (len(kept) == len(own) and not any(one.rest or one.doubt for one in own)):
            continue
        if not kept:
            gone.add(position)
            continue
        story = _Story(article, pages[number].part)
        for piece in kept:
            story.add(piece, pages)
        articles[position] = story.told()
    return Followed(replace(pages[number].parsed, articles=tuple(articles)), frozenset(gone))


@dataclass(slots=True)
class _Story:
    """A story being joined from its pieces."""

    head: Article
    part: str
    paragraphs: list[Passage] = field(default_factory=list)
    articles: list[tuple[Article, int, int, int]] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)

    def add(self, piece: _Piece, pages: Sequence[IssuePage]) -> None:
        """Add a piece and what follows it."""
        article = pages[piece.page].parsed.articles[piece.article]
        passages = list(article.paragraphs[piece.first : piece.last])
        if piece.is_rest:
            passages = [_known_by(one, pages[piece.page].part, self.part) for one in passages]
            if piece.back is not None:
                passages[0] = _cut(passages[0], piece.back.end, None)
        if piece.rest is not None and piece.onward is not None and piece.onward.start >= 0:
            passages[-1] = _cut(passages[-1], 0, piece.onward.start)
        passages = [one for one in passages if one.text.strip()]
        is_open = piece.is_rest and bool(self.paragraphs and passages)
        if is_open and not self.paragraphs[-1].text.endswith(tuple(_ENDS)):
            last = self.paragraphs.pop()
            passages[0] = Passage(last.text + passages[0].text, (*last.spans, *passages[0].spans))
        self.articles.append((article, piece.first, piece.last, len(self.paragraphs)))
        self.paragraphs += passages
        if piece.doubt:
            kind = FlagKind.TRUNCATED if piece.onward is not None else FlagKind.DISPLACED
            kind = FlagKind.AMBIGUOUS if "分不清" in piece.doubt else kind
            self.flags.append(Flag(kind, piece.doubt, piece.span, "jump-lost"))
        if piece.rest is not None:
            self.add(piece.rest, pages)

    def told(self) -> Article:
        """Give the story as one article."""
        others = [article for article, *_ in self.articles if article is not self.head]
        heads = [flag for flag in self.head.flags if not self._is_answered(flag, self.head)]
        rests = [
            flag
            for one in others
            for flag in one.flags
            if flag.flag is not _ANSWERED_REST and not self._is_answered(flag, one)
        ]
        return replace(
            self.head,
            paragraphs=tuple(self.paragraphs),
            subheads=tuple(replace(one, before_paragraph=at) for one, at in self._moved("subheads")),
            speakers=tuple(replace(one, before_paragraph=at) for one, at in self._moved("speakers")),
            gaps=tuple(replace(one, paragraph=at) for one, at in self._moved("gaps")),
            bylines=_united(self.head.bylines, *(one.bylines for one in others)),
            byline_raw=_united(self.head.byline_raw, *(one.byline_raw for one in others)),
            captions=(*self.head.captions, *(text for one in others for text in one.captions)),
            photo_credits=(*self.head.photo_credits, *(text for one in others for text in one.photo_credits)),
            images=(*self.head.images, *(image for one in others for image in one.images)),
            flags=tuple(dict.fromkeys((*heads, *rests, *self.flags))),
        )

    def _is_answered(self, flag: Flag, of: Article) -> bool:
        """Whether an open end is known to go on elsewhere, or its doubt told already."""
        return flag.rule == _ANSWERED_HEAD and (of is not self.articles[-1][0] or bool(self.flags))

    def _moved(self, name: str) -> Iterator[tuple[Any, int]]:
        """Give what stands before or in a paragraph, with that paragraph's place in the story."""
        for article, first, last, offset in self.articles:
            for one in getattr(article, name):
                at = one.paragraph if name == "gaps" else one.before_paragraph
                if first <= at < last or (at == last == len(article.paragraphs)):
                    yield one, min(at - first + offset, len(self.paragraphs))


def _united(*lists: Sequence[_T]) -> tuple[_T, ...]:
    return tuple(dict.fromkeys(one for some in lists for one in some))


def _known_by(passage: Passage, part: str, head: str) -> Passage:
    """Say in a passage's spans which file they count in, where it is not the head's."""
    if part == head:
        return passage
    return replace(passage, spans=tuple(replace(span, part=part) for span in passage.spans))


def _cut(passage: Passage, start: int, end: int | None) -> Passage:
    """Take a mark off a passage, and off its spans where these count its characters."""
    end = len(passage.text) if end is None else end
    if sum(span.end - span.start for span in passage.spans) != len(passage.text):
        return replace(passage, text=passage.text[start:end])
    spans, offset = [], 0
    for span in passage.spans:
        length = span.end - span.start
        left, right = max(start - offset, 0), min(end - offset, length)
        if left < right:
            spans.append(replace(span, start=span.start + left, end=span.start + right))
        offset += length
    return Passage(passage.text[start:end], tuple(spans))
