"""One's own account: another password, and tokens for programs."""

from typing import Annotated

from fastapi import Form, Path, Request, Response

from kexie_digest.errors import ConfigError, KexieDigestError
from kexie_digest.model.desk.user import TokenScope
from kexie_digest.web.pages import go
from kexie_digest.web.security import cookies
from kexie_digest.web.security.addresses import client
from kexie_digest.web.security.guard import VisitorOf, new_router
from kexie_digest.web.site import Site, SiteOf
from kexie_digest.workflows.accounts import login, tokens, users
from kexie_digest.workflows.accounts.sessions import Visitor

router = new_router()

Password = Annotated[str, Form(max_length=1000)]


@router.get("/desk/account")
def show(request: Request, site: SiteOf, visitor: VisitorOf) -> Response:
    """Show the forms."""
    return _page(request, site, visitor)


@router.post("/desk/account")
def change_password(
    request: Request, site: SiteOf, visitor: VisitorOf, *, present: Password, wanted: Password
) -> Response:
    """Change one's password: every session ends, and a new one begins here."""
    store, name, address = site.context.store, visitor.user.name, client(request)
    try:
        login.check_password(store, name, present, address=address)
        users.set_password(store, name, wanted, by=name)
    except (login.LoginRefused, ConfigError) as error:
        return _page(request, site, visitor, error=error)
    browser = request.headers.get("user-agent", "")
    token = login.sign_in(store, name, wanted, address=address, browser=browser)
    response = go(request, "/desk")
    cookies.set_session(request, response, token)
    return response


@router.post("/desk/account/tokens")
def make_token(
    request: Request,
    site: SiteOf,
    visitor: VisitorOf,
    *,
    label: Annotated[str, Form(max_length=100)],
    scope: Annotated[TokenScope, Form()],
) -> Response:
    """Make a token and show its secret, this once."""
    name = visitor.user.name
    try:
        secret = tokens.make(site.context.store, name, scope, label, by=name)
    except ConfigError as error:
        return _page(request, site, visitor, error=error)
    return _page(request, site, visitor, secret=secret)


@router.post("/desk/account/tokens/{token_id}/revoke")
def revoke_token(
    request: Request,
    site: SiteOf,
    visitor: VisitorOf,
    token_id: Annotated[int, Path(ge=1, lt=2**31)],
) -> Response:
    """Close one of one's own tokens."""
    name = visitor.user.name
    tokens.revoke(site.context.store, name, token_id, by=name)
    return go(request, "/desk/account")


def _page(
    request: Request,
    site: Site,
    visitor: Visitor,
    *,
    error: KexieDigestError | None = None,
    secret: str = "",
) -> Response:
    values = {
        "error": error,
        "secret": secret,
        "tokens": tokens.list_of(site.context.store, visitor.user.name),
        "scopes": tuple(TokenScope),
    }
    return site.pages.page(request, "desk/account.html.j2", status=422 if error else 200, values=values)
