"""``bulletin.docx``: the edition as an official bulletin (简报) to countersign and edit in Word.

Takes an edition, its digest and the tools; gives a Word file in the 简报 style, whatever
style the PDF has: real styles, headings, tables and fields, after the geometry of
GB/T 9704-2012. It prints the words of the PDF; it knows no layout engine, so page numbers
in its contents are reckoned on the grid until Word updates them (F9).
"""

from __future__ import annotations

from kexie_digest.model import Digest, Edition, Rendition
from kexie_digest.renderers import Tools
from kexie_digest.renderers.docx import body, front, pages
from kexie_digest.renderers.docx.package import packed
from kexie_digest.renderers.docx.paper import opened
from kexie_digest.renderers.docx.writing import Writer
from kexie_digest.renderers.pdf.makeup import make_up

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def render(edition: Edition, digest: Digest, tools: Tools) -> Rendition:
    """Write one edition as a Word file.

    Args:
        edition: What to write.
        digest: Whether full texts are printed, its colour, and the colophon (报送发).
        tools: For the folder of pictures.

    Returns:
        ``bulletin.docx``, the same bytes for the same edition; its warnings name
        pictures left out.
    """
    bands, _ = make_up(edition, digest, tools.assets)
    inner = body.blocks(edition, bands)
    entries = front.entries(inner)
    opening = pages.lines_of(front.note(edition)) + front.LINES + pages.lines_of_entries(entries)
    numbered = pages.numbered(entries, inner, opening)
    document = opened(edition, digest.colour)
    writer = Writer(document, tools.assets)
    writer.write(front.masthead(edition))
    writer.write_contents(numbered)
    writer.write(front.note(edition))
    writer.write(inner)
    writer.write_foot(body.foot(edition, digest.colophon))
    warnings = tuple(warning for band in bands for story in band.stories for warning in story.warnings)
    return Rendition("bulletin.docx", MEDIA_TYPE, packed(document), warnings=warnings)
