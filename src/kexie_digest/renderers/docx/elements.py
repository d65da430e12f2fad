"""Build WordprocessingML: one call an element, attributes by their short names.

Takes tags, attributes and children, gives lxml elements of python-docx's parser. It does
not know styles; the order of children is the schema's and the caller's to keep.
"""

from __future__ import annotations

import itertools

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

from kexie_digest.renderers._wording import strip_invisible

#: Twentieths of a point, Word's measure of lengths.
TWIPS = 20


def w(tag: str, *children: BaseOxmlElement | None, **attributes: object) -> BaseOxmlElement:
    """Make an element of the namespace ``w``.

    Args:
        tag: Its local name.
        children: In the schema's order; None is left out.
        attributes: Of the same namespace; None is left out. ``class_`` is no attribute.

    Returns:
        The element.
    """
    element: BaseOxmlElement = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        if value is not None:
            element.set(qn(f"w:{name}"), str(value))
    for child in children:
        if child is not None:
            element.append(child)
    return element


def text(value: str) -> BaseOxmlElement:
    """Make ``w:t`` with its blanks kept and without characters that XML forbids."""
    element = w("t")
    element.text = strip_invisible(value)
    element.set(qn("xml:space"), "preserve")
    return element


def field_code(code: str) -> BaseOxmlElement:
    """Make the run that holds a field's instruction."""
    instruction = w("instrText")
    instruction.text = f" {code} "
    instruction.set(qn("xml:space"), "preserve")
    return w("r", instruction)


def field_mark(kind: str) -> BaseOxmlElement:
    """Make the run that begins, separates or ends a field."""
    return w("r", w("fldChar", fldCharType=kind))


class Numbers:
    """Identifiers that a document must not use twice: bookmarks, drawings, fitted texts."""

    def __init__(self) -> None:
        """Begin with 1."""
        self._count = itertools.count(1)

    def new(self) -> int:
        """Give the next one."""
        return next(self._count)
