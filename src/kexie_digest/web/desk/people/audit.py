"""The trail of acts: who changed what, when, from what to what."""

from typing import Annotated

from fastapi import Query, Request, Response

from kexie_digest.web.security.guard import new_router
from kexie_digest.web.site import SiteOf
from kexie_digest.web.wording import ACTIONS
from kexie_digest.workflows.desk import trail

router = new_router()

Key = Annotated[str, Query(max_length=200)]
_PAGE = 50


@router.get("/desk/audit")
def show(
    request: Request,
    site: SiteOf,
    *,
    who: Key = "",
    action: Key = "",
    subject: Key = "",
    before: Annotated[int, Query(ge=0, lt=2**31)] = 0,
) -> Response:
    """Show a page of acts, the latest first."""
    acts = trail.list_page(
        site.context.store, who=who, action=action, subject=subject, before=before, limit=_PAGE + 1
    )
    values = {
        "acts": acts[:_PAGE],
        "next": acts[_PAGE - 1].id if len(acts) > _PAGE else 0,
        "who": who,
        "chosen": action,
        "subject": subject,
        "actions": ACTIONS,
    }
    return site.pages.page(request, "desk/audit.html.j2", values=values)
