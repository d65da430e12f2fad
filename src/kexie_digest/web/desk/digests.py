"""Digests: when each appears, what it holds, and who owns it."""

from fastapi import Request, Response

from kexie_digest.web.security.guard import new_router
from kexie_digest.web.site import SiteOf
from kexie_digest.workflows.desk import configured

router = new_router()


@router.get("/desk/digests")
def show(request: Request, site: SiteOf) -> Response:
    """List the digests."""
    values = {"digests": configured.list_digests(site.context, site.context.clock)}
    return site.pages.page(request, "desk/digests.html.j2", values=values)
