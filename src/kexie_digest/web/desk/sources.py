"""Sources and drop folders: how each is doing, and who owns it."""

from fastapi import Request, Response

from kexie_digest.web.security.guard import new_router
from kexie_digest.web.site import SiteOf
from kexie_digest.workflows.desk import configured

router = new_router()


@router.get("/desk/sources")
def show(request: Request, site: SiteOf) -> Response:
    """List sources and drop folders."""
    values = {
        "sources": configured.list_sources(site.context),
        "drops": configured.list_drops(site.context),
    }
    return site.pages.page(request, "desk/sources.html.j2", values=values)
