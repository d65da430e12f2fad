"""``bulletin.pdf``: the edition as a Chinese newspaper, for the screen and the office printer.

Takes an edition, its digest and the tools; gives a tagged PDF. The look is in
``templates/bulletin/<style>/``: a style is a folder with ``page.html.j2``. This package
decides forms (makeup), marks and spaces (typography) and drives the engine; it does not
choose or change texts.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from dataclasses import replace
from functools import partial

from kexie_digest.model import Digest, Edition, Rendition
from kexie_digest.model.serialization import to_json
from kexie_digest.renderers import Tools
from kexie_digest.renderers.pdf import engine
from kexie_digest.renderers.pdf.finish import finish_screen
from kexie_digest.renderers.pdf.page import compose_html

#: What Chinese and Japanese printers set where a type is missing (铅字缺字的倒字).
GETA = "〓"


def render(edition: Edition, digest: Digest, tools: Tools) -> Rendition:
    """Print one edition.

    Args:
        edition: What to print.
        digest: Names the style and whether full texts are printed.
        tools: Templates, public address, pictures.

    Returns:
        ``bulletin.pdf``; its warnings name pictures left out and the engine's complaints.

    Raises:
        RenderError: Unknown style, missing Pango or fonts, or a broken template.
    """
    html, warnings = compose_html(edition, digest, tools)
    printed = print_whole(
        html, edition, partial(engine.print_html, assets=tools.assets, attached=(_source_of(edition),))
    )
    return Rendition(
        name="bulletin.pdf",
        media_type="application/pdf",
        content=finish_screen(printed.content),
        warnings=(*warnings, *printed.warnings),
    )


def print_whole(html: str, edition: Edition, print_html: Callable[[str], engine.Printed]) -> engine.Printed:
    """Print a page; where a character has no glyph, print it again with a mark in its place.

    Args:
        html: The page.
        edition: Searched for the items that missing characters stand in.
        print_html: The engine, told all but the page.

    Returns:
        The PDF, its warnings naming every missing character.
    """
    printed = print_html(html)
    if not printed.missing:
        return printed
    again = print_html(html.translate(dict.fromkeys(map(ord, printed.missing), GETA)))
    return replace(again, warnings=(*_missing_warnings(edition, printed.missing), *again.warnings))


def _missing_warnings(edition: Edition, missing: frozenset[str]) -> tuple[str, ...]:
    """Name each character that no font has, and the items it stands in."""
    texts = {item.title: json.dumps(to_json(item), ensure_ascii=False) for item in edition.items}
    return tuple(
        f"缺字，以{GETA}代 (no glyph): {character} U+{ord(character):04X}: "
        + "、".join(title for title, text in texts.items() if character in text)
        for character in sorted(missing)
    )


def _source_of(edition: Edition) -> engine.Attached:
    """Give the edition as the data file that travels inside the PDF."""
    return engine.Attached(
        name="edition.json",
        content=json.dumps(to_json(edition), ensure_ascii=False, indent=1).encode(),
        description="本期内容与出处 (the edition as data)",
        made_on=dt.date.fromisoformat(edition.published_on),
    )
