"""A feed as an Atom document (RFC 4287)."""

from collections.abc import Iterator
from html import escape

from kexie_digest.renderers._wording import strip_invisible
from kexie_digest.renderers.feeds.feed import Feed, FeedEntry, instant


def write_atom(feed: Feed) -> bytes:
    """Write a feed as Atom.

    Args:
        feed: What to write.

    Returns:
        The document in UTF-8.
    """
    address = f"{feed.address}.atom"
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">',
        f"<title>{escape(feed.title)}</title>",
        f"<id>{escape(address)}</id>",
        f'<link rel="self" type="application/atom+xml" href="{escape(address)}"/>',
        f'<link rel="alternate" type="text/html" href="{escape(feed.home)}"/>',
        f"<updated>{instant(feed.updated)}</updated>",
        f"<author><name>{escape(feed.publisher or feed.title)}</name></author>",
        "<generator>Kexie Digest</generator>",
        *(line for entry in feed.entries for line in _entry(entry)),
        "</feed>",
    ]
    return (strip_invisible("\n".join(lines)) + "\n").encode()


def _entry(entry: FeedEntry) -> Iterator[str]:
    yield f'<entry xml:lang="{escape(entry.language)}">'
    yield f"<title>{escape(entry.title)}</title>"
    yield f"<id>{escape(entry.address)}</id>"
    yield f'<link rel="alternate" type="text/html" href="{escape(entry.address)}"/>'
    yield f"<published>{instant(entry.at)}</published>"
    yield f"<updated>{instant(entry.at)}</updated>"
    yield f"<author><name>{escape(entry.author)}</name></author>"
    yield f'<category term="{escape(entry.category)}"/>'
    if entry.summary:
        yield f"<summary>{escape(entry.summary)}</summary>"
    yield f'<content type="html">{escape(entry.html)}</content>'
    yield "</entry>"
