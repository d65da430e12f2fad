"""Errors as pages: what happened and the next step, in Chinese first.

Takes exceptions that endpoints let through, gives a page, a fragment or JSON with the
right status. Stage errors already say everything; here they only get a status.
"""

import logging

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException

from kexie_digest.errors import Conflict, KexieDigestError, NotFound, StoreError
from kexie_digest.web.pages import is_fragment
from kexie_digest.web.security.guard import Refused
from kexie_digest.web.site import site_of
from kexie_digest.workflows.accounts.login import LoginRefused

_log = logging.getLogger(__name__)

_STATUS: tuple[tuple[type[KexieDigestError], int], ...] = (
    (NotFound, 404),
    (LoginRefused, 401),
    (Conflict, 409),
)
_TOO_MANY = "too_many_tries"
_BY_STATUS = {
    404: ("没有这个页面 (no such page)", "请检查地址，或从菜单进入。"),
    400: ("请求的格式不对 (the request cannot be read)", "请检查内容类型和内容。"),
    405: ("这个地址不能这样用 (method not allowed)", "请从页面上的按钮进入。"),
    413: ("发来的内容太大 (the request is too large)", "请缩小文件后再试。"),
    422: ("填写的内容不对 (the form is not valid)", "请检查各项后重新提交。"),
    500: ("程序出错了 (the program failed)", "请稍后再试；若仍出错，请把时间告诉管理员。"),
}
_CODES = {
    400: "unreadable_request",
    404: "not_found",
    405: "bad_method",
    413: "too_large",
    422: "bad_request",
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
        status = _status(error)
        if status >= 500:  # noqa: PLR2004 - HTTP's server errors
            _log.error("%s %s: %s", request.method, request.url.path, error)
        return _answer(request, status, error)

    @app.exception_handler(RequestValidationError)
    def invalid(request: Request, error: Exception) -> Response:
        del error  # it repeats what was typed
        return _answer(request, 422, None)

    @app.exception_handler(HTTPException)
    def http(request: Request, error: Exception) -> Response:
        if not isinstance(error, HTTPException):
            return _answer(request, 500, None)
        response = _answer(request, error.status_code, None)
        response.headers.update(error.headers or {})  # Allow of a 405
        return response

    @app.exception_handler(Exception)
    def unknown(request: Request, error: Exception) -> Response:
        _log.error("%s %s failed", request.method, request.url.path, exc_info=error)
        return _answer(request, 500, None)


def _status(error: Exception) -> int:
    if isinstance(error, KexieDigestError) and error.code == _TOO_MANY:
        return 429
    if isinstance(error, KexieDigestError) and error.code == "too_large":
        return 413
    for kind, status in _STATUS:
        if isinstance(error, kind):
            return status
    if isinstance(error, StoreError) and error.code not in {"empty_query", "bad_range", "empty_name"}:
        return 503
    return 422


def _answer(request: Request, status: int, error: Exception | None) -> Response:
    message, advice = _BY_STATUS.get(status, _BY_STATUS[500])
    code = _CODES.get(status, "failed")
    if isinstance(error, KexieDigestError):
        message, advice, code = error.message, error.advice, error.code
        if error.subject:
            message = f"{message}：{error.subject}"
    if _is_api(request):
        headers = {"WWW-Authenticate": "Bearer"} if status == 401 else {}  # noqa: PLR2004 - RFC 6750 §3
        problem = {"code": code, "message": message, "advice": advice}
        return JSONResponse(problem, status_code=status, headers=headers)
    values = {"status": status, "message": message, "advice": advice}
    if is_fragment(request):
        response = site_of(request).pages.page(
            request, "desk/parts/notice.html.j2", status=status, values=values
        )
        response.headers["HX-Retarget"] = "#notice"
        response.headers["HX-Reswap"] = "innerHTML"
        return response
    return site_of(request).pages.page(request, "desk/problem.html.j2", status=status, values=values)


def _is_api(request: Request) -> bool:
    return request.url.path.startswith("/api/")
