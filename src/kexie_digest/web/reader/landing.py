"""The front page: the latest editions, for everybody."""

from fastapi import Request, Response

from kexie_digest.web.security.guard import new_router
from kexie_digest.web.site import SiteOf
from kexie_digest.workflows.desk.published import list_published

router = new_router()


@router.get("/")
def show(request: Request, site: SiteOf) -> Response:
    """List the published editions."""
    values = {"editions": list_published(site.context)}
    return site.pages.page(request, "reader/landing.html.j2", values=values)
