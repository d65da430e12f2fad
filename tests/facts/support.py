"""Short ways to make articles and to find their facts."""

from __future__ import annotations

from kexie_digest.facts import find
from kexie_digest.facts.lines import Line, read_lines
from kexie_digest.model import Article, Facts, Flag, Page, Passage


def article(*paragraphs: str, **fields: str) -> Article:
    """An article of some paragraphs."""
    return Article(tuple(Passage(text) for text in paragraphs), **fields)  # type: ignore[arg-type] - only text fields are given


def facts(*paragraphs: str, **fields: str) -> Facts:
    """The facts of a text."""
    return find(article(*paragraphs, **fields), Page())[0]


def flags(*paragraphs: str) -> tuple[Flag, ...]:
    """The flags of a text."""
    return find(article(*paragraphs), Page())[1]


def line(text: str) -> Line:
    """A sentence alone."""
    return read_lines(article(text))[0]
