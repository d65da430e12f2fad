"""What went wrong on one page, in words.

Takes a page and a prediction, gives one line a miss: what was read for what is true. It
counts nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from generator.page import Page
from generator.scoring import phenomena
from generator.scoring.articles import Match, Outcome, score, squeeze

Json = Mapping[str, Any]
SHOWN = {
    "stack": ("kicker", "title", "subtitle"),
    "column": ("column",),
    "byline_whole": ("byline_raw", "bylines"),
    "caption": ("captions",),
    "credit": ("photo_credits",),
}


def _short(value: object) -> object:
    if isinstance(value, list):
        return [_short(item.get("name", item) if isinstance(item, dict) else item) for item in value]
    return value[:40] if isinstance(value, str) else value


def _article(outcome: Outcome, true: Json, found: Json) -> str | None:
    if outcome.hit == outcome.predicted == outcome.true:
        return None
    if outcome.metric == "boundary":
        return "boundary"
    keys = SHOWN.get(outcome.metric)
    if keys is None:
        return None
    given = [_short(found.get(key)) for key in keys]
    return f"{outcome.metric}: read {given} for {[_short(true[key]) for key in keys]}"


def _joins(page: Page, pairs: Match, prediction: Json) -> Iterator[str]:
    lines = page.text.split("\n")
    outcomes, raised = phenomena.flags(page, prediction, pairs)
    for (where, kind), done in raised.items():
        if not done:
            yield f"article {where}: flag {kind} not raised"
    for outcome in outcomes:
        if outcome.metric.startswith("false:"):
            yield f"false flag {outcome.metric.removeprefix('false:')}"
    true, found = phenomena.line_pairs(page.gold["articles"]), phenomena.line_pairs(prediction["articles"])
    for left, right in sorted(true ^ found):
        what = "not joined" if (left, right) in true else "wrongly joined"
        yield f"{what} {left}+{right}: …{lines[left - 1][-12:]} | {lines[right - 1][:12]}…"


def describe(page: Page, prediction: Json) -> list[str]:
    """List what is wrong with the reading of one page.

    Args:
        page: The generated page.
        prediction: JSON in the gold shape.

    Returns:
        One line a miss; empty when all is right.
    """
    outcomes, pairs = score(page, prediction)
    found = prediction["articles"]
    rows = [f"articles: {len(found)} read, {len(page.cues)} true"] if len(found) != len(page.cues) else []
    for outcome in outcomes:
        if outcome.article is None:
            continue
        partner = pairs.partner.get(outcome.article)
        mine: Json = {} if partner is None else found[partner]
        true = page.gold["articles"][outcome.article]
        if text := _article(outcome, true, mine):
            rows.append(f"article {outcome.article} {squeeze(true['title'])[:10]} {text}")
    return [*rows, *_joins(page, pairs, prediction)]
