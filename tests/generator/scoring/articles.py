"""One prediction against the truth of one generated page.

Takes a :class:`Page` and the JSON a reader made of it, gives a list of
:class:`Outcome`: small counts that :mod:`generator.scoring.report` adds up as it likes. It
shares nothing with the reader; the matching of articles follows the gold's conventions.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from generator.page import Page

SHINGLE = 6
FIELDS = (
    "publication",
    "issue_number",
    "date",
    "lunar_date",
    "page_count",
    "cn_code",
    "postal_code",
    "hotline",
)
Json = Mapping[str, Any]


@dataclass(frozen=True)
class Outcome:
    """``hit`` right ones of ``predicted`` and ``true`` ones, for one article (None: the page)."""

    metric: str
    article: int | None
    hit: int
    predicted: int
    true: int


def squeeze(text: object) -> str:
    """Drop whitespace and bold marks, which no comparison should hang on."""
    return "" if text is None else re.sub(r"\s+", "", str(text)).replace("**", "")


def _names(values: Sequence[str]) -> set[str]:
    return {squeeze(value).lstrip("▲").rstrip("。.") for value in values}


def _covered(text: str, grams: set[str]) -> int:
    marks = bytearray(len(text))
    for at in range(len(text) - SHINGLE + 1):
        if text[at : at + SHINGLE] in grams:
            marks[at : at + SHINGLE] = b"\1" * SHINGLE
    return sum(marks)


def _overlap(true: str, found: str) -> tuple[float, float]:
    """Share of the true body that was found, and share of the found body that is true."""
    if not true or not found:
        return 0.0, 0.0
    grams = {true[at : at + SHINGLE] for at in range(len(true) - SHINGLE + 1)}
    grams &= {found[at : at + SHINGLE] for at in range(len(found) - SHINGLE + 1)}
    return _covered(true, grams) / len(true), _covered(found, grams) / len(found)


def _body(article: Json, side: set[str], leads: Sequence[str], tails: Sequence[str]) -> list[str]:
    """The paragraphs without what either side may keep there: source phrase, byline, subheads."""
    found = []
    for paragraph in article.get("paragraphs") or []:
        text = squeeze(paragraph)
        text = next((text.removeprefix(lead) for lead in leads if lead and text.startswith(lead)), text)
        text = next((text.removesuffix(tail) for tail in tails if tail and text.endswith(tail)), text)
        if text and text not in side:
            found.append(text)
    return found


@dataclass(frozen=True)
class Match:
    """Which predicted article stands for which true one, and how well their bodies agree."""

    partner: dict[int, int]
    right: set[int]
    bodies: list[list[str]]


def match(gold: Json, prediction: Json) -> Match:
    """Pair predicted with true articles by their bodies, greedily.

    Args:
        gold: The truth of a page.
        prediction: What a reader made of it.

    Returns:
        The pairs; a pair is right when 0.9 of the true body was found and at most 0.1 of
        the found one is foreign.
    """
    true, found = gold["articles"], prediction.get("articles") or []
    side = {squeeze(item["text"]) for article in true for item in article["subheads"]}
    side |= {squeeze(item["raw"]) for article in true for item in article["speakers"]}
    tails = [squeeze(raw) for article in true for raw in article["byline_raw"]]
    leads = sorted({squeeze(article["lead_printed"]) for article in true}, key=len, reverse=True)
    goals = ["".join(_body(article, set(), (), ())) for article in true]
    bodies = [_body(article, side | set(tails), leads, tails) for article in found]
    scores = []
    for i, goal in enumerate(goals):
        for j, body in enumerate(bodies):
            recall, precision = _overlap(goal, "".join(body))
            if recall + precision > 0.1:
                scores.append((2 * recall * precision / (recall + precision), i, j, min(recall, precision)))
    partner: dict[int, int] = {}
    right = set()
    for _, i, j, low in sorted(scores, key=lambda item: (-item[0], item[1], item[2])):
        if i not in partner and j not in partner.values():
            partner[i] = j
            if low >= 0.9:
                right.add(i)
    return Match(partner, right, bodies)


def stack_right(true: Json, found: Json, *, strict: bool = False) -> bool:
    """Tell whether kicker, title and subtitle are right, each in its role.

    Args:
        true: A gold article; its ``accept.stacks`` are as good as its own stack.
        found: The predicted article.
        strict: Take the gold's own stack only.

    Returns:
        True when all three agree; a headline that is not printed may be proposed.
    """
    keys = ("kicker", "title", "subtitle")
    given = [squeeze(found.get(key)) for key in keys]
    if true["title"] is None:
        return not given[1] or bool(found.get("title_synthetic"))
    wanted = [[true[key] for key in keys], *([] if strict else true["accept"]["stacks"])]
    whole = [given[0], squeeze(found.get("headline_organisation")) + given[1], given[2]]
    return any([squeeze(item) for item in stack] in (given, whole) for stack in wanted)


def _heads(index: int, true: Json, found: Json) -> list[Outcome]:
    outcomes = [
        Outcome("stack", index, stack_right(true, found), 1, 1),
        Outcome("stack_strict", index, stack_right(true, found, strict=True), 1, 1),
        Outcome("title", index, squeeze(true["title"]) == squeeze(found.get("title")), 1, 1),
    ]
    column = squeeze(found.get("column"))
    if true["column"] or column:
        outcomes.append(Outcome("column", index, squeeze(true["column"]) == column, 1, 1))
    return outcomes


def _byline(index: int, true: Json, found: Json) -> list[Outcome]:
    credit = squeeze("".join([*true["photo_credits"], *(found.get("photo_credits") or [])]))
    goal = {squeeze(item["name"]): item["role"] for item in true["bylines"]}
    given = {squeeze(item.get("name")): item.get("role") for item in found.get("bylines") or []}
    goal = {name: role for name, role in goal.items() if role != "photographer" or name in given}
    given = {name: role for name, role in given.items() if name in goal or name not in credit}
    both = goal.keys() & given.keys()
    accept = true["accept"]["byline_role"]
    roles = sum(given[name] in [goal[name], *accept.get(name, [])] for name in both)
    return [
        Outcome("byline", index, len(both), len(given), len(goal)),
        Outcome("byline_role", index, roles, len(both), len(both)),
        Outcome("byline_whole", index, goal.keys() == given.keys(), 1, 1),
    ]


def _captions(index: int, true: Json, found: Json) -> list[Outcome]:
    outcomes = []
    for metric, key in (("caption", "captions"), ("credit", "photo_credits")):
        goal, given = _names(true[key]), _names(found.get(key) or [])
        outcomes.append(Outcome(metric, index, len(goal & given), len(given), len(goal)))
    goal = {squeeze(item["text"]) for item in true["subheads"]}
    given = {squeeze(item["text"]) for item in found.get("subheads") or []}
    return [*outcomes, Outcome("subhead", index, len(goal & given), len(given), len(goal))]


def _article(index: int, true: Json, found: Json, body: Sequence[str]) -> list[Outcome]:
    paragraphs = [squeeze(text) for text in true["paragraphs"]]
    exact = sum(text in set(body) for text in paragraphs)
    outcomes = [Outcome("paragraph", index, exact, len(body), len(paragraphs))]
    return [
        *outcomes,
        *_heads(index, true, found),
        *_byline(index, true, found),
        *_captions(index, true, found),
    ]


def _page(gold: Json, prediction: Json) -> list[Outcome]:
    true, found = gold["page"], prediction.get("page") or {}
    outcomes = []
    for key in FIELDS:
        goal, given = squeeze(true[key]), squeeze(found.get(key))
        if goal or given:
            outcomes.append(
                Outcome("page_fields", None, goal.removeprefix("农历") == given.removeprefix("农历"), 1, 1)
            )
    goal_editors = {(item["role"], item["name"]) for item in true["page_editors"]}
    given_editors = {(item.get("role"), item.get("name")) for item in found.get("page_editors") or []}
    hit = len(goal_editors & given_editors)
    return [*outcomes, Outcome("editors", None, hit, len(given_editors), len(goal_editors))]


def score(page: Page, prediction: Json) -> tuple[list[Outcome], Match]:
    """Score one page: articles, headlines, bylines, captions, paragraphs and page fields.

    Args:
        page: The generated page.
        prediction: JSON in the gold shape; fields may be missing.

    Returns:
        The outcomes and the pairing they rest on.
    """
    true, found = page.gold["articles"], prediction.get("articles") or []
    pairs = match(page.gold, prediction)
    outcomes = _page(page.gold, prediction)
    for index, article in enumerate(true):
        outcomes.append(Outcome("boundary", index, index in pairs.right, index in pairs.partner, 1))
        partner = pairs.partner.get(index)
        given, body = ({}, []) if partner is None else (found[partner], pairs.bodies[partner])
        outcomes += _article(index, article, given, body)
    empty = {
        "photo_credits": [],
        "bylines": [],
        "captions": [],
        "subheads": [],
        "accept": {"byline_role": {}},
    }
    for j in set(range(len(found))) - set(pairs.partner.values()):
        outcomes.append(Outcome("boundary", None, 0, 1, 0))
        spurious = [*_byline(-1, empty, found[j])[:1], *_captions(-1, empty, found[j])]
        outcomes += [Outcome(item.metric, None, 0, item.predicted, 0) for item in spurious]
    return outcomes, pairs
