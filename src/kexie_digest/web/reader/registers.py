"""Award rolls and agreements to browse by name and year."""

from fastapi import Request, Response

from kexie_digest.web.reader.showing import PageNumber, ShelfOf, Year, show
from kexie_digest.web.security.guard import new_router
from kexie_digest.web.site import SiteOf
from kexie_digest.workflows.reader import facts

router = new_router()
_LONGEST = 60


@router.get("/awards")
def awards(
    request: Request, site: SiteOf, shelf: ShelfOf, of: str = "", year: Year = "", page: PageNumber = 1
) -> Response:
    """Show award rolls."""
    name = of.strip()[:_LONGEST]
    register = facts.browse(shelf, facts.AWARDS, name, int(year) if year else None, number=page)
    values = {"kind": "awards", "register": register, "name": name, "year": year}
    return show(request, site, "register.html.j2", values)


@router.get("/agreements")
def agreements(
    request: Request, site: SiteOf, shelf: ShelfOf, of: str = "", year: Year = "", page: PageNumber = 1
) -> Response:
    """Show agreements and alliances."""
    name = of.strip()[:_LONGEST]
    register = facts.browse(shelf, facts.AGREEMENTS, name, int(year) if year else None, number=page)
    values = {"kind": "agreements", "register": register, "name": name, "year": year}
    return show(request, site, "register.html.j2", values)
