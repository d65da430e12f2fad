"""An edition's deliveries: who got it, who did not, why, and what is done about it."""

from enum import StrEnum
from typing import Annotated

from fastapi import Form, Path, Query, Request, Response

from kexie_digest.model import DeliveryState
from kexie_digest.web.pages import go
from kexie_digest.web.security.addresses import client
from kexie_digest.web.security.guard import VisitorOf, new_router
from kexie_digest.web.site import Site, SiteOf
from kexie_digest.workflows.desk import rehearsing
from kexie_digest.workflows.desk import sending as workflow
from kexie_digest.workflows.desk.readers import Who
from kexie_digest.workflows.desk.sending import SHOWN, Sway

router = new_router()

_PATH = "/desk/editions/{digest}/{number}/deliveries"
DigestKey = Annotated[str, Path(max_length=100)]
Number = Annotated[int, Path(ge=1, lt=2**31)]


class Change(StrEnum):
    """What is done with one copy."""

    RESEND = "resend"
    RECEIVED = "received"


@router.get(_PATH)
def show(
    request: Request,
    site: SiteOf,
    digest: DigestKey,
    number: Number,
    state: Annotated[DeliveryState | None, Query()] = None,
) -> Response:
    """Show the counts, and the copies of a state; without one those in trouble."""
    return _page(request, site, digest, number, state=state)


@router.post(_PATH + "/copies")
def change(  # noqa: PLR0913 - one parameter a field
    request: Request,
    site: SiteOf,
    visitor: VisitorOf,
    digest: DigestKey,
    number: Number,
    *,
    what: Annotated[Change, Form()],
    reader: Annotated[str, Form(min_length=3, max_length=320)],
) -> Response:
    """Resend a copy in doubt with the same Message-ID, or note that it arrived."""
    store, who = site.context.store, Who(visitor.user.name, client(request))
    if what is Change.RESEND:
        workflow.resend(store, digest, number, reader, who=who)
    else:
        workflow.settle(store, digest, number, reader, who=who)
    return go(request, f"/desk/editions/{digest}/{number}/deliveries")


@router.post(_PATH + "/test")
def send_test(
    request: Request,
    site: SiteOf,
    visitor: VisitorOf,
    digest: DigestKey,
    number: Number,
    *,
    reader: Annotated[str, Form(min_length=3, max_length=320)],
) -> Response:
    """Send one marked copy to any address; the ledger is not touched."""
    who = Who(visitor.user.name, client(request))
    reply = rehearsing.send_test(site.context, digest, number, reader, who=who)
    return _page(request, site, digest, number, tested=f"{reader}：{reply}")


@router.post(_PATH + "/{what}")
def sway(
    request: Request,
    site: SiteOf,
    visitor: VisitorOf,
    digest: DigestKey,
    number: Number,
    what: Annotated[Sway, Path()],
) -> Response:
    """Pause, resume or cancel the sending."""
    who = Who(visitor.user.name, client(request))
    workflow.sway(site.context, digest, number, what, who=who)
    return go(request, f"/desk/editions/{digest}/{number}/deliveries")


def _page(
    request: Request,
    site: Site,
    digest: str,
    number: int,
    *,
    state: DeliveryState | None = None,
    tested: str = "",
) -> Response:
    states = frozenset({state} if state else ())
    values = {
        "opened": workflow.look(site.context.store, digest, number, states),
        "state": state,
        "states": tuple(DeliveryState),
        "most": SHOWN,
        "base": f"/desk/editions/{digest}/{number}",
        "tested": tested,
    }
    return site.pages.page(request, "desk/deliveries.html.j2", values=values)
