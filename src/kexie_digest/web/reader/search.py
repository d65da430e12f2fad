"""Search what was published."""

from fastapi import Request, Response

from kexie_digest.web.reader.showing import ShelfOf, show
from kexie_digest.web.security.guard import new_router
from kexie_digest.web.site import SiteOf
from kexie_digest.workflows.reader import searching

router = new_router()


@router.get("/search")
def search(request: Request, site: SiteOf, shelf: ShelfOf, q: str = "", theme: str = "") -> Response:
    """Show the items that hold every word."""
    words = q.strip()[: searching.LONGEST]
    found = searching.find(shelf, words, theme) if words else []
    return show(request, site, "search.html.j2", {"words": words, "theme": theme, "found": found})
