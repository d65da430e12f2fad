"""The paper of the Word file: an empty document of the right size, grid, heads and feet.

Takes an edition, gives a document of python-docx: A4 with the type area and the document
grid of GB/T 9704-2012, page numbers outside, its own styles in place of the library's.
"""

from __future__ import annotations

import datetime as dt

from docx import Document
from docx.document import Document as DocumentObject
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import _Footer, _Header
from docx.shared import Mm

from kexie_digest.model import Edition
from kexie_digest.renderers.docx.elements import field_code, field_mark, text, w
from kexie_digest.renderers.docx.styles import LINE, font_table, style_sheet

#: Of the library's model document: what has no place in a bulletin.
_DROPPED = ("customXml", "stylesWithEffects", "numbering", "webSettings", "thumbnail", "extended-properties")


def opened(edition: Edition, colour: str) -> DocumentObject:
    """Open an empty document for an edition.

    Args:
        edition: Gives title, author and day.
        colour: The digest's own, in place of red; may be empty.

    Returns:
        The document; nothing stands in its body but the section's properties.
    """
    document = Document()
    _clear(document, colour)
    _describe(document, edition)
    _lay_out(document)
    _head_and_foot(document, edition)
    return document


def _clear(document: DocumentObject, colour: str) -> None:
    """Drop the library's parts that are not ours, and put our styles in."""
    for relations in (document.part.rels, document.part.package.rels):
        for key in [
            key for key, relation in relations.items() if relation.reltype.rsplit("/", 1)[-1] in _DROPPED
        ]:
            del relations[key]
    sheet = document.styles.element
    for child in list(sheet):
        sheet.remove(child)
    sheet.extend(style_sheet(colour))
    for part in document.part.package.iter_parts():
        if str(part.partname) == "/word/fontTable.xml":
            part._blob = font_table()  # noqa: SLF001 - the library gives no other way to a plain part
    settings = document.settings.element
    for child in list(settings):
        settings.remove(child)
    settings.extend(_settings())


def _settings() -> list[BaseOxmlElement]:
    """Give the children of ``w:settings`` in the schema's order.

    Margins are mirrored for binding, heads and feet differ on left and right pages, and
    adjoining punctuation is squeezed (标点挤压).
    """
    mode = w(
        "compatSetting",
        name="compatibilityMode",
        uri="http://schemas.microsoft.com/office/word",
        val=15,
    )
    return [
        w("zoom", percent=100),
        w("mirrorMargins"),
        w("defaultTabStop", val=420),
        w("autoHyphenation"),
        w("evenAndOddHeaders"),
        w("characterSpacingControl", val="compressPunctuation"),
        w("compat", w("useFELayout"), mode),
        w("themeFontLang", val="en-US", eastAsia="zh-CN"),
        w("decimalSymbol", val="."),
        w("listSeparator", val=","),
    ]


def _describe(document: DocumentObject, edition: Edition) -> None:
    """Write title, author, language and days; the library's own words go."""
    facts = document.core_properties
    day = dt.datetime.combine(dt.date.fromisoformat(edition.published_on), dt.time())
    facts.title = f"{edition.title} 第{edition.number}期（总第{edition.total_number}期）"
    facts.author = facts.last_modified_by = edition.publisher or edition.publication or edition.title
    facts.language = "zh-CN"
    facts.subject = facts.keywords = facts.comments = facts.category = ""
    facts.identifier = f"{edition.digest}/{edition.total_number}"
    facts.created = facts.modified = day
    facts.revision = 1


def _lay_out(document: DocumentObject) -> None:
    """Set page, margins and the document grid of 22 lines.

    The 28 characters of a line are made by the styles (``styles.CLOSER``): a grid of
    characters narrower than the type would have LibreOffice give each of them two cells.
    """
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.header_distance = Mm(25)
    #: The number stands 7 mm below the type area: 35 mm less 7 mm less its own line.
    section.footer_distance = Mm(22)
    section.gutter = 0
    properties = section._sectPr  # noqa: SLF001 - the library knows no document grid
    for old in properties.findall(w("docGrid").tag):
        properties.remove(old)
    properties.append(w("docGrid", type="lines", linePitch=LINE))


def _head_and_foot(document: DocumentObject, edition: Edition) -> None:
    """Write the running head, but on the first page, and the page number outside."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    for head in (section.header, section.even_page_header, section.first_page_header):
        head.is_linked_to_previous = False
    running = f"{edition.title}　第{edition.number}期"
    for head in (section.header, section.even_page_header):
        _fill(head, w("r", text(running)), style="Header")
    _fill(section.first_page_header, style="Header")
    _number(section.footer, side="right")
    _number(section.first_page_footer, side="right")
    _number(section.even_page_footer, side="left")


def _number(foot: _Footer, *, side: str) -> None:
    foot.is_linked_to_previous = False
    field = (field_mark("begin"), field_code("PAGE"), field_mark("separate"), w("r", text("1")))
    _fill(
        foot,
        w("r", text("— ")),
        *field,
        field_mark("end"),
        w("r", text(" —")),
        style="Footer",
        align=None if side == "right" else side,
    )


def _fill(place: _Footer | _Header, *runs: BaseOxmlElement, style: str, align: str | None = None) -> None:
    element = place._element  # noqa: SLF001 - fields are none of the library's business
    for child in list(element):
        element.remove(child)
    side = w("jc", val=align) if align else None
    element.append(w("p", w("pPr", w("pStyle", val=style), side), *runs))
