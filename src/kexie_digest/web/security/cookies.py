"""The cookies: of the session and of the login form.

Takes requests and responses, gives and sets values. Over https the names carry
``__Host-`` (RFC 6265bis §4.1.3.2): no other host and no plain connection can set them.
"""

from fastapi import Request, Response

from kexie_digest.workflows.accounts.sessions import LONGEST

_SESSION, _LOGIN = "kexie", "kexie-login"


def session_of(request: Request) -> str:
    """Give the session id a browser sent, or nothing."""
    return request.cookies.get(_name(request, _SESSION), "")


def set_session(request: Request, response: Response, token: str) -> None:
    """Give a browser its session id."""
    _set(request, response, _SESSION, token, int(LONGEST.total_seconds()))


def login_of(request: Request) -> str:
    """Give the nonce of the login form a browser sent, or nothing."""
    return request.cookies.get(_name(request, _LOGIN), "")


def set_login(request: Request, response: Response, nonce: str) -> None:
    """Give a browser the nonce of its login form."""
    _set(request, response, _LOGIN, nonce, 3600)


def forget(request: Request, response: Response) -> None:
    """Take both cookies back."""
    for name in (_SESSION, _LOGIN):
        _set(request, response, name, "", 0)


def _set(request: Request, response: Response, name: str, value: str, seconds: int) -> None:
    response.set_cookie(
        _name(request, name),
        value,
        max_age=seconds,
        path="/",
        secure=_is_secure(request),
        httponly=True,
        samesite="lax",
    )


def _name(request: Request, name: str) -> str:
    return f"__Host-{name}" if _is_secure(request) else name


def _is_secure(request: Request) -> bool:
    return request.url.scheme == "https"
