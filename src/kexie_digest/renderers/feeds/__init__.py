"""Feeds: items as an Atom document (RFC 4287) and as a JSON Feed (version 1.1).

Takes a Feed, gives bytes. Texts come ready; here they are escaped and put in order.
"""

from kexie_digest.renderers.feeds.atom import write_atom
from kexie_digest.renderers.feeds.feed import Feed, FeedEntry
from kexie_digest.renderers.feeds.json_feed import write_json

__all__ = ["Feed", "FeedEntry", "write_atom", "write_json"]
