"""The truth of a page in the shape of the gold files.

Takes the printed lines and the articles as printed, gives the JSON that ``score.py``
reads, with the lines of every paragraph, the gaps and the flags a reader should raise.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from generator.layout.sheet import Line
from generator.stories import Picture, Story


@dataclass(frozen=True)
class Setting:
    """How the articles stand on their page: rubrics, shared kickers, lost headlines, stray pictures."""

    columns: Sequence[str | None]
    shared: dict[int, str]
    headless: set[int]
    strays: dict[int, tuple[Picture, ...]]


def faults(lines: Sequence[Line]) -> list[dict[str, Any]]:
    """List every fault of a page.

    Args:
        lines: The printed lines, numbered.

    Returns:
        ``{"kind", "line", "article"}``, in page order; a break in a paragraph is noted on
        the line that goes on, with ``from`` the line it was broken off.
    """
    found: list[dict[str, Any]] = []
    last: dict[tuple[int | None, int | None], int] = {}
    for line in lines:
        found += [{"kind": kind, "line": line.number, "article": line.story} for kind in line.faults]
        if line.kind != "body":
            continue
        place = (line.story, line.paragraph)
        if line.joins and line.joins != "lost":
            found.append(
                {"kind": line.joins, "line": line.number, "article": line.story, "from": last[place]}
            )
        last[place] = line.number
    return found


def _byline_raw(story: Story, mine: Sequence[Line]) -> list[str]:
    printed = [line.text for line in mine if line.kind == "byline"]
    printed += [story.byline for line in mine if "byline_glued" in line.faults]
    if story.byline_at == "lead" and story.authors:
        printed.append(story.lead.replace(story.phrase, "", 1).strip("【】 "))
    return printed


def _bylines(story: Story, credit_lines: Sequence[str]) -> list[dict[str, Any]]:
    """The authors, and the photographers that a credit names."""
    found = [
        {"name": item.name, "role": item.role, "affiliation": item.affiliation} for item in story.authors
    ]
    for line in credit_lines:
        words = line.split()
        if len(words) > 1 and words[-1] in {"摄", "攝"} and words[-2] not in {item["name"] for item in found}:
            found.append({"name": words[-2], "role": "photographer", "affiliation": None})
    return found


def _paragraphs(mine: Sequence[Line]) -> tuple[list[str], list[list[int]]]:
    texts: dict[int, str] = {}
    numbers: dict[int, list[int]] = {}
    for line in mine:
        if line.kind == "body" and line.paragraph is not None:
            texts[line.paragraph] = texts.get(line.paragraph, "") + line.body
            numbers.setdefault(line.paragraph, []).append(line.number)
    order = sorted(texts)
    return [texts[at] for at in order], [numbers[at] for at in order]


def _gaps(mine: Sequence[Line]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    before: dict[int | None, str] = {}
    for line in mine:
        if line.kind != "body":
            continue
        if line.joins == "lost":
            left = before[line.paragraph]
            found.append({"paragraph": line.paragraph, "after": left[-12:], "before": line.body[:12]})
            found[-1]["kind"] = "text lost mid-sentence"
        if "lost_tail" in line.faults:
            found.append({"paragraph": line.paragraph, "after": line.body[-12:], "before": None})
            found[-1]["kind"] = "tail lost"
        before[line.paragraph] = before.get(line.paragraph, "") + line.body
    return found


def _subheads(mine: Sequence[Line]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for line in mine:
        if line.kind != "subhead":
            continue
        if line.value == "more":
            found[-1]["lines"].append(line.number)
        else:
            found.append({"text": line.value, "lines": [line.number], "before_paragraph": line.paragraph})
    return found


def _speakers(story: Story, mine: Sequence[Line]) -> list[dict[str, Any]]:
    voices = {part.raw: part for part in story.body if not isinstance(part, str) and hasattr(part, "raw")}
    return [
        {
            "name": voices[line.text].name,
            "affiliation": voices[line.text].affiliation,
            "position": voices[line.text].position,
            "raw": line.text,
            "before_paragraph": line.paragraph,
        }
        for line in mine
        if line.kind == "speaker"
    ]


def _heads(story: Story, index: int, mine: Sequence[Line], setting: Setting) -> dict[str, Any]:
    """Title, kicker, subtitle, and what else the conventions accept for them."""
    kicker = setting.shared.get(index) or story.kicker
    if index - 1 in setting.shared:
        kicker = setting.shared[index - 1]
    stacks: list[list[str | None]] = []
    if index in setting.shared or index - 1 in setting.shared:
        stacks = [[None, story.title, None], [None, f"{kicker}{story.title}", None]]
    if index - 1 in setting.shared:
        stacks.append([None, kicker, story.title])  # slogan over fact, as below
    marks = {fault for line in mine for fault in line.faults}
    flat = "no_mark" in marks or "equal_levels" in marks
    # Without marks the rank of two lines does not show (convention 5).
    if flat and story.kicker and not story.subtitle:
        stacks = [[None, story.kicker, story.title]]
    if flat and story.subtitle and not story.kicker:
        stacks = [[story.title, story.subtitle, None]]
    accept = {
        "stacks": stacks,
        "kicker": [stack[0] for stack in stacks],
        "title": [stack[1] for stack in stacks],
        "subtitle": [stack[2] for stack in stacks],
    }
    if index in setting.headless:
        return {"kicker": None, "title": None, "subtitle": None, "headline_organisation": None, "accept": {}}
    return {
        "kicker": kicker,
        "title": story.title,
        "subtitle": story.subtitle,
        "headline_organisation": story.organisation,
        "accept": accept,
    }


def _article(index: int, story: Story, mine: Sequence[Line], setting: Setting) -> dict[str, Any]:
    texts, numbers = _paragraphs(mine)
    head = _heads(story, index, mine, setting)
    credit_of = {
        picture.caption: picture.credit for picture in (*story.pictures, *setting.strays.get(index, ()))
    }
    captions = [line.value for line in mine if line.kind == "caption"]
    printed = [credit for caption in captions if (credit := credit_of[caption])]
    return {
        "id": str(index),
        "column": setting.columns[index],
        **head,
        "accept": {
            **head["accept"],
            "byline_role": {item.name: list(item.roles) for item in story.authors},
        },
        "bylines": _bylines(story, printed),
        "byline_raw": _byline_raw(story, mine),
        "lead_printed": story.lead,
        "byline_printed": story.byline,
        "dateline": {"place": None, "date": None, "source_phrase": story.phrase or None},
        "event_date": None,
        "event_date_text": None,
        "paragraphs": texts,
        "paragraph_lines": numbers,
        "subheads": _subheads(mine),
        "speakers": _speakers(story, mine),
        "gaps": _gaps(mine),
        "captions": captions,
        "photo_credits": printed,
        "source": story.source,
        "defects": sorted({fault for line in mine for fault in line.faults}),
        "themes": list(story.themes),
        "event": story.id,
        "facts": {"awards": [], "cooperation": [], "activities": []},
        "flags": [
            {"flag": kinds[0], "any_of": list(kinds), "line": line.number}
            for line in mine
            for kinds in line.flags
        ],
    }


def build(
    name: str, page: dict[str, Any], lines: Sequence[Line], stories: Sequence[Story], setting: Setting
) -> dict[str, Any]:
    """Write down what a reader should find on a page.

    Args:
        name: The page's file name.
        page: The page fields.
        lines: The printed lines, numbered.
        stories: The articles as printed, in page order.
        setting: How they stand on the page.

    Returns:
        JSON data in the gold shape; ``flags`` of the page and of each article say which
        doubts are right, any one of ``any_of`` sufficing.
    """
    articles = [
        _article(index, story, [line for line in lines if line.story == index], setting)
        for index, story in enumerate(stories)
    ]
    for article in articles:
        article["id"] = f"{name.removesuffix('.txt')}-{int(article['id']) + 1}"
    own = [line for line in lines if line.story is None]
    return {
        "source_file": name,
        "page": {**page, "accept": {}},
        "articles": articles,
        "noise": [],
        "flags": [
            {"flag": kinds[0], "any_of": list(kinds), "line": line.number}
            for line in own
            for kinds in line.flags
        ],
        "notes": [],
    }
