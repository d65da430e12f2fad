"""Themes: their words and weights, and who owns each."""

from fastapi import Request, Response

from kexie_digest.web.security.guard import new_router
from kexie_digest.web.site import SiteOf
from kexie_digest.workflows.desk import configured

router = new_router()


@router.get("/desk/themes")
def show(request: Request, site: SiteOf) -> Response:
    """List the themes."""
    values = {
        "themes": site.context.config.themes,
        "owners": configured.owners(site.context, "themes"),
        "built_in": configured.Owner(),
    }
    return site.pages.page(request, "desk/themes.html.j2", values=values)
