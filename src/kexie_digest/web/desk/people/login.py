"""Sign in and out."""

from typing import Annotated

from fastapi import Form, Query, Request, Response
from fastapi.responses import RedirectResponse

from kexie_digest.errors import KexieDigestError
from kexie_digest.web.pages import visitor_of
from kexie_digest.web.security import cookies, csrf
from kexie_digest.web.security.addresses import client, safe_next
from kexie_digest.web.security.guard import VisitorOf, new_router
from kexie_digest.web.site import Site, SiteOf
from kexie_digest.workflows.accounts import login as workflow

router = new_router()

_REFUSED = {"login_refused": 401, "too_many_tries": 429}


@router.get("/login")
def show(
    request: Request, site: SiteOf, next_path: Annotated[str, Query(alias="next", max_length=2000)] = ""
) -> Response:
    """Show the form, or go on where somebody is signed in already."""
    if visitor_of(request) is not None:
        return RedirectResponse(safe_next(next_path), status_code=303)
    return _form(request, site, next_path)


@router.post("/login")
def sign_in(
    request: Request,
    site: SiteOf,
    *,
    name: Annotated[str, Form(max_length=100)],
    password: Annotated[str, Form(max_length=1000)],
    token: Annotated[str, Form(alias="csrf", max_length=200)],
    next_path: Annotated[str, Form(alias="next", max_length=2000)] = "",
) -> Response:
    """Begin a session, or show the form again with what was wrong."""
    csrf.check_login(site.context.secret, cookies.login_of(request), token)
    try:
        session = workflow.sign_in(
            site.context.store,
            name,
            password,
            address=client(request),
            browser=request.headers.get("user-agent", ""),
            former=cookies.session_of(request),
        )
    except KexieDigestError as error:
        if error.code not in _REFUSED:
            raise
        return _form(request, site, next_path, name=name, error=error, status=_REFUSED[error.code])
    response = RedirectResponse(safe_next(next_path), status_code=303)
    cookies.set_session(request, response, session)
    return response


@router.post("/logout")
def sign_out(request: Request, site: SiteOf, visitor: VisitorOf) -> Response:
    """End the session, here and wherever its cookie was copied to."""
    workflow.sign_out(site.context.store, visitor.user, cookies.session_of(request), address=client(request))
    response = RedirectResponse("/login", status_code=303)
    cookies.forget(request, response)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def _form(
    request: Request,
    site: Site,
    next_path: str,
    *,
    name: str = "",
    error: KexieDigestError | None = None,
    status: int = 200,
) -> Response:
    nonce = cookies.login_of(request) or csrf.new_nonce()
    values = {
        "name": name,
        "next": safe_next(next_path, ""),
        "error": error,
        "token": csrf.login_token(site.context.secret, nonce),
    }
    response = site.pages.page(request, "desk/login.html.j2", status=status, values=values)
    response.headers["Cache-Control"] = "no-store"
    cookies.set_login(request, response, nonce)
    return response
