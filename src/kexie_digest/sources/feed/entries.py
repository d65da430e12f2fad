"""Entries of a feed and who they are.

Takes a feed as read, gives Documents. Every entry keeps an identity from poll to poll
(guid, else link, else title and day), so that it is taken once; a feed that gives
several entries one guid does not lose any.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from kexie_digest.model import Document, Hints
from kexie_digest.sources.identity import bounded
from kexie_digest.text.dates import read_instant

#: Parameters that tell how a reader came, not what is read.
_TRACKING = ("utm_", "spm", "from", "share_", "fbclid", "gclid")


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as the feed gives it; ``html`` is cleaned, ``published`` the raw string."""

    guid: str = ""
    link: str = ""
    title: str = ""
    html: str = ""
    published: str = ""
    author: str = ""
    publication: str = ""


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: its title, its entries in order, and remarks such as a guessed encoding."""

    title: str
    entries: tuple[Entry, ...]
    notes: tuple[str, ...] = ()


def newest(feed: Feed, count: int) -> Feed:
    """Keep the newest entries, in the feed's order.

    Args:
        feed: The feed.
        count: How many to keep.

    Returns:
        The feed itself when it is small enough. Entries without a readable date count
        as old as their place in the feed says, after all dated ones.
    """
    if len(feed.entries) <= count:
        return feed
    dated = [(read_instant(entry.published), place) for place, entry in enumerate(feed.entries)]
    order = sorted(dated, key=lambda pair: (-pair[0].timestamp() if pair[0] else float("inf"), pair[1]))
    kept = sorted(place for _, place in order[:count])
    note = f"too_many_entries:{len(feed.entries)}"
    return replace(feed, entries=tuple(feed.entries[place] for place in kept), notes=(*feed.notes, note))


def as_documents(feed: Feed, original: Document, *, publication: str = "") -> Iterator[Document]:
    """Make one Document of each entry.

    Args:
        feed: The feed as read.
        original: The bytes it came in: key, address and time are taken from it.
        publication: The owner's name for it; default: the entry's own source, the feed's title.

    Yields:
        Documents with the entry's HTML as content, in the feed's order.
    """
    for entry, identity in zip(feed.entries, identities(feed), strict=True):
        content = entry.html.encode("utf-8", "replace")
        yield Document(
            content=content,
            sha256=hashlib.sha256(content).hexdigest(),
            media_type="text/html",
            name=original.name,
            source_key=original.source_key,
            address=entry.link or original.address,
            identity=identity,
            fetched_at=original.fetched_at,
            part=identity,
            hints=Hints(
                title=entry.title or None,
                link=entry.link or None,
                publication=publication or entry.publication or feed.title or None,
                published=entry.published or None,
                author=entry.author or None,
                layout="feed_entry",
            ),
        )


def identities(feed: Feed) -> list[str]:
    """Name every entry: the first of guid, link, title and day, content that is its own.

    Args:
        feed: The feed as read.

    Returns:
        One name per entry, all different, of bounded length.
    """
    candidates = [_candidates(entry) for entry in feed.entries]
    uses = Counter(name for names in candidates for name in set(names))
    chosen = [next((name for name in names if uses[name] == 1), names[-1]) for names in candidates]
    repeats: Counter[str] = Counter()
    named = []
    for name in chosen:
        repeats[name] += 1
        named.append(bounded(name if repeats[name] == 1 else f"{name}#{repeats[name]}"))
    return named


def _candidates(entry: Entry) -> list[str]:
    instant = read_instant(entry.published)
    day = instant.date().isoformat() if instant else ""
    names = [entry.guid, canonical(entry.link)]
    if entry.title:
        names.append("title:" + _hash(f"{entry.title}\n{day}"))
    return [name for name in names if name] + ["content:" + _hash(f"{entry.title}\n{day}\n{entry.html}")]


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()[:32]


def absolute(link: str, base: str) -> str:
    """Complete a link.

    Args:
        link: As the feed gives it; a guid that only looks like one is common.
        base: Where relative links start.

    Returns:
        An http or https address, or nothing.
    """
    try:
        joined = urljoin(base, link.strip()) if link.strip() else ""
    except ValueError:
        return ""
    return joined if joined.startswith(("http://", "https://")) else ""


def canonical(link: str) -> str:
    """Write a link so that two ways to the same page are equal.

    Args:
        link: As the feed gives it.

    Returns:
        Host in lower case, without fragment and tracking parameters.
    """
    try:
        parts = urlsplit(link.strip())
    except ValueError:
        return link.strip()
    pairs = parse_qsl(parts.query, keep_blank_values=True)
    query = urlencode([pair for pair in pairs if not pair[0].startswith(_TRACKING)])
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path, query, ""))
