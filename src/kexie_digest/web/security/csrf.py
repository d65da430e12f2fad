"""Forged requests: a token per session, and where the browser says a request came from.

Takes a request that changes something, raises :class:`Refused` unless it was made on a
page of ours. The login form has no session yet: its token is tied to a cookie instead.
"""

import hashlib
import hmac
import secrets
from urllib.parse import urlsplit

from fastapi import Request

from kexie_digest.errors import KexieDigestError

FIELD, HEADER = "csrf", "x-csrf-token"


class Forged(KexieDigestError):  # noqa: N818 - reads as a statement at the place it is caught
    """这个请求不是从本站页面发出的 (the request was not made on a page of ours)."""

    code = "forged"
    advice = "请刷新页面后再试。"


def check_origin(request: Request) -> None:
    """Refuse what the browser says another site made.

    Args:
        request: A request that changes something.

    Raises:
        Forged: ``Sec-Fetch-Site`` or ``Origin`` names another site.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None and site not in {"same-origin", "none"}:
        raise Forged
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc != request.headers.get("host"):
        raise Forged


async def check_token(request: Request, expected: str) -> None:
    """Refuse a request without the token of its session.

    Args:
        request: A request that changes something.
        expected: The session's token.

    Raises:
        Forged: The token is missing or wrong.
    """
    given = request.headers.get(HEADER)
    if given is None and _is_form(request):
        value = (await request.form()).get(FIELD)
        given = value if isinstance(value, str) else None
    if given is None or not hmac.compare_digest(given.encode(), expected.encode()):
        raise Forged


def login_token(secret: bytes, nonce: str) -> str:
    """Make the token of a login form.

    Args:
        secret: The program's key.
        nonce: The random value in the cookie sent along with the form.

    Returns:
        A token that only we can make for this cookie.
    """
    return hmac.new(secret, f"login form\0{nonce}".encode(), hashlib.sha256).hexdigest()


def check_login(secret: bytes, nonce: str, token: str) -> None:
    """Refuse a login form that was not ours: nobody shall be signed in as somebody else.

    Args:
        secret: The program's key.
        nonce: The cookie's value.
        token: The form's.

    Raises:
        Forged: They do not belong together.
    """
    if not nonce or not hmac.compare_digest(login_token(secret, nonce).encode(), token.encode()):
        raise Forged


def new_nonce() -> str:
    """Give a random value for the cookie of a login form."""
    return secrets.token_urlsafe(24)


def _is_form(request: Request) -> bool:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return kind in {"application/x-www-form-urlencoded", "multipart/form-data"}
