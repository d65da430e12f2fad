"""The front page, the archive by digest and year, and the pages of themes."""

from fastapi import Request, Response

from kexie_digest.web.reader.showing import PageNumber, ShelfOf, Year, show_kept
from kexie_digest.web.security.guard import new_router
from kexie_digest.web.site import SiteOf
from kexie_digest.workflows.reader import archive
from kexie_digest.workflows.reader.archive import Page
from kexie_digest.workflows.reader.shelf import Issue

router = new_router()


@router.get("/")
def front(request: Request, site: SiteOf, shelf: ShelfOf) -> Response:
    """Show the latest issue and those before it."""
    latest, titles = archive.issues(shelf), archive.titles(shelf)
    has_files = tuple(issue.has_file("bulletin.pdf") for issue in latest.entries[:1])
    found = (*_standings(latest), has_files, *titles.items())
    values = {"latest": latest, "titles": titles, "told": archive.of_theme}
    return show_kept(request, site, "front.html.j2", found, lambda: values)


@router.get("/editions")
def editions(
    request: Request, site: SiteOf, shelf: ShelfOf, digest: str = "", year: Year = "", page: PageNumber = 1
) -> Response:
    """List the issues of a digest and year."""
    listed = archive.issues(shelf, digest or None, int(year) if year else None, number=page)
    titles, years = archive.titles(shelf), archive.years(shelf)
    counts = tuple((key, *counted.items()) for key, counted in years.items())
    found = (*_standings(listed), *titles.items(), counts)
    values = {"listed": listed, "titles": titles, "years": years, "digest": digest, "year": year}
    return show_kept(request, site, "archive.html.j2", found, lambda: values)


@router.get("/themes/{theme}")
def theme(
    request: Request, site: SiteOf, shelf: ShelfOf, theme: str, digest: str = "", page: PageNumber = 1
) -> Response:
    """List the items of a theme."""
    listed, titles = archive.items(shelf, theme, digest or None, number=page), archive.titles(shelf)
    places = ((told.issue.standing, told.view.number) for told in listed.entries)
    found = (listed.has_more, *places, *titles.items())
    values = {
        "listed": listed,
        "theme": theme,
        "label": archive.themes(shelf)[theme],
        "titles": titles,
        "digest": digest,
    }
    return show_kept(request, site, "theme.html.j2", found, lambda: values)


def _standings(listed: Page[Issue]) -> tuple[object, ...]:
    """Say what a list of issues follows from."""
    return (listed.has_more, *(issue.standing for issue in listed.entries))
