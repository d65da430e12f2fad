"""Feeds: RSS, Atom, RDF and JSON Feed, polled or dropped in as a file.

Takes a Source or a feed file's Document, gives one Document per entry: its HTML as
UTF-8 bytes, what the feed says of it as hints. Bytes are decoded by us before a feed
library sees them; the library never opens an address or a file. Entries are not read
for text here, and nothing is stored.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import replace

from kexie_digest.errors import SourceError
from kexie_digest.model import Document, Source, SourceState
from kexie_digest.sources._http import Reply
from kexie_digest.sources.contract import Fetched, Tools
from kexie_digest.sources.feed.entries import Entry, Feed, as_documents, newest
from kexie_digest.sources.feed.reading import read_feed
from kexie_digest.sources.outcomes import failed, original_of
from kexie_digest.sources.polling import after_success

#: Entries taken from one poll; a feed that lists more is an archive.
MOST_ENTRIES = 500
#: A dropped feed file may be an archive: all its entries count, up to this size.
LARGEST_FILE = 50 * 1024 * 1024

__all__ = ["Entry", "Feed", "expand", "fetch"]


def fetch(source: Source, seen: SourceState, tools: Tools) -> Fetched:
    """Poll a feed.

    Args:
        source: The feed.
        seen: What we remember of it; its validators make the request conditional.
        tools: Client and clock.

    Returns:
        New documents and the state to keep with them. An error is part of the value,
        because the next poll depends on it.
    """
    now = tools.clock.now()
    try:
        reply = tools.client.get(source.url, headers=_conditions(seen), allow_private=source.allow_private)
        if reply.is_unchanged or _body_hash(reply) == seen.body_hash:
            state = after_success(source, seen, now, code="not_modified", moved_to=reply.moved_to)
            return Fetched(state=state)
        media_type = reply.content_type.strip().lower() or "application/xml"
        original = original_of(source, reply, tools, media_type)
        found = read_feed(original.content, address=reply.url, content_type=reply.content_type)
        _check_shape(source, seen, found)
        feed = newest(found, MOST_ENTRIES)
    except SourceError as error:
        return failed(source, seen, tools, error)
    state = replace(seen, etag=reply.etag, last_modified=reply.last_modified, body_hash=original.sha256)
    state = replace(state, seen_any=seen.seen_any or bool(feed.entries))
    return Fetched(
        state=after_success(source, state, now, moved_to=reply.moved_to),
        documents=tuple(as_documents(feed, original, publication=source.name)),
        original=original,
        notes=feed.notes,
    )


def items_of(reply: Document, *, publication: str) -> Iterator[Document]:
    """Take a kept reply apart again, as a poll does.

    Args:
        reply: As it came.
        publication: The owner's name for the feed.

    Yields:
        One document per entry, the newest ``MOST_ENTRIES``.

    Raises:
        SourceError: ``not_a_feed``.
    """
    found = read_feed(reply.content, address=reply.address, content_type=reply.media_type)
    yield from as_documents(newest(found, MOST_ENTRIES), reply, publication=publication)


def expand(document: Document) -> Iterator[Document]:
    """Split a feed file into its entries, in the order of the file.

    Args:
        document: The file's bytes, of any feed format and encoding.

    Yields:
        One document per entry.

    Raises:
        SourceError: ``not_a_feed`` or ``too_large``.
    """
    if len(document.content) > LARGEST_FILE:
        raise SourceError(
            f"订阅文件过大，超过 {LARGEST_FILE // (1024 * 1024)} MB (the feed file is too large)",
            subject=document.name,
            code="too_large",
            permanent=True,
            advice="请拆成几个文件再放入。",
        )
    feed = read_feed(document.content, address=document.hints.link or "", name=document.name)
    yield from as_documents(feed, document, publication=document.hints.publication or "")


def _conditions(seen: SourceState) -> dict[str, str]:
    conditions = {"If-None-Match": seen.etag, "If-Modified-Since": seen.last_modified}
    return {name: value for name, value in conditions.items() if value}


def _body_hash(reply: Reply) -> str:
    return hashlib.sha256(reply.content).hexdigest()


def _check_shape(source: Source, seen: SourceState, feed: Feed) -> None:
    """Refuse "nothing new" where there were entries before and now there is none."""
    if not feed.entries and seen.seen_any:
        raise SourceError(
            "订阅源原来有条目，现在一条也没有 (the feed had entries before and has none now)",
            subject=source.url,
            code="source_changed",
            advice="网站可能改版，请在浏览器里核对订阅地址。",
        )
