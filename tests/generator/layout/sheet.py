"""The sheet a page is laid out on: its lines, and the habits of its layout.

Gives :class:`Line`, which remembers what it is and which characters of it belong
to the body, and :class:`Style`. It decides nothing itself.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field

PICTURE_SLOT = (3, 4, 5)


@dataclass
class Line:
    """One printed line.

    ``body`` is the part of ``text`` that belongs to paragraph ``paragraph``; ``kind``
    says what the line is; ``blank`` counts the empty lines above it; ``joins`` names
    what divided it from the line its paragraph stood on before; ``faults`` what was
    done here; ``flags`` what a careful reader should doubt here.
    """

    text: str
    kind: str
    story: int | None = None
    body: str = ""
    paragraph: int | None = None
    blank: int = 0
    joins: str = ""
    value: str = ""
    faults: list[str] = field(default_factory=list)
    flags: list[tuple[str, ...]] = field(default_factory=list)
    number: int = 0


@dataclass(frozen=True)
class Style:
    """How a page is set.

    ``marked``: headings carry ``#``; ``spacing``: blank lines between units; ``width``:
    characters in a hard-wrapped line, 0 for none; ``indent``: paragraphs begin with two
    ideographic spaces; ``airy``: a blank line between wrapped paragraphs; ``widths``:
    full, half or mixed punctuation; ``script``: simplified or traditional; ``slips``:
    misread glyphs; ``level``: the heading level of a title; ``uneven``: titles stand on
    level 1 or 2 at random; ``inner``: the level of a subhead.
    """

    marked: bool
    spacing: int
    width: int
    indent: bool
    airy: bool
    widths: str
    script: str
    slips: bool
    level: int
    uneven: bool
    inner: int

    @property
    def between_paragraphs(self) -> int:
        """Blank lines above a new paragraph."""
        return int(self.airy) if self.width else self.spacing


def draw_style(rng: random.Random) -> Style:
    """Draw the habits of one page.

    Args:
        rng: The page's random numbers.

    Returns:
        A style; about every fourth page is hard-wrapped, every eighth traditional.
    """
    width = rng.randint(18, 40) if rng.random() < 0.25 else 0
    level, uneven = rng.choice((1, 2)), rng.random() < 0.2
    return Style(
        marked=rng.random() < 0.55,
        spacing=1 if rng.random() < 0.7 else 0,
        width=width,
        indent=rng.random() < (0.5 if width else 0.15),
        airy=rng.random() < 0.5,
        widths=rng.choices(("full", "half", "mixed"), (0.5, 0.25, 0.25))[0],
        script="traditional" if rng.random() < 0.12 else "simplified",
        slips=rng.random() < 0.3,
        level=level,
        uneven=uneven,
        inner=3 if uneven else level + rng.randint(1, 2),
    )
