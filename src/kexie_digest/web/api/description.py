"""``/api/openapi.json``: what the API takes and gives.

Takes the application, gives its OpenAPI description; pages for people are left out. Who
may call what, how errors look and which headers are read is the same everywhere and is
added here to every operation.
"""

from typing import Any

from fastapi import FastAPI, Request
from fastapi.openapi.utils import get_openapi
from fastapi.responses import JSONResponse

from kexie_digest.model.desk.user import Role
from kexie_digest.web.api.shapes import Problem
from kexie_digest.web.security import repeating, roles
from kexie_digest.web.security.guard import new_router
from kexie_digest.web.wording import ROLES

router = new_router()

_ABOUT = """编辑台能做的事，程序也能做 (Everything the desk does).

* 令牌在“我的账号”页建立，或 `kexie-digest users token 用户 --scope read`；放在 `Authorization: Bearer …` 里。
  (Tokens are made on the account page or by the command.)
* 令牌的范围从小到大：read、edit、review、publish、admin；再大也不超过用户的角色。
  (Scopes, each covering those before it; a token never exceeds its user's role.)
* 出错时回答 `application/problem+json`（RFC 9457），另有 `code` 和 `advice`；`code` 不会改，程序请只看它
  (Errors; rely on `code`).
* POST 可带 `Idempotency-Key`：24 小时内同一个键只做一次，再来就把原来的回答再给一遍，并有
  `Idempotency-Replayed: true`；同一个键换了内容是 422 (A POST with a key is carried out once).
* 一期的改动要带 `expected`（看到的版本）；别人先改了就是 409 (Changes name the version looked at).
"""
_PROBLEMS = {
    400: "请求读不懂 (the request cannot be read)",
    401: "没有登录，或令牌无效 (no valid token)",
    403: "角色或范围不够 (role or scope too low)",
    404: "没有 (not found)",
    405: "不能这样用 (method not allowed)",
    409: "与别处的改动冲突 (a conflict)",
    413: "太大 (too large)",
    422: "内容不对 (not valid)",
    429: "太频繁 (too many tries)",
    503: "数据库暂时不可用 (the store is not available)",
}


@router.get("/api/openapi.json", include_in_schema=False)
def description(request: Request) -> JSONResponse:
    """Give the description."""
    return JSONResponse(describe(request.app))


def describe(app: FastAPI) -> dict[str, Any]:
    """Describe the API of an application, once: it takes half a second.

    Args:
        app: The application.

    Returns:
        OpenAPI 3.1 as data; the same each time, not to be changed.
    """
    if app.openapi_schema is None:
        app.openapi_schema = _described(app)
    return app.openapi_schema


def _described(app: FastAPI) -> dict[str, Any]:
    told = get_openapi(
        title=app.title, version=app.version, description=_ABOUT, routes=list(app.state.api_routes)
    )
    parts = told["components"]
    parts["schemas"]["Problem"] = Problem.model_json_schema()
    for unused in ("HTTPValidationError", "ValidationError"):
        parts["schemas"].pop(unused, None)
    parts["securitySchemes"] = {"bearer": {"type": "http", "scheme": "bearer"}}
    for path, methods in told["paths"].items():
        for method, operation in methods.items():
            _complete(operation, method.upper(), path)
    return told


def _complete(operation: dict[str, Any], method: str, path: str) -> None:
    needed = roles.ACCESS[method, path]
    if needed is None:  # no path of the API is open today
        return
    scope = roles.scope_for(method, needed)
    operation["security"] = [{"bearer": []}]
    operation["description"] = f"{operation.get('description', '')}\n\n{_who(needed, scope.value)}".strip()
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for status, meaning in _PROBLEMS.items():
        operation["responses"][str(status)] = {"description": meaning, "content": problem}
    if method == "POST":
        operation.setdefault("parameters", []).append(_KEY)


def _who(needed: Role, scope: str) -> str:
    return f"角色：{ROLES[needed.value]}起；令牌范围：{scope} 起。 (Role {needed.value}, scope {scope}.)"


_KEY = {
    "name": repeating.HEADER,
    "in": "header",
    "required": False,
    "description": "同一个键只做一次 (carried out once)",
    "schema": {"type": "string", "pattern": r"^[\x21-\x7e]{1,200}$"},
}
