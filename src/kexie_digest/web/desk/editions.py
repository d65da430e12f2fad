"""The editions: what is being made up, reviewed and published."""

from typing import Annotated

from fastapi import Query, Request, Response

from kexie_digest.web.security.guard import new_router
from kexie_digest.web.site import SiteOf

router = new_router()


@router.get("/desk/editions")
def show(request: Request, site: SiteOf, digest: Annotated[str, Query(max_length=100)] = "") -> Response:
    """List the latest editions, those that wait for people first."""
    shelf = site.editions.latest(digest or None)
    digests = site.context.config.digests
    steps = {one.key: one.review for one in digests}
    values = {"shelf": shelf, "digests": digests, "steps": steps, "chosen": digest}
    return site.pages.page(request, "desk/editions.html.j2", values=values)
