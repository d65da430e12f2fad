"""A page as a short list of lines, for expectations that people read: what it says, not how it looks."""

from __future__ import annotations

from lxml import html

#: Elements whose text makes one line of the outline.
LINES = {"title", "h1", "h2", "h3", "h4", "p", "li", "tr", "summary"}


def outline(page: str) -> list[str]:
    """List headings, paragraphs, list items, table rows and links in reading order.

    A row is ``tr: label | value``; a link shows as ``text <address>``.
    """
    tree = html.document_fromstring(page)
    return [line for element in tree.iter(*LINES) if (line := _line(element))]


def _line(element: html.HtmlElement) -> str:
    if element.xpath("boolean(.//*[self::p or self::h1 or self::h2 or self::h3 or self::tr or self::ol])"):
        return ""
    if element.tag == "tr":
        text = " | ".join(filter(None, (_text(cell) for cell in element)))
    else:
        text = _text(element)
    return f"{element.tag}: {text}" if text else ""


def _text(element: html.HtmlElement) -> str:
    parts = [element.text or ""]
    for child in element:
        inner = _text(child) if isinstance(child.tag, str) else ""
        if child.tag == "a":
            inner = f"{inner} <{child.get('href')}>"
        parts += [" / " if child.tag == "br" else inner, child.tail or ""]
    return " ".join("".join(parts).split(" ")).replace("\n", " ").strip()
