"""Errors as pages: what happened and the next step, in Chinese first.

Takes exceptions that endpoints let through, gives a page (editors' or readers'), a fragment,
or for programs the JSON of RFC 9457, with the right status. Stage errors already say
everything; here they get a status, and English words where they have none.
"""

import logging
import secrets
from contextlib import suppress
from dataclasses import dataclass, replace
from http import HTTPStatus

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.types import Scope

from kexie_digest.errors import Conflict, KexieDigestError, NotFound, StoreError
from kexie_digest.web.bilingual import halves
from kexie_digest.web.pages import is_fragment, visitor_of
from kexie_digest.web.reader.showing import show_private
from kexie_digest.web.security import cookies
from kexie_digest.web.security.guard import Refused
from kexie_digest.web.site import site_of
from kexie_digest.workflows.accounts import sessions
from kexie_digest.workflows.accounts.login import LoginRefused
from kexie_digest.workflows.review import PublisherNeeded

_log = logging.getLogger(__name__)

_STATUS: tuple[tuple[type[KexieDigestError], int], ...] = (
    (NotFound, 404),
    (LoginRefused, 401),
    (PublisherNeeded, 403),
    (Conflict, 409),
)
_TOO_MANY = "too_many_tries"
#: Characters that PostgreSQL does not keep: zero bytes.
_BAD_TEXT = "bad_text"
_UNAVAILABLE = 503
#: Seconds after which a store that is locked or gone is worth another try.
_RETRY_AFTER = "30"
_API = "application/problem+json"
#: Pages of editors; everything else is a reader's.
_DESK = ("/desk", "/login", "/logout")


@dataclass(frozen=True, slots=True)
class Told:
    """What a status means and what to do, Chinese and English, and its stable word."""

    code: str
    chinese: str
    english: str
    advice: str
    english_advice: str


_TOLD = {
    400: Told(
        "unreadable_request",
        "请求的格式不对",
        "the request cannot be read",
        "请检查内容类型和内容。",
        "Check the content type and the content.",
    ),
    401: Told("signed_out", "请先登录", "please sign in", "登录后再试。", "Sign in and try again."),
    403: Told(
        "refused",
        "没有权限",
        "you may not do this",
        "请让有权限的同事来做，或请管理员调整角色。",
        "Ask a colleague who may, or an administrator for another role.",
    ),
    404: Told(
        "not_found",
        "没有这个页面",
        "no such page",
        "请检查地址，或从首页进入。",
        "Check the address, or start from the front page.",
    ),
    405: Told(
        "bad_method",
        "这个地址不能这样用",
        "method not allowed",
        "请从页面上的按钮进入。",
        "Use the buttons of the page.",
    ),
    409: Told(
        "conflict",
        "与别处的改动冲突",
        "somebody else was first",
        "请回到上一页，刷新后再改；已有的内容都还在。",
        "Go back, reload and try again; nothing was lost.",
    ),
    413: Told(
        "too_large",
        "发来的内容太大",
        "the request is too large",
        "请缩小或拆开文件后再试。",
        "Send a smaller file, or several.",
    ),
    422: Told(
        "bad_request",
        "填写的内容不对",
        "the form is not valid",
        "请回到上一页，检查各项后重新提交。",
        "Go back, check what was filled in and send it again.",
    ),
    429: Told(
        "too_many_tries",
        "试的次数太多",
        "too many tries",
        "请过一会儿再试。",
        "Wait a little and try again.",
    ),
    500: Told(
        "failed",
        "程序出错了",
        "the program failed",
        "请稍后再试；若仍出错，请把下面的编号告诉管理员。",
        "Try again later; if it fails again, give the administrator the number below.",
    ),
    _UNAVAILABLE: Told(
        "unavailable",
        "暂时不能用",
        "not available at the moment",
        "数据库正忙或暂时打不开，请过半分钟再试。",
        "The database is busy or closed; try again in half a minute.",
    ),
}


def register(app: FastAPI) -> None:
    """Make an application answer errors as pages.

    Args:
        app: The application.
    """

    @app.exception_handler(Refused)
    def refused(request: Request, error: Exception) -> Response:
        if isinstance(error, Refused) and error.login_path and not _is_api(request):
            if is_fragment(request):
                return Response(status_code=204, headers={"HX-Redirect": error.login_path})
            return Response(status_code=303, headers={"Location": error.login_path})
        status = error.status if isinstance(error, Refused) else 403
        return _answer(request, status, error)

    @app.exception_handler(KexieDigestError)
    def known(request: Request, error: Exception) -> Response:
        status = 404 if _is_unspeakable(request, error) else _status(error)
        if status >= 500:  # noqa: PLR2004 - HTTP's server errors
            _log.error("%s %s: %s", request.method, request.url.path, error)
        return _answer(request, status, error)

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: Exception) -> Response:
        return _answer(request, 422, _too_long(error))

    @app.exception_handler(HTTPException)
    def http(request: Request, error: Exception) -> Response:
        if not isinstance(error, HTTPException):
            return _answer(request, 500, None)
        _recognise(request)
        response = _answer(request, error.status_code, None)
        response.headers.update(error.headers or {})  # Allow of a 405
        return response

    @app.exception_handler(Exception)
    def unknown(request: Request, error: Exception) -> Response:
        number = secrets.token_hex(4)
        _log.error("%s %s failed, number %s", request.method, request.url.path, number, exc_info=error)
        return _answer(request, 500, None, number=number)


def _too_long(error: Exception) -> KexieDigestError | None:
    """Say that something is too long, and by what; nothing else: the error repeats what was typed."""
    found = error.errors() if isinstance(error, RequestValidationError) else ()
    limits = [one["ctx"]["max_length"] for one in found if one["type"] == "string_too_long"]
    if not limits:
        return None
    return Conflict(
        f"有一项太长，最多 {limits[0]} 个字 (too long: {limits[0]} characters at most)",
        code="bad_request",
        advice="请回到上一页，缩短后重新提交；写好的内容还在那里。",
    )


def too_large(scope: Scope) -> Response:
    """Answer a request whose body is cut off before any endpoint reads it.

    Args:
        scope: The request.

    Returns:
        The page or the JSON.
    """
    return _answer(Request(scope), 413, None)


def _recognise(request: Request) -> None:
    """Find out who asks for a page of the desk that has no route, and hence no guard: it keeps the menu."""
    token = cookies.session_of(request)
    if token and request.url.path.startswith(_DESK) and visitor_of(request) is None:
        with suppress(KexieDigestError):  # without the store, without the menu
            request.state.visitor = sessions.visitor(site_of(request).context.store, token)


def _is_unspeakable(request: Request, error: Exception) -> bool:
    """Tell an address that PostgreSQL cannot even be asked for: nothing is there, of that name."""
    return isinstance(error, KexieDigestError) and error.code == _BAD_TEXT and "\0" in request.scope["path"]


def _status(error: Exception) -> int:
    if isinstance(error, KexieDigestError) and error.code == _TOO_MANY:
        return 429
    if isinstance(error, KexieDigestError) and error.code == "too_large":
        return 413
    for kind, status in _STATUS:
        if isinstance(error, kind):
            return status
    if isinstance(error, StoreError) and error.code not in {
        "empty_query",
        "bad_range",
        "empty_name",
        _BAD_TEXT,
    }:
        return _UNAVAILABLE
    return 422


def _answer(request: Request, status: int, error: Exception | None, *, number: str = "") -> Response:
    told = _TOLD.get(status, _TOLD[500 if status >= 500 else 400])  # noqa: PLR2004 - HTTP's server errors
    if isinstance(error, KexieDigestError):
        told = _out_of_order(told, error) if status == _UNAVAILABLE else _worded(told, error)
    if _is_api(request):
        response: Response = _as_json(status, told, number)
    elif is_fragment(request):
        values = {"message": told.chinese, "advice": told.advice, "english": told.english}
        page = site_of(request).pages.page(request, "desk/parts/notice.html.j2", status=status, values=values)
        page.headers.update({"HX-Retarget": "#notice", "HX-Reswap": "innerHTML"})
        response = page
    else:
        response = _as_page(request, status, told, number)
    if status == _UNAVAILABLE:
        response.headers["Retry-After"] = _RETRY_AFTER
    return response


def _out_of_order(told: Told, error: KexieDigestError) -> Told:
    """Say what is out of order, not where: the database's address and settings are in the log."""
    chinese, english = halves(error.message)
    return replace(told, code=error.code, chinese=chinese, english=english or told.english)


def _worded(told: Told, error: KexieDigestError) -> Told:
    """Let an error speak for itself: 中文 (English), what it is about, its own next step."""
    chinese, english = halves(error.message)
    english = english or told.english
    if error.subject:
        chinese, english = f"{chinese}：{error.subject}", f"{english}: {error.subject}"
    return Told(error.code, chinese, english, error.advice or told.advice, told.english_advice)


def _as_json(status: int, told: Told, number: str) -> JSONResponse:
    """Write RFC 9457's problem; without a type of its own its title is HTTP's (§4.2.1)."""
    problem: dict[str, object] = {
        "type": "about:blank",
        "title": HTTPStatus(status).phrase,
        "status": status,
        "detail": f"{told.chinese} ({told.english})",
        "code": told.code,
        "advice": told.advice,
    }
    if number:
        problem["instance"] = f"urn:kexie-digest:failure:{number}"
    headers = {"WWW-Authenticate": "Bearer"} if status == 401 else {}  # noqa: PLR2004 - RFC 6750 §3
    return JSONResponse(problem, status_code=status, headers=headers, media_type=_API)


def _as_page(request: Request, status: int, told: Told, number: str) -> Response:
    values = {"status": status, "told": told, "number": number}
    site = site_of(request)
    if request.url.path.startswith(_DESK):
        return site.pages.page(request, "desk/problem.html.j2", status=status, values=values)
    return show_private(request, site, "problem.html.j2", values, status=status)


def _is_api(request: Request) -> bool:
    return request.url.path.startswith("/api/")
