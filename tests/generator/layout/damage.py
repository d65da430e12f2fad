"""Harm done to the characters of an article before it is laid out.

Takes a :class:`Story`, gives the same story in other widths, in traditional script
or with misread glyphs. The truth keeps what is printed, so every field of a story
is changed alike. It moves no text.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from typing import Any

import opencc

from generator.layout.sheet import Style
from generator.stories import Author, Part, Picture, Story, Subhead, Voice

NARROW = str.maketrans("，：；？！（）", ",:;?!()")
LOOKALIKES = dict(zip("已未人大土千", "己末入太士干", strict=True))
DIGITS = re.compile(r"(?<=[\u4e00-\u9fff])(\d+)(?=[\u4e00-\u9fff])")
Change = Callable[[str], str]


@lru_cache(maxsize=1)
def _traditional() -> Any:  # noqa: ANN401 - opencc ships no type information
    return opencc.OpenCC("s2t")


def _change(story: Story, text: Change, name: Change) -> Story:
    def some(value: str | None) -> str | None:
        return None if value is None else text(value)

    def part(item: Part) -> Part:
        if isinstance(item, Subhead):
            return Subhead(text(item.text))
        if isinstance(item, Voice):
            return Voice(name(item.raw), name(item.name), name(item.affiliation), name(item.position))
        return text(item)

    def author(item: Author) -> Author:
        affiliation = None if item.affiliation is None else name(item.affiliation)
        return Author(name(item.name), item.role, affiliation, item.roles)

    def picture(item: Picture) -> Picture:
        return Picture(text(item.caption), None if item.credit is None else name(item.credit), item.mark)

    return replace(
        story,
        title=text(story.title),
        kicker=some(story.kicker),
        subtitle=some(story.subtitle),
        organisation=some(story.organisation),
        rubric=some(story.rubric),
        pair_kicker=some(story.pair_kicker),
        lead=name(story.lead),
        lead_bare=name(story.lead_bare),
        byline=name(story.byline),
        source=some(story.source),
        body=tuple(part(item) for item in story.body),
        authors=tuple(author(item) for item in story.authors),
        pictures=tuple(picture(item) for item in story.pictures),
    )


def to_traditional(text: str) -> str:
    """Convert a text to traditional script, word by word."""
    converted: str = _traditional().convert(text)
    return converted


def _by_character(text: str) -> str:
    """Convert a name: each character for itself, so that it is the same wherever it stands."""
    return "".join(to_traditional(character) for character in text)


def _slip(text: str, rng: random.Random) -> str:
    """Misread one place of a text: a doubled character, a look-alike, `` and `` for 和."""
    kind = rng.choice(("double", "lookalike", "and"))
    if kind == "and" and "和" in text:
        return text.replace("和", " and ", 1)
    places = [at for at, character in enumerate(text) if character in LOOKALIKES]
    if kind == "lookalike" and places:
        at = rng.choice(places)
        return text[:at] + LOOKALIKES[text[at]] + text[at + 1 :]
    places = [at for at, character in enumerate(text) if character in "的地得在了"]
    if not places:
        return text
    at = rng.choice(places)
    return text[:at] + text[at] + text[at:]


def spread_slips(story: Story, rng: random.Random) -> tuple[Story, list[str]]:
    """Misread one or two paragraphs, and set some numbers apart by spaces.

    Args:
        story: A clean story.
        rng: The page's random numbers.

    Returns:
        The story and the names of the faults made.
    """
    places = [at for at, part in enumerate(story.body) if isinstance(part, str)]
    body, faults = list(story.body), ["glyph_slip"]
    for at in rng.sample(places, k=min(len(places), rng.randint(1, 2))):
        body[at] = _slip(str(body[at]), rng)
    if rng.random() < 0.4:
        body = [DIGITS.sub(r" \1 ", part) if isinstance(part, str) else part for part in body]
        faults.append("spaced_numbers")
    return replace(story, body=tuple(body)), faults


def dress(story: Story, style: Style, rng: random.Random) -> tuple[Story, list[str]]:
    """Give a story the widths and script of its page, and the page's misreadings.

    Args:
        story: A clean story.
        style: The habits of the page.
        rng: The page's random numbers.

    Returns:
        The story as printed, and the names of the faults made.
    """
    faults: list[str] = []
    if style.slips and rng.random() < 0.6:
        story, faults = spread_slips(story, rng)
    if style.widths != "full":
        share = 1.0 if style.widths == "half" else 0.5

        def narrow(text: str) -> str:
            return "".join(c.translate(NARROW) if rng.random() < share else c for c in text)

        story = _change(story, narrow, narrow if share == 1.0 else str)
        faults.append(f"{style.widths}_width")
    if style.script == "traditional":
        story = _change(story, to_traditional, _by_character)
        faults.append("traditional")
    return story, faults
