"""Score the themes of an article and choose: a set of labels with one main.

Takes an article and the themes, gives assignments with quoted evidence, or ``other``
when nothing fits. The sum is meant to be followed by hand: weight of the rule × place
of the hit (title 3, lead 2, body 1), repetitions capped, divided by length; then raised or
lowered by how the whole article sounds (``wording``).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from kexie_digest.model import Article, Assignment, Evidence, Theme, Themes
from kexie_digest.themes.fields import Reading, read
from kexie_digest.themes.headline import named_in_headline
from kexie_digest.themes.rules import Hit, match
from kexie_digest.themes.subject import association_share, names_us, other_share
from kexie_digest.themes.thresholds import ASKED_BELOW, NAMED, OTHER, leads
from kexie_digest.themes.wording import likelihoods, telling

#: How much one rule may count in all: a word repeated says little more than a word
#: said in the title; a phrase may stand in title, lead and body once each.
_TERM_CAP, _PHRASE_CAP = 3.0, 6.0
#: The length at which a score is halved.
_LENGTH_SCALE = 800.0
#: A further theme is named from this share of the main one's score.
_NAMED_SHARE = 0.3
#: Nothing fits, but something nearly did: of 40 such fresh notices a third were ours.
_NEARLY = 0.5
#: Of an article that names one of our bodies, this is still a guess worth showing an editor.
_GUESSED = 0.3
#: How many pieces of evidence are quoted for a theme.
_QUOTED = 8
#: What a theme keeps that the wording makes as good as impossible.
_UNLIKELY = 0.1
#: What a phrase of weight 3 counts in the title.
_TITLED = 9.0


@dataclass(frozen=True, slots=True)
class Score:
    """A theme's sum for one article, with everything that went into it."""

    theme: Theme
    value: float
    evidence: tuple[Evidence, ...]
    against: tuple[Evidence, ...]
    #: By how much the wording raised or lowered it.
    sounding: float = 1.0


def _evidence(hit: Hit, reading: Reading) -> tuple[Evidence, float]:
    """Quote a hit from the original text, with the factor of its place."""
    field = reading.field_at(hit.start, hit.end)
    assert field is not None, "rules.match keeps hits inside fields"  # noqa: S101 - states an invariant
    place, factor = field.place_of(hit.start)
    text = field.text[hit.start - field.start : hit.end - field.start]
    return Evidence(text, round(hit.weight * factor, 3), place, field.paragraph), factor


def _sum(hits: Sequence[Hit], reading: Reading) -> tuple[float, tuple[Evidence, ...]]:
    """Add up hits, each rule up to its cap; the weightiest quotes first, each text once."""
    factors: dict[tuple[bool, int], float] = defaultdict(float)
    weights: dict[tuple[bool, int], float] = {}
    quotes: dict[str, Evidence] = {}
    for hit in hits:
        evidence, factor = _evidence(hit, reading)
        key = (hit.is_phrase, hit.rule)
        factors[key] += factor
        weights[key] = hit.weight
        if evidence.text not in quotes or quotes[evidence.text].weight < evidence.weight:
            quotes[evidence.text] = evidence
    total = sum(
        weights[key] * min(_PHRASE_CAP if key[0] else _TERM_CAP, factor) for key, factor in factors.items()
    )
    best = sorted(quotes.values(), key=lambda evidence: -evidence.weight)
    return total, tuple(best)


def score(article: Article, themes: Sequence[Theme]) -> tuple[Score, ...]:
    """Score every theme that has rules.

    Args:
        article: The article.
        themes: The themes in digest order.

    Returns:
        One score per theme with any evidence, best first, ties in digest order.
    """
    reading = read(article)
    if not reading.fields:
        return ()
    share = association_share(reading)
    not_ours = other_share(reading)
    length = 1 + reading.length / _LENGTH_SCALE
    found = []
    for theme, matches in zip(themes, match(themes, reading), strict=True):
        plus, evidence = _sum(matches.hits, reading)
        minus, against = _sum(matches.against, reading)
        value = max(0.0, plus - minus) * (not_ours if theme.key == OTHER else share) / length
        found.append(Score(theme, value, evidence, against))
    return _sounded(found, reading, article)


def _sounded(ruled: Sequence[Score], reading: Reading, article: Article) -> tuple[Score, ...]:
    """Raise what the wording makes likely and lower the rest: (1 + score) × ∛(11 × likelihood) - 1.

    The root: on the real pages rules are right more often than the wording, so their word counts
    more. A theme of the owner's own, which no notice taught, keeps its score. What a phrase of the
    title tells is the news: it is not lowered, and nothing else is raised above it. (Of the labelled
    notices as many are sorted worse by this as better; a long report of a meeting, with rolls and
    agreements in its lead, stays one of the meeting.)
    """
    likely = likelihoods(reading)
    titled = {item.theme.key for item in ruled if _in_title(item, article)}
    found = []
    for item in ruled:
        share = likely.get(item.theme.key)
        sounding = 1.0 if share is None else math.cbrt(len(likely) * share + _UNLIKELY)
        if titled:
            sounding = max(1.0, sounding) if item.theme.key in titled else min(1.0, sounding)
        ruled_value = max(NAMED, item.value) if item.theme.key == OTHER and likely else item.value
        value = (1 + ruled_value) * sounding - 1
        evidence = item.evidence
        if not evidence and share is not None and value >= _GUESSED:
            evidence = _heard(item.theme.key, reading)
        if value > 0 and (evidence or item.theme.key == OTHER):
            found.append(replace(item, value=value, evidence=evidence, sounding=sounding))
    return tuple(sorted(found, key=lambda item: -item.value))


def _in_title(item: Score, article: Article) -> bool:
    title = "" if article.title_synthetic else article.title or ""
    return any(one.weight >= _TITLED and one.text in title for one in item.evidence)


def _heard(theme: str, reading: Reading) -> tuple[Evidence, ...]:
    """Quote what speaks for a theme that no rule found."""
    hits = [Hit(start, end, weight, 0, is_phrase=False) for start, end, weight in telling(reading, theme)]
    return tuple(_evidence(hit, reading)[0] for hit in hits)


def _assignment(item: Score) -> Assignment:
    return Assignment(item.theme.key, round(item.value, 3), item.evidence[:_QUOTED])


def assign(article: Article, themes: Sequence[Theme]) -> Themes:
    """Sort an article into themes (归类).

    The main theme has the best score; further ones come close to it. When no score is
    worth naming the article is ``other``. ``unsure`` asks an editor: the best score or
    its lead over the second is low; the best guess is given all the same. ``certain``
    says that nobody needs to look.

    Args:
        article: The article.
        themes: The themes in digest order; ``other`` needs no rules.

    Returns:
        The assignments, main theme first, each quoting at least one exact phrase
        (``other`` quotes none), and what the headline carries.
    """
    return decide(article, score(article, themes))


def decide(article: Article, scored: Sequence[Score]) -> Themes:
    """Choose from scores, however they came about.

    Args:
        article: The article.
        scored: Its scores, best first.

    Returns:
        As :func:`assign`.
    """
    scores = [item for item in scored if item.value > 0]
    best = scores[0].value if scores else 0.0
    if best < NAMED:
        return _weak(article, scores, best)
    second = scores[1].value if len(scores) > 1 else 0.0
    named = [
        item
        for item in scores[1:]
        if item.value >= max(NAMED, best * _NAMED_SHARE) and item.theme.key != OTHER
    ]
    if scores[0].theme.key == OTHER:
        named = []
    found = Themes(
        tuple(_assignment(item) for item in (scores[0], *named)),
        unsure=best - second < ASKED_BELOW * best,
        certain=leads(best, second),
    )
    return replace(found, headline=named_in_headline(article, found))


def _weak(article: Article, scores: Sequence[Score], best: float) -> Themes:
    """Judge an article no theme of which is worth naming: other news, or a guess at ours."""
    is_ours = names_us(read(article))
    if is_ours and best >= _GUESSED:
        return Themes((_assignment(scores[0]),), unsure=True)
    is_doubtful = is_ours or best > _NEARLY
    return Themes(
        (Assignment(OTHER, 0.0, ()),), unsure=is_doubtful, certain=not is_doubtful and best < _GUESSED
    )
