"""Sources: places that documents come from.

Takes a Source and what we remember of it, gives Documents (bytes, address, time,
media type) and what to remember next; or a feed file, one Document per entry. Text is
not read here and nothing is stored. A new kind of source is one module with
``fetch(source, seen, tools) -> Fetched``, one line here and one case folder.
Drop folders are no kind: they are scanned and settled, see ``drop_folder``.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING

from kexie_digest.model import Document, Source, SourceState

if TYPE_CHECKING:
    from kexie_digest.errors import SourceError
    from kexie_digest.sources._http import Client
    from kexie_digest.sources.contract import Fetched, Tools

__all__ = ["CONTAINERS", "KINDS", "Client", "Fetched", "Tools", "expand", "fetch"]

#: Source kind -> module with ``fetch(source, seen, tools) -> Fetched``.
KINDS: dict[str, str] = {
    "feed": "kexie_digest.sources.feed",
    "web_list": "kexie_digest.sources.web_list",
    "digital_paper": "kexie_digest.sources.digital_paper",
    "mailbox": "kexie_digest.sources.mailbox",
}
#: Media type of a file that holds several documents -> module with ``expand(document)``.
CONTAINERS: dict[str, str] = {
    "application/rss+xml": "kexie_digest.sources.feed",
    "application/atom+xml": "kexie_digest.sources.feed",
    "application/rdf+xml": "kexie_digest.sources.feed",
    "application/feed+json": "kexie_digest.sources.feed",
    "application/zip": "kexie_digest.sources.zip_archive",
    "message/rfc822": "kexie_digest.sources.letter",
}
#: Names of this package that need the HTTP client -> their module.
_POLLING = {
    "Client": "kexie_digest.sources._http",
    "Fetched": "kexie_digest.sources.contract",
    "Tools": "kexie_digest.sources.contract",
}


def __getattr__(name: str) -> object:
    """Import what polls when it is asked for: reading files needs no HTTP client."""
    if name not in _POLLING:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_POLLING[name]), name)


def fetch(source: Source, seen: SourceState, tools: Tools) -> Fetched:
    """Poll a source once.

    Args:
        source: What to poll; ``polling.is_due`` says whether its time has come.
        seen: What we remember of it; ``SourceState()`` the first time.
        tools: Client and clock.

    Returns:
        Documents and the next state; a failed poll is a value too.
    """
    fetched: Fetched = import_module(KINDS[source.kind]).fetch(source, seen, tools)
    return fetched


def expand(document: Document) -> Iterator[Document | SourceError]:
    """Split a file that holds several documents; give any other file back as it is.

    Args:
        document: A file whose media type is known.

    Yields:
        A feed's entries, a message's body and attachments or an archive's members in
        order, or the document itself; a part that cannot be taken out is its error.
        Parts without a media type are to be looked at as files of their own.

    Raises:
        SourceError: It cannot be split at all: no feed, a damaged or oversized archive.
    """
    module = CONTAINERS.get(document.media_type)
    if module is None:
        yield document
    else:
        yield from import_module(module).expand(document)
