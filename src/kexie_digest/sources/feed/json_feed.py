"""JSON Feed 1.0 and 1.1 (https://www.jsonfeed.org/version/1.1/).

Takes decoded text, gives a Feed; feedparser does not know this format. Members of a
wrong kind are read as absent.
"""

import json
from collections.abc import Mapping
from typing import Any

from kexie_digest.sources.feed.cleaning import clean_markup, clean_text, with_pictures
from kexie_digest.sources.feed.entries import Entry, Feed, absolute

_VERSIONS = ("https://jsonfeed.org/version/", "http://jsonfeed.org/version/")


def read_json(text: str, address: str) -> Feed | None:
    """Read a JSON Feed.

    Args:
        text: The decoded feed.
        address: Where relative links start.

    Returns:
        The feed, or None when the text is something else.
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict):
        return None
    items = found.get("items")
    if not isinstance(items, list) or not (
        _text(found, "version").startswith(_VERSIONS) or _text(found, "title")
    ):
        return None
    author = _author(found)
    entries = tuple(_entry(item, address, author) for item in items if isinstance(item, dict))
    return Feed(" ".join(_text(found, "title").split()), entries)


def _entry(item: Mapping[str, Any], address: str, author: str) -> Entry:
    link = _text(item, "url") or _text(item, "external_url")
    return Entry(
        guid=_text(item, "id"),
        link=absolute(link, address),
        title=" ".join(_text(item, "title").split()),
        html=with_pictures(_body(item, address), _pictures(item, address)),
        published=_text(item, "date_published") or _text(item, "date_modified"),
        author=_author(item) or author,
    )


def _pictures(item: Mapping[str, Any], address: str) -> list[str]:
    """Give the item's main picture and its attached ones."""
    attached = item.get("attachments")
    sent = [one for one in attached if isinstance(one, dict)] if isinstance(attached, list) else []
    found = [_text(one, "url") for one in sent if _text(one, "mime_type").lower().startswith("image/")]
    return [absolute(one, address) for one in [_text(item, "image"), *found] if one]


def _body(item: Mapping[str, Any], address: str) -> str:
    markup = _text(item, "content_html")
    if markup:
        return clean_markup(markup, address)
    return clean_text(_text(item, "content_text") or _text(item, "summary"))


def _author(holder: Mapping[str, Any]) -> str:
    """Join the authors (1.1), or give the one (1.0)."""
    authors = holder.get("authors")
    listed = authors if isinstance(authors, list) else [holder.get("author")]
    return "、".join(name for one in listed if isinstance(one, dict) for name in [_text(one, "name")] if name)


def _text(holder: Mapping[str, Any], name: str) -> str:
    """Give a member as text; ids may be numbers."""
    value = holder.get(name)
    if isinstance(value, (str, int, float)) and not isinstance(value, bool):
        return str(value).strip()
    return ""
