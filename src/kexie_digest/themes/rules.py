"""Match the terms, phrases and counter-patterns of a theme.

Takes a theme and a laid-out article, gives the hits that speak for the theme and those
that speak against it. It does not add them up: see ``scoring``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from kexie_digest.model import Theme
from kexie_digest.text.script import fold
from kexie_digest.themes.fields import Reading


@dataclass(frozen=True, slots=True)
class Hit:
    """One stretch of the joined text that a rule of the theme matched.

    ``rule`` numbers the term or phrase within its theme, so that repetitions of one
    rule can be capped.
    """

    start: int
    end: int
    weight: float
    rule: int
    is_phrase: bool


@dataclass(frozen=True, slots=True)
class Rules:
    """A theme made ready to match."""

    terms: tuple[tuple[str, float], ...]
    phrases: tuple[tuple[re.Pattern[str], float], ...]
    counters: tuple[tuple[re.Pattern[str], float], ...]


@dataclass(frozen=True, slots=True)
class Matches:
    """What speaks for a theme and what against it."""

    hits: tuple[Hit, ...]
    against: tuple[Hit, ...]


@lru_cache(maxsize=256)
def prepare(theme: Theme) -> Rules:
    """Compile the patterns of a theme once; its terms are folded like the text.

    Args:
        theme: A theme as configured; its patterns were checked when they were read.

    Returns:
        The rules, in the theme's order.
    """
    return Rules(
        tuple((fold(term), weight) for term, weight in theme.terms if term),
        tuple((re.compile(pattern), weight) for pattern, weight in theme.phrases),
        tuple((re.compile(pattern), weight) for pattern, weight in theme.counters),
    )


def _find_terms(rules: Rules, text: str) -> Iterator[Hit]:
    for rule, (term, weight) in enumerate(rules.terms):
        start = text.find(term)
        while start >= 0:
            yield Hit(start, start + len(term), weight, rule, is_phrase=False)
            start = text.find(term, start + len(term))


def _find_patterns(patterns: tuple[tuple[re.Pattern[str], float], ...], text: str) -> Iterator[Hit]:
    for rule, (pattern, weight) in enumerate(patterns):
        for match in pattern.finditer(text):
            if match.end() > match.start():
                yield Hit(match.start(), match.end(), weight, rule, is_phrase=True)


def _without_overlap(hits: list[Hit], blocked: bytearray) -> list[Hit]:
    """Keep the weightiest of overlapping hits, none that touches a blocked stretch."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (not hit.is_phrase, -hit.weight, hit.start - hit.end, hit.start)):
        if not any(blocked[hit.start : hit.end]):
            blocked[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)


def match(theme: Theme, reading: Reading) -> Matches:
    """Find what an article says for and against a theme.

    A hit inside a counter-pattern is no evidence (合作 in 对外合作促进会); of
    overlapping hits only the weightiest counts, phrases before words.

    Args:
        theme: The theme.
        reading: The article, laid out.

    Returns:
        Hits for and against, each in text order, none across a field border.
    """
    rules, text = prepare(theme), reading.folded
    hits = [*_find_terms(rules, text), *_find_patterns(rules.phrases, text)]
    hits = [hit for hit in hits if reading.field_at(hit.start, hit.end)]
    if not hits:
        return Matches((), ())
    blocked = bytearray(len(text))
    against = [hit for hit in _find_patterns(rules.counters, text) if reading.field_at(hit.start, hit.end)]
    for hit in against:
        blocked[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
    return Matches(tuple(_without_overlap(hits, blocked)), tuple(against))
