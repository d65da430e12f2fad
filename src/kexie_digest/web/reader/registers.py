"""Award rolls and agreements to browse by name and year."""

from fastapi import Request, Response

from kexie_digest.web.reader.showing import PageNumber, ShelfOf, Year, show_kept
from kexie_digest.web.security.guard import new_router
from kexie_digest.web.site import Site, SiteOf
from kexie_digest.workflows.reader import facts
from kexie_digest.workflows.reader.shelf import Shelf

router = new_router()
_LONGEST = 60


@router.get("/awards")
def awards(
    request: Request, site: SiteOf, shelf: ShelfOf, of: str = "", year: Year = "", page: PageNumber = 1
) -> Response:
    """Show award rolls."""
    question = facts.Question(facts.AWARDS, _name(of), int(year) if year else None, page)
    return _show(request, site, shelf, question)


@router.get("/agreements")
def agreements(
    request: Request, site: SiteOf, shelf: ShelfOf, of: str = "", year: Year = "", page: PageNumber = 1
) -> Response:
    """Show agreements and alliances."""
    question = facts.Question(facts.AGREEMENTS, _name(of), int(year) if year else None, page)
    return _show(request, site, shelf, question)


def _name(of: str) -> str:
    return of.strip()[:_LONGEST]


def _show(request: Request, site: Site, shelf: Shelf, question: facts.Question) -> Response:
    found = facts.find(shelf, question)

    def values() -> dict[str, object]:
        kind = "awards" if question.kind is facts.AWARDS else "agreements"
        register = facts.browse(shelf, found)
        return {"kind": kind, "register": register, "name": question.name, "year": question.year or ""}

    return show_kept(request, site, "register.html.j2", found, values)
