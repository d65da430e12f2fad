"""Users: who may work at the desk, and as what."""

from enum import StrEnum
from typing import Annotated

from fastapi import Form, Path, Request, Response

from kexie_digest.model.desk.user import Role
from kexie_digest.web.pages import go
from kexie_digest.web.security.guard import VisitorOf, new_router
from kexie_digest.web.site import SiteOf
from kexie_digest.workflows.accounts import users as workflow

router = new_router()


class Change(StrEnum):
    """What an admin does with an account."""

    ROLE = "role"
    PASSWORD = "password"  # noqa: S105 - a word of the form
    DISABLE = "disable"
    ENABLE = "enable"


@router.get("/desk/users")
def show(request: Request, site: SiteOf) -> Response:
    """List the accounts."""
    values = {"users": workflow.list_all(site.context.store), "roles": tuple(Role)}
    return site.pages.page(request, "desk/users.html.j2", values=values)


@router.post("/desk/users")
def add(  # noqa: PLR0913 - one parameter a field
    request: Request,
    site: SiteOf,
    visitor: VisitorOf,
    *,
    name: Annotated[str, Form(max_length=100)],
    role: Annotated[Role, Form()],
    password: Annotated[str, Form(max_length=1000)],
    full_name: Annotated[str, Form(max_length=100)] = "",
) -> Response:
    """Make an account."""
    workflow.add(site.context.store, name, role, password, by=visitor.user.name, full_name=full_name)
    return go(request, "/desk/users")


@router.post("/desk/users/{name}")
def change(  # noqa: PLR0913 - one parameter a field
    request: Request,
    site: SiteOf,
    visitor: VisitorOf,
    name: Annotated[str, Path(max_length=100)],
    *,
    what: Annotated[Change, Form()],
    role: Annotated[Role, Form()] = Role.EDITOR,
    password: Annotated[str, Form(max_length=1000)] = "",
) -> Response:
    """Give an account another role or password, close it or open it again."""
    store, by = site.context.store, visitor.user.name
    if what is Change.ROLE:
        workflow.set_role(store, name, role, by=by)
    elif what is Change.PASSWORD:
        workflow.set_password(store, name, password, by=by)
    else:
        workflow.set_disabled(store, name, is_disabled=what is Change.DISABLE, by=by)
    return go(request, "/desk/users")
