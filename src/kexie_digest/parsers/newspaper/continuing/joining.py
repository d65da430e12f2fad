"""Join the pieces of a story into one article.

Takes matched pieces, gives each story whole: paragraphs in order with spans that lead to
every page, and what stands with them. What stands with another story stays there.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeVar

from kexie_digest.model import Article, Flag, FlagKind, Parsed, Passage
from kexie_digest.parsers.newspaper.continuing.finding import IssuePage, Piece

_T = TypeVar("_T")
_ENDS = "。！？!?…”’」』）)】"
#: Flags that a resolved jump answers: an open end of the head, a missing title of the rest.
_ANSWERED_HEAD, _ANSWERED_REST = "open-at-end", FlagKind.NO_HEADLINE


@dataclass(frozen=True, slots=True)
class Followed:
    """A page with its stories whole; ``gone`` are positions of articles that went to another."""

    parsed: Parsed
    gone: frozenset[int] = frozenset()


def join(pieces: Sequence[Piece], pages: Sequence[IssuePage]) -> list[Followed]:
    """Join what was matched.

    Args:
        pieces: All pieces of an issue, matched.
        pages: Its pages.

    Returns:
        The pages with each story whole where it begins.
    """
    own: dict[tuple[int, int], list[Piece]] = defaultdict(list)
    for piece in pieces:
        own[piece.page, piece.article].append(piece)
    return [_followed(number, pages, own) for number in range(len(pages))]


def _followed(
    number: int, pages: Sequence[IssuePage], pieces: Mapping[tuple[int, int], Sequence[Piece]]
) -> Followed:
    articles = list(pages[number].parsed.articles)
    gone = set()
    for position, article in enumerate(articles):
        own = pieces.get((number, position), ())
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


@dataclass(frozen=True, slots=True)
class _Part:
    """Paragraphs ``first`` to ``last`` of an article, and the story's paragraph ``at`` which they begin.

    ``is_headless`` where the first of them was a mark and nothing else.
    """

    article: Article
    first: int
    last: int
    at: int
    is_headless: bool

    def place(self, paragraph: int) -> int | None:
        """Say which paragraph of the story one of the article is; None for one of another part."""
        is_end = paragraph == self.last == len(self.article.paragraphs)
        if not (self.first <= paragraph < self.last or is_end):
            return None
        return max(self.at, self.at + paragraph - self.first - self.is_headless)


@dataclass(slots=True)
class _Story:
    """A story being joined from its pieces."""

    head: Article
    part: str
    paragraphs: list[Passage] = field(default_factory=list)
    parts: list[_Part] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)

    def add(self, piece: Piece, pages: Sequence[IssuePage]) -> None:
        """Add a piece and what follows it."""
        following: Piece | None = piece
        while following is not None:
            self._add(following, pages)
            following = following.rest

    def _add(self, piece: Piece, pages: Sequence[IssuePage]) -> None:
        article = pages[piece.page].parsed.articles[piece.article]
        passages = list(article.paragraphs[piece.first : piece.last])
        if piece.is_rest:
            passages = [_known_by(one, pages[piece.page].part, self.part) for one in passages]
            if piece.back is not None:
                passages[0] = _cut(passages[0], piece.back.end, None)
        if piece.rest is not None and piece.onward is not None and piece.onward.start >= 0:
            passages[-1] = _cut(passages[-1], 0, piece.onward.start)
        is_headless = not passages[0].text.strip()
        passages = [one for one in passages if one.text.strip()]
        is_open = piece.is_rest and bool(self.paragraphs and passages)
        if is_open and not self.paragraphs[-1].text.endswith(tuple(_ENDS)):
            last = self.paragraphs.pop()
            passages[0] = Passage(last.text + passages[0].text, (*last.spans, *passages[0].spans))
        self.parts.append(_Part(article, piece.first, piece.last, len(self.paragraphs), is_headless))
        self.paragraphs += passages
        if piece.doubt:
            kind = FlagKind.TRUNCATED if piece.onward is not None else FlagKind.DISPLACED
            kind = FlagKind.AMBIGUOUS if "分不清" in piece.doubt else kind
            self.flags.append(Flag(kind, piece.doubt, piece.span, "jump-lost"))

    def told(self) -> Article:
        """Give the story as one article.

        Names, captions and pictures come along with the beginning of an article that went
        here; those of one that only stands above the rest are its own.
        """
        others = [part.article for part in self.parts if part.first == 0 and part.article is not self.head]
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
        return flag.rule == _ANSWERED_HEAD and (of is not self.parts[-1].article or bool(self.flags))

    def _moved(self, name: str) -> Iterator[tuple[Any, int]]:
        """Give what stands before or in a paragraph, with that paragraph's place in the story."""
        for part in self.parts:
            for one in getattr(part.article, name):
                at = part.place(one.paragraph if name == "gaps" else one.before_paragraph)
                if at is not None:
                    yield one, min(at, len(self.paragraphs))


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
