"""The text of an article as themes read it: fields with a place and a weight.

Takes an article, gives its fields, folded for matching, joined so that one scan reads
them all and every offset leads back to the original characters. It scores nothing.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from kexie_digest.model import Article
from kexie_digest.text.script import fold

#: How many characters of the body count as its lead.
LEAD_LENGTH = 120
#: How much a hit counts by where it stands (UNDERSTANDING §6); the lines around the
#: title count like the lead: slogans stand there as often as news.
TITLE, AROUND_TITLE, LEAD, BODY = 3.0, 2.0, 2.0, 1.0
#: Between two fields: no pattern that stops at a full stop or a line end runs across.
_SEPARATOR = "。\n"
#: Beyond this a text is scored by its beginning; a sane article is far shorter.
_LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class Field:
    """One line or paragraph: ``start`` is its offset in the joined text.

    ``lead_end`` is the offset (in the field) up to which it belongs to the lead.
    """

    text: str
    start: int
    place: str
    factor: float
    paragraph: int | None = None
    lead_end: int = 0

    @property
    def end(self) -> int:
        """The offset in the joined text where the field ends."""
        return self.start + len(self.text)

    def place_of(self, start: int) -> tuple[str, float]:
        """Name the place of a joined offset, and how much a hit there counts."""
        if start - self.start < self.lead_end:
            return "lead", LEAD
        return self.place, self.factor


@dataclass(frozen=True, slots=True)
class Reading:
    """An article ready to be matched: all fields, and their folded text in one string."""

    fields: tuple[Field, ...]
    folded: str
    starts: tuple[int, ...]
    #: Characters of title and body, for length normalisation.
    length: int

    def field_at(self, start: int, end: int) -> Field | None:
        """Give the field that holds a stretch, or None when it crosses a border."""
        found = self.fields[bisect_right(self.starts, start) - 1]
        return found if end <= found.end else None


def _headings(article: Article) -> list[tuple[str, float]]:
    lines = [(article.kicker, AROUND_TITLE), (article.subtitle, AROUND_TITLE)]
    if not article.title_synthetic:
        lines.insert(0, (article.title, TITLE))
    return [(line, factor) for line, factor in lines if line]


def _pieces(article: Article) -> list[tuple[str, str, float, int | None, int]]:
    """Every field as (text, place, factor, paragraph, lead end), most telling first."""
    pieces: list[tuple[str, str, float, int | None, int]] = [
        (line, "title", factor, None, 0) for line, factor in _headings(article)
    ]
    offset = 0
    for index, passage in enumerate(article.paragraphs):
        text = passage.text[:_LONGEST]
        pieces.append((text, "body", BODY, index, max(0, LEAD_LENGTH - offset)))
        offset += len(text)
        if offset > _LONGEST:
            break
    pieces.extend((subhead.text, "body", BODY, None, 0) for subhead in article.subheads)
    pieces.extend((caption, "body", BODY, None, 0) for caption in article.captions)
    return pieces


def read(article: Article) -> Reading:
    """Lay an article out for matching.

    Args:
        article: Any article; its title and paragraphs may be missing.

    Returns:
        Title, lines around it, paragraphs, subheads and captions, in this order.
    """
    pieces = _pieces(article)
    joined = _SEPARATOR.join(piece[0] for piece in pieces)
    starts = tuple(accumulate((len(piece[0]) + len(_SEPARATOR) for piece in pieces[:-1]), initial=0))
    fields = tuple(Field(piece[0], start, *piece[1:]) for piece, start in zip(pieces, starts, strict=False))
    return Reading(fields, fold(joined), starts if fields else (), sum(len(piece[0]) for piece in pieces))
