"""Element names by what they do to the text around them.

Takes an element where a name decides. ``o:p`` and ``st1:chsdate`` come out of office
programs.
"""

import re

from lxml import html

#: A text before and after one of these is not one text.
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4",
    "h5", "h6", "header", "hr", "li", "main", "nav", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
#: Flow within a line of text.
INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "br", "cite", "code", "del", "dfn", "em",
    "font", "i", "img", "ins", "kbd", "label", "mark", "o:p", "q", "rb", "rp", "rt", "ruby", "s",
    "samp", "small", "span", "st1:chsdate", "strike", "strong", "sub", "sup", "time", "tt", "u",
    "var", "wbr",
})  # fmt: skip
#: Hold nothing that a reader sees as text.
INVISIBLE = frozenset({
    "script", "style", "noscript", "template", "head", "iframe", "object", "embed", "svg",
    "textarea", "select", "button",
})  # fmt: skip
#: Class or id of what readers wrote below an article.
_COMMENTS = re.compile(
    r"(?:^|\s)(?:comments?|comment-?(?:list|area|box|wrap|section)|commentlist|replies|reply-list|pinglun)(?:$|\s)",
    re.IGNORECASE,
)
#: Shown, but never part of an article.
CONTROLS = frozenset({"nav", "form", "input", "video", "audio"})


def holds_comments(element: html.HtmlElement) -> bool:
    """Tell whether an element holds readers' comments, by its class or id.

    Args:
        element: Any element.

    Returns:
        Whether it does.
    """
    if element.tag not in {"div", "section", "ul", "ol"}:
        return False
    return any(_COMMENTS.search(element.get(name) or "") for name in ("class", "id"))
