"""Captions: where a picture stands in an article, and how its caption is printed.

Takes a picture and the cues it keeps, gives caption and credit lines. A picture keeps
at least one sign that it is one (blank lines, a credit, ▲), except where it interrupts a
sentence: that is sign enough, though not on a hard-wrapped page.
"""

from __future__ import annotations

import random

from generator.layout.sheet import PICTURE_SLOT, Line, Style
from generator.stories import Picture

INSIDE, BEFORE, BETWEEN, AFTER = "inside", "before_body", "between", "after_byline"
ASTRAY = "astray"


def place(rng: random.Random) -> str:
    """Draw where a picture stands in its article."""
    return rng.choices((INSIDE, BEFORE, BETWEEN, AFTER), (0.5, 0.15, 0.15, 0.2))[0]


def _print(picture: Picture, rng: random.Random) -> list[str]:
    """Set caption and credit on one line, in brackets, or on two lines."""
    caption = picture.mark + picture.caption
    if picture.credit is None:
        return [caption]
    form = rng.choice(("same", "same", "brackets", "below"))
    if form == "below":
        return [caption, picture.credit]
    if form == "brackets":
        return [f"{caption}（{picture.credit}）"]
    return [caption + ("" if caption.endswith("。") else " ") + picture.credit]


def belongs(caption: str, body: str) -> float:
    """Give the share of a caption's character trigrams that stand in a body."""
    text = caption.rstrip("。")
    grams = [text[at : at + 3] for at in range(len(text) - 2)]
    return sum(gram in body for gram in grams) / len(grams) if grams else 0.0


def lay(picture: Picture, story: int, style: Style, rng: random.Random, *, where: str) -> list[Line]:
    """Print one picture's caption.

    Args:
        picture: Caption, credit and mark.
        story: The number of its article on the page.
        style: The habits of the page.
        rng: The page's random numbers.
        where: One of the places above.

    Returns:
        One or two lines; the first carries the faults.
    """
    bare = picture.credit is None and not picture.mark
    sentence = picture.caption.endswith("。")  # it would read as the end of the sentence it stands in
    needs_slot = bare and (where != INSIDE or bool(style.width) or sentence)
    slot = needs_slot or rng.random() < (0.7 if bare else 0.3)
    texts = _print(picture, rng)
    lines = [Line(texts[0], "caption", story, value=picture.caption, blank=style.spacing)]
    if len(texts) == 2:
        lines.append(Line(texts[1], "credit", story, blank=style.spacing))
    lines[0].faults.append(f"caption_{where}")
    lines[0].faults.append("slot" if slot else "caption_no_slot")
    if bare and not slot:
        lines[0].faults.append("caption_bare")
    if slot:
        lines[0].blank = rng.choice(PICTURE_SLOT)
    return lines
