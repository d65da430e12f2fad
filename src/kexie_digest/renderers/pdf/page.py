"""Fill a style's page template with an edition.

Takes an edition and the tools, gives HTML with its style sheets inside and the
pictures that had to be left out. It does not print.
"""

from __future__ import annotations

from urllib.parse import quote

from jinja2 import Environment, TemplateError

from kexie_digest.errors import RenderError
from kexie_digest.model import Digest, Edition
from kexie_digest.renderers import Tools, _days, _wording
from kexie_digest.renderers._colours import colours_of
from kexie_digest.renderers._view import chinese_numeral
from kexie_digest.renderers.pdf import (
    almanac,
    contents,
    fonts,
    headline,
    typography,
    wording,
)
from kexie_digest.renderers.pdf.makeup import make_up
from kexie_digest.renderers.pdf.tables import calendar, roll, roll_table, sources

FOLDER = "bulletin"
PAGE = "page.html.j2"

#: The masthead's name fills this width at most, whatever its length (points).
NAME_WIDTH = 356.0
NAME_SIZE = 50.0
#: A longer name stands in two lines.
NAME_LENGTH = 12

#: Control characters, byte order marks and marks that turn the writing direction: they have
#: no shape, upset the layout, and XMP forbids them.
_UNPRINTABLE = dict.fromkeys(
    code
    for code in (*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF)
    if chr(code) not in "\t\n"
)

_FILTERS = {
    "set_text": typography.set_text,
    "set_paragraph": typography.set_paragraph,
    "full_width": typography.full_width,
    "solar_day": _days.solar_day,
    "weekday": _days.weekday,
    "lunar_day": almanac.lunar_day,
    "partial_day": _days.partial_day,
    "flag_word": _wording.flag_word,
    "credits_line": wording.credits_line,
    "source_day": _wording.source_day,
    "source_place": _wording.source_place,
    "retitled": _wording.retitled,
    "title_elsewhere": _wording.title_elsewhere,
    "summary_label": _wording.summary_label,
    "note_lines": _wording.note_lines,
    "imprint": wording.imprint,
    "roll_cells": roll.cells,
    "are_people": roll.are_people,
    "shortened": typography.shortened,
    "break_lines": headline.break_lines,
    "set_width": headline.set_width,
    "url_path": quote,
    "roll_rows": roll_table.rows,
    "column_shares": calendar.shares,
    "chinese_numeral": chinese_numeral,
}


def compose_html(
    edition: Edition, digest: Digest, tools: Tools, *, mode: str = "screen"
) -> tuple[str, tuple[str, ...]]:
    """Write the bulletin as HTML.

    Args:
        edition: What to print.
        digest: Names the style, the colour and the body length.
        tools: Templates and pictures.
        mode: ``screen``, or ``print`` for the inks, bleed and marks of a printing press.

    Returns:
        The page, and one warning per picture left out.

    Raises:
        RenderError: The style is unknown, or its template is broken.
    """
    template_name = f"{FOLDER}/{digest.style}/{PAGE}"
    known = styles(tools.templates)
    if digest.style not in known:
        raise RenderError(
            f"没有这种版式，现有：{'、'.join(known)} (no such bulletin style)",
            subject=digest.style,
            code="unknown_style",
            permanent=True,
            advice=f"请把 sources.yaml 中的 style 改为 {'、'.join(known)} 之一，"
            f"或在 templates/{FOLDER}/{digest.style}/ 中写出 {PAGE}。",
        )
    environment = tools.templates.overlay()
    environment.filters = environment.filters | _FILTERS
    bands, blocks = make_up(edition, digest, tools.assets)
    dated = calendar.dated(bands)
    try:
        html = environment.get_template(template_name).render(
            edition=edition,
            bands=bands,
            blocks=blocks,
            contents=contents.columns(bands, has_calendar=bool(dated)),
            name=name_lines(edition.title),
            name_size=name_size(edition.title),
            calendar=dated,
            calendar_rows=calendar.rows(dated, edition.published_on),
            report_count=sum(len(item.sources) for item in edition.items),
            papers=papers(edition),
            sources=sources.papers(bands),
            colophon=digest.colophon,
            colours=colours_of(digest.colour),
            fangsong=fonts.fangsong(),
            logo=_logo(environment, digest.style),
            mode=mode,
        )
    except TemplateError as error:
        raise RenderError(
            "版式模板有误 (the bulletin template is broken)",
            subject=template_name,
            code="template_broken",
            permanent=True,
            advice=f"请检查 templates/{template_name} 及其引用的部件。",
        ) from error
    warnings = tuple(warning for band in bands for story in band.stories for warning in story.warnings)
    return html.translate(_UNPRINTABLE), warnings


def _logo(environment: Environment, style: str) -> str:
    """Name the owner's logo, the style's own first; empty when there is none."""
    known = environment.list_templates(filter_func=lambda name: name.endswith("/logo.svg"))
    return next((name for name in (f"{FOLDER}/{style}/logo.svg", f"{FOLDER}/logo.svg") if name in known), "")


def styles(environment: Environment) -> tuple[str, ...]:
    """List the styles: the folders of ``templates/bulletin`` that have a page template."""
    names = environment.list_templates(filter_func=lambda name: name.startswith(f"{FOLDER}/"))
    parts = [name.split("/") for name in names]
    return tuple(sorted(path[1] for path in parts if len(path) == 3 and path[2] == PAGE))  # noqa: PLR2004 - bulletin/<style>/page


def name_lines(name: str) -> tuple[str, ...]:
    """Give the masthead's name in one line, or a long one in two of like length."""
    return (name,) if len(name) <= NAME_LENGTH else headline.break_lines(name, len(name) / 2 + 1)


def name_size(name: str) -> float:
    """Give the type size in points at which the masthead's name fits its place."""
    lines = name_lines(name)
    longest = max(headline.set_width(line) for line in lines) or 1
    return min(NAME_SIZE / len(lines), round(NAME_WIDTH / longest / 1.04, 1))


def papers(edition: Edition) -> tuple[str, ...]:
    """Name the publications behind an edition, each once, in order of appearance."""
    names = (source.publication for item in edition.items for source in item.sources)
    return tuple(dict.fromkeys(name for name in names if name))
