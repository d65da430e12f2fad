"""Has the reader this already? Conditional requests (RFC 9110 §13).

Takes a request and what would be sent, says whether 304 is enough.
"""

import datetime as dt
import email.utils
import hashlib

from fastapi import Request


def etag_of(content: bytes) -> str:
    """Name a content by its hash, as an entity tag."""
    return f'"{hashlib.sha256(content).hexdigest()[:32]}"'


def http_date(at: dt.datetime) -> str:
    """Write an instant as HTTP does."""
    return email.utils.format_datetime(at.astimezone(dt.UTC).replace(microsecond=0), usegmt=True)


def is_known(request: Request, etag: str, modified: dt.datetime | None = None) -> bool:
    """Tell whether the reader's copy is still good.

    Args:
        request: What was asked.
        etag: The tag of what would be sent.
        modified: When it last changed.

    Returns:
        By ``If-None-Match`` where it is given (weak comparison, RFC 9110 §13.1.2), else by
        ``If-Modified-Since``.
    """
    tags = request.headers.get("if-none-match")
    if tags is not None:
        known = {tag.strip().removeprefix("W/") for tag in tags.split(",")}
        return "*" in known or etag in known
    since = request.headers.get("if-modified-since")
    return since is not None and modified is not None and _covers(since, modified)


def _covers(since: str, modified: dt.datetime) -> bool:
    try:
        at = email.utils.parsedate_to_datetime(since)
    except ValueError:  # no date: as if it was not sent
        return False
    at = at if at.tzinfo else at.replace(tzinfo=dt.UTC)
    return modified.replace(microsecond=0) <= at
