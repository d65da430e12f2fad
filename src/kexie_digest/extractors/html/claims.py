"""What a page's markup says of itself: title, date, author, site.

Takes a parsed page and what its source knew; gives hints in which the source's word
goes first. Meta names are those of OpenGraph, Dublin Core and the Chinese standard for
government sites (ArticleTitle, PubDate, ContentSource), then JSON-LD, then the page's
own title. Dates stay raw strings: ``text.dates`` reads them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from lxml import etree, html

from kexie_digest.extractors.html.walk import clean
from kexie_digest.model import Hints

_METAS = {
    "title": ("articletitle", "og:title", "twitter:title", "dc.title", "title"),
    "published": (
        "pubdate", "article:published_time", "og:published_time", "publishdate", "datepublished", "dc.date",
        "weibo: article:create_at", "og:release_date", "date",
    ),
    "publication": ("contentsource", "og:article:source", "source", "og:site_name", "sitename"),
    "author": ("author", "article:author", "og:article:author", "dc.creator"),
    "link": ("og:url",),
}  # fmt: skip
#: Names of platforms that stand where a publisher's should.
_PLATFORMS = frozenset({"微信公众平台", "Weixin Official Accounts Platform"})
#: Where WeChat prints what its meta tags leave out.
_WECHAT = {"publication": "js_name", "author": "js_author_name"}
_NEWS = frozenset({"NewsArticle", "Article", "BlogPosting", "Report", "ReportageNewsArticle"})
_SITE_TAIL = re.compile(r"\s*(?:[-_|—–·]+|\s[:：]\s)\s*[^-_|—–]{2,24}$")
_VISIBLE_DATE = re.compile(
    r"\d{4}\s*[年./-]\s*\d{1,2}\s*[月./-]\s*\d{1,2}\s*日?(?:\s*\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
)
_DATE_CLASS = re.compile(r"time|date|riqi|shijian|pubtime|publish", re.IGNORECASE)
_LONGEST_DATE_LINE = 160
_LONGEST_SCRIPT = 200_000


def _metas(root: html.HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        content = clean(meta.get("content") or "")
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _linked_data(root: html.HtmlElement) -> Iterator[dict[str, Any]]:
    """Give the JSON-LD objects that describe an article."""
    for script in root.iter("script"):
        text = script.text or ""
        if (script.get("type") or "").lower() != "application/ld+json" or len(text) > _LONGEST_SCRIPT:
            continue
        try:
            data = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        things = data if isinstance(data, list) else [data]
        for thing in things:
            graph = thing.get("@graph") if isinstance(thing, dict) else None
            for item in graph if isinstance(graph, list) else [thing]:
                kinds = item.get("@type") if isinstance(item, dict) else None
                if _NEWS & {str(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])}:
                    yield item


def _name(value: object) -> str | None:
    """Read a JSON-LD person, organisation or plain string."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("name")
    return clean(value) or None if isinstance(value, str) else None


def _from_linked_data(root: html.HtmlElement) -> dict[str, str]:
    for item in _linked_data(root):
        keys = {
            "title": "headline",
            "published": "datePublished",
            "author": "author",
            "publication": "publisher",
        }
        return {ours: name for ours, theirs in keys.items() if (name := _name(item.get(theirs)))}
    return {}


def _page_title(root: html.HtmlElement) -> str | None:
    """The first h1; else the window's title without the site's name."""
    for heading in root.iter("h1"):
        text = clean("".join(heading.itertext()))
        if text:
            return text
    element = root.find(".//title")
    title = clean(element.text or "") if element is not None else ""
    return _SITE_TAIL.sub("", title) or None


def _visible_date(root: html.HtmlElement) -> str | None:
    """A time element, else a date in an element that names itself one."""
    for element in root.iter("time"):
        found = clean(element.get("datetime") or "".join(element.itertext()))
        if found:
            return found
    for element in root.iter(etree.Element):
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if not names.strip() or not _DATE_CLASS.search(names):
            continue
        text = clean("".join(element.itertext()))
        match = _VISIBLE_DATE.search(text) if len(text) <= _LONGEST_DATE_LINE else None
        if match:
            return match[0]
    return None


def read_claims(root: html.HtmlElement, known: Hints) -> Hints:
    """Add to a source's hints what the page's markup says.

    Args:
        root: The parsed page.
        known: What the source knew; it is never overruled.

    Returns:
        The fuller hints.
    """
    metas = _metas(root)
    found = {
        field: next((metas[name] for name in names if name in metas), None) for field, names in _METAS.items()
    }
    for field, value in _from_linked_data(root).items():
        found[field] = found[field] or value
    found["title"] = _strip_site(found["title"], metas) or _page_title(root)
    for field, name in _WECHAT.items():
        element = root.get_element_by_id(name, None)
        found[field] = found[field] or (clean("".join(element.itertext())) if element is not None else None)
    if found["publication"] in _PLATFORMS:  # the account is the publisher
        found["publication"] = found["author"]
    found["published"] = found["published"] or _visible_date(root)
    missing = {field: value for field, value in found.items() if value and getattr(known, field) is None}
    return replace(known, **missing)


def _strip_site(title: str | None, metas: dict[str, str]) -> str | None:
    site = metas.get("og:site_name") or metas.get("sitename")
    if title and site and title.endswith(site):
        return title.removesuffix(site).rstrip(" -_|—–·") or title
    return title
