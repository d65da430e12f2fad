"""Match the terms, phrases and counter-patterns of themes.

Takes themes and a laid-out article, gives the hits that speak for each theme and those
that speak against it. It does not add them up: see ``scoring``. Of some nine hundred
rules only those are tried whose first characters stand in the article.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

from kexie_digest.model import Theme
from kexie_digest.text.required import grams, keys, required
from kexie_digest.text.script import fold
from kexie_digest.themes.fields import Reading


class Hit(NamedTuple):
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
class Matches:
    """What speaks for a theme and what against it."""

    hits: tuple[Hit, ...]
    against: tuple[Hit, ...]


class _Kind(IntEnum):
    """What a rule is, in the order in which rules of a theme are matched."""

    TERM = 0
    PHRASE = 1
    COUNTER = 2


@dataclass(frozen=True, slots=True)
class _Rule:
    """A term or pattern; ``number`` counts within its kind and theme."""

    theme: int
    kind: _Kind
    number: int
    weight: float
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Rules:
    """All rules of all themes; ``asked`` leads from two characters to the rules that need them."""

    rules: tuple[_Rule, ...]
    asked: Mapping[str, tuple[int, ...]]
    #: Rules of which nobody can say what they need.
    always: tuple[int, ...]

    def worth_trying(self, text: str) -> list[_Rule]:
        """The rules that may match a text, in order."""
        asked = self.asked
        numbers = {number for gram in asked.keys() & grams(text) for number in asked[gram]}
        return [self.rules[number] for number in sorted(numbers.union(self.always))]


@lru_cache(maxsize=16)
def _prepare(themes: tuple[Theme, ...]) -> _Rules:
    """Compile the patterns of all themes once; their terms are folded like the text."""
    rules: list[_Rule] = []
    asked: dict[str, list[int]] = defaultdict(list)
    always: list[int] = []
    for index, theme in enumerate(themes):
        terms = [(fold(term), weight) for term, weight in theme.terms if term]
        for kind, sources in (
            (_Kind.TERM, terms),
            (_Kind.PHRASE, theme.phrases),
            (_Kind.COUNTER, theme.counters),
        ):
            for number, (source, weight) in enumerate(sources):
                needed = frozenset({source}) if kind is _Kind.TERM else required(source)
                for gram in keys(needed or ()):
                    asked[gram].append(len(rules))
                if needed is None:
                    always.append(len(rules))
                pattern = re.compile(re.escape(source) if kind is _Kind.TERM else source)
                rules.append(_Rule(index, kind, number, weight, pattern))
    return _Rules(tuple(rules), {gram: tuple(numbers) for gram, numbers in asked.items()}, tuple(always))


def _without_overlap(hits: list[Hit], blocked: bytearray) -> list[Hit]:
    """Keep the weightiest of overlapping hits, none that touches a blocked stretch."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (not hit.is_phrase, -hit.weight, hit.start - hit.end, hit.start)):
        if not any(blocked[hit.start : hit.end]):
            blocked[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
            kept.append(hit)
    return sorted(kept, key=lambda hit: hit.start)


def match(themes: Sequence[Theme], reading: Reading) -> list[Matches]:
    """Find what an article says for and against each theme.

    A hit inside a counter-pattern is no evidence (合作 in 对外合作促进会); of
    overlapping hits only the weightiest counts, phrases before words.

    Args:
        themes: The themes; their patterns were checked when they were read.
        reading: The article, laid out.

    Returns:
        For each theme hits for and against, each in text order, none across a field border.
    """
    speaks_for: list[list[Hit]] = [[] for _ in themes]
    against: list[list[Hit]] = [[] for _ in themes]
    for rule in _prepare(tuple(themes)).worth_trying(reading.folded):
        for found in rule.pattern.finditer(reading.folded):
            start, end = found.span()
            if start < end and reading.field_at(start, end):
                hits = against if rule.kind is _Kind.COUNTER else speaks_for
                hit = Hit(start, end, rule.weight, rule.number, is_phrase=rule.kind is not _Kind.TERM)
                hits[rule.theme].append(hit)
    return [_matches(*both, len(reading.folded)) for both in zip(speaks_for, against, strict=True)]


def _matches(hits: list[Hit], against: list[Hit], length: int) -> Matches:
    if not hits:
        return Matches((), ())
    blocked = bytearray(length)
    for hit in against:
        blocked[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
    return Matches(tuple(_without_overlap(hits, blocked)), tuple(against))
