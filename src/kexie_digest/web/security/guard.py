"""The guard before every endpoint: who is it, may they, did they mean it.

Takes a request, leaves the Visitor in ``request.state`` or raises :class:`Refused`. It is
a class of routes and no dependency: FastAPI reads the whole form before dependencies, and
nothing shall be read before the session and the role are known.
"""

from collections.abc import Callable, Coroutine, Sequence
from inspect import iscoroutinefunction
from typing import Annotated, Any
from urllib.parse import urlencode

from anyio import to_thread
from fastapi import APIRouter, Depends, Request, Response
from fastapi.routing import APIRoute

from kexie_digest.errors import KexieDigestError
from kexie_digest.model.desk.user import Role
from kexie_digest.web.security import bearer, cookies, csrf, repeating, roles
from kexie_digest.web.turns import in_turn
from kexie_digest.workflows.accounts import sessions, tokens
from kexie_digest.workflows.accounts.sessions import Visitor
from kexie_digest.workflows.context import Context

_SAFE = frozenset({"GET", "HEAD"})


class Refused(KexieDigestError):  # noqa: N818 - reads as a statement at the place it is caught
    """没有权限 (you may not do this)."""

    code = "refused"
    advice = "请让有权限的同事来做，或请管理员调整角色。"
    permanent = True

    def __init__(self, message: str = "", *, status: int = 403, code: str = "", login_path: str = "") -> None:
        """Refuse a request.

        Args:
            message: Why; default: the class docstring.
            status: The HTTP status.
            code: Stable word; default: the class's own.
            login_path: Where a browser may sign in first; empty: that would not help.
        """
        advice = "请先登录。" if login_path else ""
        super().__init__(message, code=code, advice=advice)
        self.status = status
        self.login_path = login_path


class GuardedRoute(APIRoute):
    """A route that asks the guard first, and whose pages are made one after another."""

    def __init__(
        self,
        path: str,
        endpoint: Callable[..., Any],
        **options: Any,  # noqa: ANN401 - FastAPI's own
    ) -> None:
        """Make a route; an endpoint that only looks and is no coroutine waits for its turn."""
        if options.get("methods") == ["GET"] and not iscoroutinefunction(endpoint):
            endpoint = in_turn(endpoint)
        super().__init__(path, endpoint, **options)

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Give what answers requests."""
        answer, path = super().get_route_handler(), self.path

        async def guarded(request: Request) -> Response:
            await guard(request, path)
            return await repeating.once(request, answer)

        return guarded


def new_router() -> APIRouter:
    """Make a router whose routes are guarded; every page begins with it."""
    return APIRouter(route_class=GuardedRoute)


def guarded_routes(routers: Sequence[APIRouter]) -> list[GuardedRoute]:
    """List the routes of an application, refusing to start with a door open.

    Args:
        routers: All routers that are served.

    Returns:
        Their routes.

    Raises:
        RuntimeError: A route is not guarded.
    """
    routes = [route for router in routers for route in router.routes]
    guarded = [route for route in routes if isinstance(route, GuardedRoute)]
    if len(guarded) < len(routes):
        raise RuntimeError(f"routes without a guard: {[route for route in routes if route not in guarded]}")
    return guarded


async def guard(request: Request, path: str) -> None:
    """Let a request through to its endpoint, or not.

    Args:
        request: The request, nothing of its body read.
        path: The path of its route, as ``roles.ACCESS`` names it.

    Raises:
        Refused: Nobody is signed in, or the role is too low.
        Forged: The request was not made on a page of ours.
    """
    method = "GET" if request.method == "HEAD" else request.method
    if (method, path) not in roles.ACCESS:
        raise Refused("这个页面没有规定谁可以用 (no role may use this)", code="no_entry")
    needed = roles.ACCESS[method, path]
    visitor = await _visitor(request)
    request.state.visitor = visitor
    if needed is not None:
        _check_role(request, visitor, needed)
        _check_scope(method, visitor, needed)
    # A browser never adds a token by itself: a request that carries one was meant.
    has_token = visitor is not None and visitor.token is not None
    if method not in _SAFE and not has_token and (method, path) not in roles.ONE_CLICK:
        csrf.check_origin(request)
        if needed is not None and visitor is not None:
            await csrf.check_token(request, visitor.csrf)


async def _visitor(request: Request) -> Visitor | None:
    """Ask the token alone where one is sent: a cookie beside it counts for nothing."""
    context: Context = request.app.state.site.context
    store = context.store
    secret = bearer.secret_of(request)
    if secret is not None:
        return await to_thread.run_sync(tokens.visitor, store, secret)
    token = cookies.session_of(request)
    if not token:
        return None
    found = await _session_of(context, token)
    if found is not None and found.is_to_be_noted:
        await to_thread.run_sync(sessions.note_use, store, found)
    return found


async def _session_of(context: Context, token: str) -> Visitor | None:
    """Look the session up, here where the database is a file: readers never wait for writers.

    It takes 0.25 ms; a thread for it would take 0.45 more, a tenth of a whole page.
    """
    if context.store.is_file:
        return sessions.visitor(context.store, token)
    return await to_thread.run_sync(sessions.visitor, context.store, token)


def _check_scope(method: str, visitor: Visitor | None, needed: Role) -> None:
    scope = roles.scope_for(method, needed)
    if visitor is not None and visitor.token is not None and not visitor.token.scope.covers(scope):
        raise Refused(
            f"令牌的范围不够，需要 {scope.value} (没有权限; the token's scope is too small)",
            code="scope_too_small",
        )


def covers(visitor: Visitor, role: Role) -> bool:
    """Tell whether somebody may change what needs a role, for acts that ask for more than their route.

    Args:
        visitor: Who is signed in.
        role: What the act needs.

    Returns:
        Whether both the role and, of a program, the token's scope reach so far.
    """
    is_in_scope = visitor.token is None or visitor.token.scope.covers(roles.scope_for("POST", role))
    return visitor.user.role.covers(role) and is_in_scope


def _check_role(request: Request, visitor: Visitor | None, needed: Role) -> None:
    if visitor is None:
        here = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        query = f"?{urlencode({'next': here})}" if request.method in _SAFE else ""
        raise Refused("请先登录 (please sign in)", status=401, code="signed_out", login_path=f"/login{query}")
    if not visitor.user.role.covers(needed):
        raise Refused


async def signed_in(request: Request) -> Visitor:
    """Give who is signed in; for endpoints that need a role (async: it takes no thread).

    Args:
        request: One the guard let through.

    Returns:
        The visitor.

    Raises:
        Refused: The endpoint is open to everybody and nobody is signed in.
    """
    visitor: Visitor | None = request.state.visitor
    if visitor is None:
        raise Refused("请先登录 (please sign in)", status=401, code="signed_out", login_path="/login")
    return visitor


#: The annotation by which an endpoint asks who is signed in.
VisitorOf = Annotated[Visitor, Depends(signed_in)]
