"""The page of an issue, and the page of one of its items."""

from fastapi import Request, Response
from fastapi.responses import RedirectResponse

from kexie_digest.web.reader import language
from kexie_digest.web.reader.showing import Number, ShelfOf, answer, render, show
from kexie_digest.web.security.guard import new_router
from kexie_digest.web.site import SiteOf
from kexie_digest.workflows.reader import archive, fitting, structured
from kexie_digest.workflows.reader.files import downloads

router = new_router()


@router.get("/editions/{digest}/{number}")
def show_issue(request: Request, site: SiteOf, shelf: ShelfOf, digest: str, number: Number) -> Response:
    """Show an issue: contents, every item as fully as the page has room, downloads."""
    issue = shelf.issue(digest, number)
    values = {
        "issue": issue,
        "told": archive.of_theme(issue),
        "downloads": downloads(issue),
        "json_ld": structured.of_issue(shelf, issue),
    }
    page = fitting.page(
        issue,
        language.of(request),
        lambda plan: render(request, site, "issue.html.j2", {**values, "plan": plan}),
    )
    return answer(request, page.encode(), "text/html", modified=issue.published_at)


@router.get("/editions/{digest}/{number}/items/{item}")
def show_item(
    request: Request, site: SiteOf, shelf: ShelfOf, digest: str, number: Number, item: Number
) -> Response:
    """Show one item as far as its rights allow."""
    told = archive.item(shelf, digest, number, item)
    values = {"told": told, "json_ld": structured.of_item(shelf, told)}
    return show(request, site, "item.html.j2", values, modified=told.issue.published_at)


@router.get("/{digest}/{number:int}/")
def from_a_mail(shelf: ShelfOf, digest: str, number: Number) -> Response:
    """Lead from the address that mails print (that of the output folder) to the page."""
    return RedirectResponse(shelf.issue(digest, number).path, status_code=308)
