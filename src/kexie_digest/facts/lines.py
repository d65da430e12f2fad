"""Sentences laid out for matching: folded, with quoted names masked.

Takes an article, gives its sentences as :class:`Line`. All offsets hold in the original
text, because folding and masking keep the length. It recognises no facts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from kexie_digest.model import Article
from kexie_digest.text.script import fold
from kexie_digest.text.sentences import sentences

#: Stands for each character of a quoted name.
MASK = "□"
_QUOTATION = re.compile(r"“([^“”]*)”|‘([^‘’]*)’|《([^《》]*)》|\(([^()]*)\)|\"([^\"]*)\"")
#: A quotation is speech, not a name, when it holds an end mark or is long.
_LONGEST_NAME, _LONGEST_WITH_COMMA = 60, 30
_DELIMITERS = ",;:。!?"


def _mask_names(folded: str) -> str:
    """Replace quoted and bracketed names by masks, speech left open.

    ``“A”“B”`` are two runs of masks divided by their marks, which are masked too.
    """

    def masked(match: re.Match[str]) -> str:
        inner = next(group for group in match.groups() if group is not None)
        is_speech = (
            re.search(r"[。!?;]", inner)
            or len(inner) > _LONGEST_NAME
            or (re.search(r"[,:]", inner) and len(inner) > _LONGEST_WITH_COMMA)
        )
        if not is_speech:
            return MASK * len(match[0])
        return match[0][0] + _QUOTATION.sub(masked, match[0][1:-1]) + match[0][-1]

    return _QUOTATION.sub(masked, folded)


@dataclass(frozen=True)
class Line:
    """One sentence of the article.

    ``folded`` is for reading words, ``masked`` for finding borders: quoted names are
    masked there, so that a comma inside a name divides nothing.
    """

    text: str
    paragraph: int
    order: int

    @cached_property
    def folded(self) -> str:
        """The sentence folded for matching, same length."""
        return fold(self.text)

    @cached_property
    def masked(self) -> str:
        """The folded sentence with quoted names masked, same length."""
        return _mask_names(self.folded)

    def clause_start(self, position: int) -> int:
        """Give the offset where the clause around a position begins."""
        return max(self.masked.rfind(mark, 0, position) for mark in _DELIMITERS) + 1

    def clause_end(self, position: int) -> int:
        """Give the offset where the clause around a position ends."""
        found = [self.masked.find(mark, position) for mark in _DELIMITERS]
        return min((at for at in found if at >= 0), default=len(self.text))

    def clauses_before(self, position: int) -> list[tuple[int, int]]:
        """Give the clauses before the one around a position, nearest first."""
        found = []
        end = self.clause_start(position) - 1
        while end > 0:
            start = self.clause_start(end)
            found.append((start, end))
            end = start - 1
        return found


def read_lines(article: Article) -> tuple[Line, ...]:
    """Cut an article's body into sentences.

    Args:
        article: The article.

    Returns:
        Its sentences in order.
    """
    found: list[Line] = []
    for paragraph, passage in enumerate(article.paragraphs):
        for start, end in sentences(passage.text):
            found.append(Line(passage.text[start:end], paragraph, len(found)))
    return tuple(found)
