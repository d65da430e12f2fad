"""What kinds of source say alike of a poll: it failed, or this is the reply as it came.

Takes a source, what is remembered of it and an error or a reply; gives the failed poll with the
time for the next one, or the original to be kept.
"""

from __future__ import annotations

import hashlib

from kexie_digest.errors import SourceError
from kexie_digest.model import Document, Source, SourceState
from kexie_digest.sources._http import AnswerError, Reply
from kexie_digest.sources.contract import Fetched, Tools
from kexie_digest.sources.polling import after_failure

#: Of ASCII, as it went on the wire; PostgreSQL takes 2,704 bytes into an index, a hash and a key beside it.
_LONGEST_ADDRESS = 2000


def failed(source: Source, seen: SourceState, tools: Tools, error: SourceError) -> Fetched:
    """Give a poll that failed.

    Args:
        source: What was polled.
        seen: What we remember of it.
        tools: Their clock says from when on to wait.
        error: Why; an answer may say how long to stay away.

    Returns:
        The outcome, no documents with it.
    """
    wait = error.retry_after if isinstance(error, AnswerError) else None
    state = after_failure(source, seen, tools.clock.now(), error, retry_after=wait)
    return Fetched(state=state, error=error)


def original_of(source: Source, reply: Reply, tools: Tools, media_type: str = "text/html") -> Document:
    """Give a reply as it came, to be kept for reading again.

    Args:
        source: Whose it is.
        reply: The reply.
        tools: Their clock says when it came.
        media_type: Of the reply.

    Returns:
        The document; it is known by its bytes.

    Raises:
        SourceError: ``address_too_long``; a redirect led to an address that no index takes.
    """
    if len(reply.url) > _LONGEST_ADDRESS:
        raise SourceError(
            "网站转向了一个过长的网址 (the site redirects to an address that is too long)",
            subject=source.url,
            code="address_too_long",
            advice="请在浏览器里打开网址核对，换成不带长参数的地址。",
        )
    digest = hashlib.sha256(reply.content).hexdigest()
    return Document(
        content=reply.content,
        sha256=digest,
        media_type=media_type,
        name=source.name or source.key,
        source_key=source.key,
        address=reply.url,
        identity=digest,
        fetched_at=tools.clock.now(),
    )
