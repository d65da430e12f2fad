"""An entry's markup, made safe to keep.

Takes the HTML or plain text of an entry, gives HTML without scripts, handlers and
frames. Words and pictures stay as they are; layout is somebody else's business.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from html import escape, unescape

import nh3

from kexie_digest.text.markup import is_flooded

TAG = re.compile(r"<[a-zA-Z/!][^<>]*>")
#: What closes an open paragraph, which is looked for through all that is open (HTML §13.2.6.4.7).
_STEP = re.compile(
    r"<(/?)(?:address|article|aside|blockquote|center|details|dialog|dir|div|dl|fieldset|figcaption|figure"
    r"|footer|header|hgroup|listing|main|menu|nav|ol|pre|search|section|summary|table|tbody|ul)\b",
    re.IGNORECASE,
)
#: Pictures keep the addresses that lazy loading hides, and bytes that stand in the entry.
_ATTRIBUTES = {**nh3.ALLOWED_ATTRIBUTES, "img": {*nh3.ALLOWED_ATTRIBUTES["img"], "data-src", "data-original"}}
_SCHEMES = {*nh3.ALLOWED_URL_SCHEMES, "data"}
#: Cleaning is quadratic in depth: 20,000 nested lists take 8 s, 1,000 take 20 ms.
DEEPEST = 1000


def clean_markup(text: str, base: str = "") -> str:
    """Take out of markup what could act, and complete its addresses.

    Args:
        text: HTML of a feed.
        base: Where its relative addresses start; none is completed without.

    Returns:
        HTML; plain paragraphs when it is nested beyond reason.
    """
    if _is_bottomless(text):
        return clean_text(unescape(TAG.sub("\n", text)))
    return _cleaner(base).clean(_whole(text))


@lru_cache(maxsize=64)
def _cleaner(base: str) -> nh3.Cleaner:
    """Give the cleaner of a feed: making one takes longer than cleaning an entry."""
    if base.startswith(("http://", "https://")):
        try:
            return nh3.Cleaner(
                attributes=_ATTRIBUTES, url_schemes=_SCHEMES, url_relative=("rewrite_with_base", base)
            )
        except ValueError:  # a base that is no address
            pass
    return nh3.Cleaner(attributes=_ATTRIBUTES, url_schemes=_SCHEMES)


def clean_text(text: str) -> str:
    """Make paragraphs of plain text.

    Args:
        text: Lines; empty ones are left out.

    Returns:
        One ``p`` element per line.
    """
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(f"<p>{escape(line, quote=False)}</p>" for line in lines if line)


def with_pictures(markup: str, addresses: Iterable[str]) -> str:
    """Put the pictures that a feed sends beside an entry behind its text.

    Args:
        markup: The entry's cleaned HTML.
        addresses: Of enclosures and the like.

    Returns:
        The HTML with an ``img`` for each picture that it does not show yet.
    """
    shown = unescape(markup)
    missing = [address for address in dict.fromkeys(addresses) if address and address not in shown]
    return "\n".join([markup, *(f'<p><img src="{escape(address)}"></p>' for address in missing)]).lstrip("\n")


def one_line(text: str) -> str:
    """Give a title as plain text on one line.

    Args:
        text: A title with markup, entities and line breaks, perhaps.

    Returns:
        Its words.
    """
    if TAG.search(text):
        text = TAG.sub("", text) if _is_bottomless(text) else nh3.clean(_whole(text), tags=set())
    return " ".join(unescape(text).split())


def _whole(text: str) -> str:
    """Replace halves of surrogate pairs, which entities and JSON can name (``&#xD800;``)."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _is_bottomless(text: str) -> bool:
    if is_flooded(text):
        return True
    depth = 0
    for step in _STEP.finditer(text):
        depth += -1 if step[1] else 1
        if depth > DEEPEST:
            return True
    return False
