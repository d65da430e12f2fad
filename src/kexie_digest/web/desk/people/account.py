"""One's own account: another password."""

from typing import Annotated

from fastapi import Form, Request, Response

from kexie_digest.errors import ConfigError
from kexie_digest.web.pages import go
from kexie_digest.web.security import cookies
from kexie_digest.web.security.addresses import client
from kexie_digest.web.security.guard import VisitorOf, new_router
from kexie_digest.web.site import SiteOf
from kexie_digest.workflows.accounts import login, users

router = new_router()

Password = Annotated[str, Form(max_length=1000)]


@router.get("/desk/account")
def show(request: Request, site: SiteOf) -> Response:
    """Show the form."""
    return site.pages.page(request, "desk/account.html.j2", values={"error": None})


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
        return site.pages.page(request, "desk/account.html.j2", status=422, values={"error": error})
    browser = request.headers.get("user-agent", "")
    token = login.sign_in(store, name, wanted, address=address, browser=browser)
    response = go(request, "/desk")
    cookies.set_session(request, response, token)
    return response
