"""An event: its reports, why they are together, and an editor's word on it."""

import re
from typing import Annotated

from fastapi import Form, Path, Request, Response

from kexie_digest.web.pages import go
from kexie_digest.web.security.addresses import client
from kexie_digest.web.security.guard import VisitorOf, new_router
from kexie_digest.web.site import SiteOf
from kexie_digest.workflows.desk import event as workflow

router = new_router()

EventKey = Annotated[str, Path(max_length=80)]
_IN_ADDRESS = re.compile(r"/desk/(?:articles|events)/([\w.-]{1,80})")


@router.get("/desk/events/{key}")
def show(request: Request, site: SiteOf, key: EventKey) -> Response:
    """Show an event."""
    opened = workflow.open_event(site.context, key)
    return site.pages.page(request, "desk/event.html.j2", values={"opened": opened})


@router.post("/desk/events/{key}/merge")
def merge(
    request: Request,
    site: SiteOf,
    visitor: VisitorOf,
    key: EventKey,
    other: Annotated[str, Form(min_length=1, max_length=300)],
) -> Response:
    """Declare that another event is the same; the address of its page or article will do."""
    found = _IN_ADDRESS.search(other)
    named = found[1] if found else other.strip()
    kept = workflow.merge(site.context, key, named, by=visitor.user.name, address=client(request))
    return go(request, f"/desk/events/{kept}")


@router.post("/desk/events/{key}/split")
def split(
    request: Request,
    site: SiteOf,
    visitor: VisitorOf,
    key: EventKey,
    article: Annotated[list[str], Form(max_length=200)],
) -> Response:
    """Take articles out: together they tell another event."""
    workflow.split(site.context, key, article, by=visitor.user.name, address=client(request))
    return go(request, f"/desk/events/{key}")


@router.post("/desk/events/{key}/rulings/{ruling_id}/undo")
def undo(
    request: Request,
    site: SiteOf,
    visitor: VisitorOf,
    key: EventKey,
    ruling_id: Annotated[int, Path(ge=1, lt=2**31)],
) -> Response:
    """Take a merge or a split back."""
    workflow.undo(site.context, ruling_id, by=visitor.user.name, address=client(request))
    return go(request, f"/desk/events/{key}")
