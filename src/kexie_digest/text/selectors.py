"""Find elements of a page by what an owner wrote: a CSS selector or an XPath.

Takes an expression, gives something to look with. An expression that begins with ``/``,
``.//``, ``(`` or names an axis (``ancestor::``) is an XPath, any other a CSS selector.
It opens nothing: XPath in lxml reaches no other file.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from cssselect import HTMLTranslator, SelectorError
from lxml import etree, html

_NOTHING = etree.Element("nothing")
_XPATH = re.compile(r"^(?:/|\.{1,2}/|\(|@|[a-z-]+::)")


@lru_cache(maxsize=512)
def compile_selector(expression: str) -> etree.XPath:
    """Read an expression.

    Args:
        expression: CSS or XPath.

    Returns:
        What finds elements.

    Raises:
        ValueError: It is neither.
    """
    text = expression.strip()
    if not text:
        raise ValueError("empty")
    try:
        path = text if _XPATH.match(text) else HTMLTranslator().css_to_xpath(text, prefix="descendant::")
        compiled = etree.XPath(path)
        compiled(_NOTHING)  # unknown prefixes and functions are told only when they are called
    except (SelectorError, etree.XPathError) as error:
        raise ValueError(str(error)) from None
    return compiled


def find_all(element: html.HtmlElement, expression: str) -> list[html.HtmlElement]:
    """Find elements below one.

    Args:
        element: Where to look.
        expression: CSS or XPath; nothing is found with an empty one.

    Returns:
        The elements in the page's order; texts and attributes that an XPath gives are left out.

    Raises:
        ValueError: The expression is neither.
    """
    return [found for found in _found(element, expression) if isinstance(found, etree._Element)]  # noqa: SLF001 - lxml's public base class has this name


def find_text(element: html.HtmlElement, expression: str) -> str:
    """Read the words of the first thing found.

    Args:
        element: Where to look.
        expression: CSS or XPath; an XPath may name an attribute (``./@title``).

    Returns:
        Its words on one line; nothing where nothing is found.

    Raises:
        ValueError: The expression is neither.
    """
    for found in _found(element, expression):
        words = words_of(found) if isinstance(found, etree._Element) else " ".join(str(found).split())  # noqa: SLF001 - as above
        if words:
            return words
    return ""


def words_of(element: html.HtmlElement) -> str:
    """Read an element's words.

    Args:
        element: Any element.

    Returns:
        Its text on one line, scripts, styles and comments left out.
    """
    pieces = element.xpath(".//text()[not(ancestor::script or ancestor::style)]")
    return " ".join("".join(pieces).split())


def _found(element: html.HtmlElement, expression: str) -> list[Any]:
    if not expression:
        return []
    try:
        found = compile_selector(expression)(element)
    except etree.XPathError:  # an unknown function is told only when it is called
        return []
    return found if isinstance(found, list) else [found]
