"""Tokens of the API in ``Authorization: Bearer`` (RFC 6750 §2.1).

Takes a request, gives the secret it carries; whose it is is the guard's question. Pages
for people take no token: a token does what the API describes and nothing else.
"""

from fastapi import Request

_KIND = "bearer "


def secret_of(request: Request) -> str | None:
    """Give the secret a program sent.

    Args:
        request: Any request.

    Returns:
        The secret; empty when the header is of another kind; None without the header, and
        on pages for people.
    """
    given = request.headers.get("authorization")
    if given is None or not request.url.path.startswith("/api/"):
        return None
    return given[len(_KIND) :].strip() if given.lower().startswith(_KIND) else ""
