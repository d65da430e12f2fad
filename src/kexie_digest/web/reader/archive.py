"""The front page, the archive by digest and year, and the pages of themes."""

from fastapi import Request, Response

from kexie_digest.web.reader.showing import PageNumber, ShelfOf, Year, show
from kexie_digest.web.security.guard import new_router
from kexie_digest.web.site import SiteOf
from kexie_digest.workflows.reader import archive

router = new_router()


@router.get("/")
def front(request: Request, site: SiteOf, shelf: ShelfOf) -> Response:
    """Show the latest issue and those before it."""
    latest = archive.issues(shelf)
    values = {"latest": latest, "titles": archive.titles(shelf), "told": archive.of_theme}
    return show(request, site, "front.html.j2", values)


@router.get("/editions")
def editions(
    request: Request, site: SiteOf, shelf: ShelfOf, digest: str = "", year: Year = "", page: PageNumber = 1
) -> Response:
    """List the issues of a digest and year."""
    values = {
        "listed": archive.issues(shelf, digest or None, int(year) if year else None, number=page),
        "titles": archive.titles(shelf),
        "years": archive.years(shelf),
        "digest": digest,
        "year": year,
    }
    return show(request, site, "archive.html.j2", values)


@router.get("/themes/{theme}")
def theme(
    request: Request, site: SiteOf, shelf: ShelfOf, theme: str, digest: str = "", page: PageNumber = 1
) -> Response:
    """List the items of a theme."""
    values = {
        "listed": archive.items(shelf, theme, digest or None, number=page),
        "theme": theme,
        "label": archive.themes(shelf)[theme],
        "titles": archive.titles(shelf),
        "digest": digest,
    }
    return show(request, site, "theme.html.j2", values)
