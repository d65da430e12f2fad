"""Addresses: where to go next, and where a request came from.

Takes what browsers send, gives a path of ours or an address to count by.
"""

import re

from fastapi import Request

#: A path on this host: one slash, then neither a slash nor a backslash (browsers read
#: ``/\\host`` as ``//host``), no control characters anywhere.
_LOCAL = re.compile(r"/(?![/\\])[\x21-\x5b\x5d-\x7e]*")
_LONGEST = 2000


def safe_next(path: str, default: str = "/desk") -> str:
    """Keep to our own pages.

    Args:
        path: Where a form says to go next: anything.
        default: Where to go instead.

    Returns:
        The path when it is one of this host, else the default.
    """
    return path if len(path) <= _LONGEST and _LOCAL.fullmatch(path) else default


def client(request: Request) -> str:
    """Give the address a request came from, as the server (or its trusted proxy) saw it."""
    return request.client.host if request.client else ""
