"""Colours of a print file: inks only, black text on one plate, no more ink than paper holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import chain

from kexie_digest.renderers.pdf.preflight.finding import Finding
from kexie_digest.renderers.pdf.preflight.marks import Colour, Page
from kexie_digest.renderers.pdf.preflight.sheet import Sheet

#: Sum of the inks, in per cent (PRINT: safe on coated and uncoated paper).
INK_LIMIT = 300.5
#: Text up to this size shows when plates are a hair apart.
SMALL = 12.0
_INKS = {"DeviceCMYK", "DeviceGray", "Separation", "DeviceN"}
_FULL_BLACK = Colour("DeviceCMYK", (0.0, 0.0, 0.0, 1.0))


def find(sheet: Sheet) -> Iterator[Finding]:
    """Check the colours of text, rules and surfaces."""
    for page in sheet.pages:
        yield from _foreign(page)
        yield from _heavy(page)
        yield from _rich_text(page)
    body = _body_colour(sheet)
    if body is not None and body not in {_FULL_BLACK, Colour("DeviceGray", (0.0,))}:
        yield Finding("black", f"正文不是单黑 (body text is not black ink alone): {body}")


def _foreign(page: Page) -> Iterator[Finding]:
    spaces = {colour.space for colour in _colours(page)} - _INKS - {"Pattern"}
    for space in sorted(spaces):
        yield Finding("colour", f"有不是油墨的颜色 (a colour that is no ink): {space}", page=page.number)


def _heavy(page: Page) -> Iterator[Finding]:
    most = max((colour.ink for colour in _colours(page)), default=0.0)
    if most > INK_LIMIT:
        yield Finding("ink", f"总墨量过高 (too much ink): {most:.0f} %", page=page.number)


def _colours(page: Page) -> Iterator[Colour]:
    return chain((text.colour for text in page.texts), (mark.colour for mark in page.painted))


def _rich_text(page: Page) -> Iterator[Finding]:
    for text in page.texts:
        cyan_magenta_yellow = text.colour.values[:3]
        if text.size <= SMALL and text.colour.space == "DeviceCMYK" and all(cyan_magenta_yellow):
            message = f"小字用了四色 (small type in four inks): “{text.text[:12]}”"
            yield Finding("black", message, page=page.number)
            return


def _body_colour(sheet: Sheet) -> Colour | None:
    """Give the colour that most letters have."""
    letters = Counter[Colour]()
    for page in sheet.pages:
        for text in page.texts:
            letters[text.colour] += len(text.text)
    return letters.most_common(1)[0][0] if letters else None
