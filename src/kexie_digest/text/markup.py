"""Markup that no parser reads in time.

Takes HTML, tells whether it has more tags than can be looked at (60 µs each), or a tag more attributes than
can be compared with each other: lxml and html5ever look at all those before it for each one, and 200,000 of
them take a quarter of an hour.
"""

import re

#: A news page has some thousand; a table of a whole year's awards 50,000.
MOST_TAGS = 300_000
#: lxml takes a tenth of a second for so many.
MOST_ATTRIBUTES = 5000
#: A tag's name and attributes as parsers take them (HTML §13.2.5); possessive: nothing is tried twice.
_FLOODED = re.compile(
    r"<[A-Za-z][^\s/>]*+"
    r"""(?:[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>]*+))?+)"""
    rf"{{{MOST_ATTRIBUTES}}}"
)


def is_flooded(markup: str) -> bool:
    """Tell whether there are too many tags, or attributes of one.

    Args:
        markup: HTML, well-formed or not.

    Returns:
        True for a page that nobody wrote to be read.
    """
    if len(markup) <= 2 * MOST_ATTRIBUTES:
        return False
    return markup.count("<") > MOST_TAGS or _FLOODED.search(markup) is not None
