"""Feeds and calendars to subscribe to, and the page that lists them."""

from typing import Literal

from fastapi import Request, Response

from kexie_digest.web.reader.showing import ShelfOf, answer, show
from kexie_digest.web.security.guard import new_router
from kexie_digest.web.site import SiteOf
from kexie_digest.workflows.reader import archive, feeding

router = new_router()

Form = Literal["atom", "json"]


@router.get("/feeds")
def feeds(request: Request, site: SiteOf, shelf: ShelfOf) -> Response:
    """List what can be subscribed to without an address."""
    values = {"titles": archive.titles(shelf), "labels": archive.themes(shelf)}
    return show(request, site, "feeds.html.j2", values)


@router.get("/feeds/{digest}.{form}")
def of_digest(request: Request, shelf: ShelfOf, digest: str, form: Form) -> Response:
    """Send the feed of a digest."""
    return _send(request, feeding.feed(shelf, form, digest))


@router.get("/feeds/{digest}/{theme}.{form}")
def of_theme(request: Request, shelf: ShelfOf, digest: str, theme: str, form: Form) -> Response:
    """Send the feed of a theme of a digest."""
    return _send(request, feeding.feed(shelf, form, digest, theme))


@router.get("/calendar/{digest}.ics")
def calendar(request: Request, shelf: ShelfOf, digest: str) -> Response:
    """Send the calendar of a digest's activities."""
    return _send(request, feeding.calendar(shelf, digest))


def _send(request: Request, served: feeding.Served) -> Response:
    return answer(request, served.content, served.media_type, modified=served.modified)
