"""Joins, flags, and what became of each injected fault.

Takes a page, a prediction and the pairing of their articles, gives outcomes named
``join``, ``flag:KIND``, ``false:KIND``, ``join:KIND`` and ``fault:KIND``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from generator.page import Page
from generator.scoring.articles import Match, Outcome, squeeze, stack_right

Json = Mapping[str, Any]
STACK = {"title_after", "shared_kicker", "no_headline", "no_mark", "marked", "equal_levels", "uneven_levels"}
STACK |= {"kicker_unmarked"}
CAPTION = {
    "caption_inside",
    "caption_bare",
    "caption_astray",
    "caption_before_body",
    "caption_between",
    "caption_after_byline",
    "caption_no_slot",
    "slot",
}
BYLINE = {"byline_glued", "byline_twice"}
WHOLE = {"glyph_slip", "spaced_numbers", "half_width", "mixed_width", "traditional"}


def line_pairs(articles: Sequence[Json]) -> set[tuple[int, int]]:
    """Give every two lines that follow each other inside one paragraph of some articles."""
    return {
        pair
        for article in articles
        for lines in article.get("paragraph_lines") or []
        for pair in pairwise(lines or [])
    }


def _owners(page: Page) -> dict[int, int]:
    return {
        line: index
        for index, article in enumerate(page.gold["articles"])
        for lines in article["paragraph_lines"]
        for line in lines
    }


def joins(page: Page, prediction: Json) -> list[Outcome]:
    """Score the joins of a page; at lost text both joining and not joining is right.

    Args:
        page: The generated page.
        prediction: JSON in the gold shape, with ``paragraph_lines``.

    Returns:
        ``join`` (column ends, captions, bylines) and ``join_wrap`` (hard-wrapped lines).
    """
    owners = _owners(page)
    true, found = line_pairs(page.gold["articles"]), line_pairs(prediction.get("articles") or [])
    lost = {fault["line"] for fault in page.faults if fault["kind"] == "lost_inside"}
    true = {pair for pair in true if pair[1] not in lost}
    found = {pair for pair in found if pair[1] not in lost}
    wraps = {(fault["from"], fault["line"]) for fault in page.faults if fault["kind"] == "wrap"}
    outcomes = []
    for pair in true | found:
        metric = "join_wrap" if pair in wraps else "join"
        outcomes.append(
            Outcome(metric, owners.get(pair[1]), pair in true & found, pair in found, pair in true)
        )
    return outcomes


def _flags(article: Json) -> list[str]:
    return [str(flag.get("flag")) for flag in article.get("flags") or []]


def _meet(expected: Sequence[str], *pools: list[str]) -> bool:
    """Take the first flag that meets an expectation out of its pool; tell whether there was one."""
    for pool in pools:
        for kind in expected:
            if kind in pool:
                pool.remove(kind)
                return True
    return False


def flags(
    page: Page, prediction: Json, pairs: Match
) -> tuple[list[Outcome], dict[tuple[int | None, str], bool]]:
    """Score the doubts: each expected one met in its article (or on the page), all others false.

    Args:
        page: The generated page.
        prediction: JSON in the gold shape; flags of the page and of its articles.
        pairs: Which article stands for which.

    Returns:
        The outcomes, and for each (article, flag) whether it was raised.
    """
    found = prediction.get("articles") or []
    pools: dict[int | None, list[str]] = {index: _flags(found[j]) for index, j in pairs.partner.items()}
    pools[None] = _flags(prediction)
    expected: list[tuple[int | None, Json]] = [(None, flag) for flag in page.gold["flags"]]
    for index, article in enumerate(page.gold["articles"]):
        expected += [(index, flag) for flag in article["flags"]]
    outcomes, raised = [], {}
    for where, flag in expected:
        done = _meet(flag["any_of"], pools.get(where, []), pools[None])
        raised[where, str(flag["flag"])] = done
        outcomes.append(Outcome(f"flag:{flag['flag']}", where, done, done, 1))
    for where, flag in expected:  # a second flag for the same reason is no false one
        pools[where] = [kind for kind in pools.get(where, []) if kind not in flag["any_of"]]
    strangers = set(range(len(found))) - set(pairs.partner.values())
    false = [kind for pool in pools.values() for kind in pool]
    false += [kind for j in strangers for kind in _flags(found[j])]
    outcomes += [Outcome(f"false:{kind}", None, 1, 1, 0) for kind in false]
    return outcomes, raised


@dataclass(frozen=True)
class Seen:
    """What is known when a fault is judged: the true and the predicted article, and the page."""

    page: Page
    fault: Json
    true: Json
    found: Json
    right: bool
    raised: Mapping[tuple[int | None, str], bool]


def _caption(seen: Seen) -> bool:
    printed = squeeze(seen.page.text.split("\n")[seen.fault["line"] - 1])
    given = [squeeze(text).rstrip("。") for text in seen.found.get("captions") or []]
    return any(text and text in printed for text in given)


def _byline(seen: Seen) -> bool:
    goal = {squeeze(item["name"]) for item in seen.true["bylines"] if item["role"] != "photographer"}
    return goal <= {squeeze(item.get("name")) for item in seen.found.get("bylines") or []}


def _stack(seen: Seen) -> bool:
    return bool(seen.found) and stack_right(seen.true, seen.found)


def _flag(kind: str) -> Callable[[Seen], bool]:
    return lambda seen: seen.raised.get((seen.fault["article"], kind), False)


JUDGES: dict[str, Callable[[Seen], bool]] = {
    "lost_inside": _flag("gap"),
    "lost_tail": _flag("truncated"),
    "date_conflict_weekday": _flag("date_conflict"),
    "date_conflict_lunar": _flag("date_conflict"),
    **dict.fromkeys(STACK, _stack),
    **dict.fromkeys(CAPTION, _caption),
    **dict.fromkeys(BYLINE, _byline),
    **dict.fromkeys(WHOLE, lambda seen: seen.right),
}


def faults(
    page: Page, prediction: Json, pairs: Match, raised: Mapping[tuple[int | None, str], bool]
) -> list[Outcome]:
    """Say of each injected fault whether the reader saw through it.

    Args:
        page: The generated page.
        prediction: JSON in the gold shape.
        pairs: Which article stands for which.
        raised: What :func:`flags` found raised.

    Returns:
        ``fault:KIND`` outcomes, each 0 or 1 of 1. Breaks count as seen through when joined;
        headline faults when the stack is right; losses and contradictions when flagged.
    """
    articles = prediction.get("articles") or []
    made = line_pairs(articles)
    outcomes = []
    for fault in page.faults:
        kind, index = fault["kind"], fault["article"]
        if "from" in fault:
            done = (fault["from"], fault["line"]) in made
            outcomes.append(Outcome(f"join:{kind}", index, done, 1, 1))
        elif kind in JUDGES:
            partner = pairs.partner.get(index)
            found: Json = {} if partner is None else articles[partner]
            true: Json = {} if index is None else page.gold["articles"][index]
            seen = Seen(page, fault, true, found, index in pairs.right, raised)
            outcomes.append(Outcome(f"fault:{kind}", index, JUDGES[kind](seen), 1, 1))
    return outcomes
