"""For editors: an issue as HTML for 公众号, to be copied into its editor."""

from fastapi import Request, Response

from kexie_digest.web.reader.showing import Number, ShelfOf, show_private
from kexie_digest.web.security.guard import new_router
from kexie_digest.web.site import SiteOf
from kexie_digest.workflows.reader import wechat

router = new_router()

#: Its styles are inline, as 公众号 wants them; nothing else is allowed to happen in the frame.
_FRAMED = {
    "Content-Security-Policy": (
        "sandbox allow-same-origin; default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; "
        "frame-ancestors 'self'"
    ),
    "X-Frame-Options": "SAMEORIGIN",
    "Cache-Control": "no-store",
}


@router.get("/editions/{digest}/{number}/wechat")
def page(request: Request, site: SiteOf, shelf: ShelfOf, digest: str, number: Number) -> Response:
    """Show what to copy, and how."""
    issue = shelf.issue(digest, number)
    return show_private(request, site, "wechat.html.j2", {"issue": issue, "slots": wechat.slots(issue)})


@router.get("/editions/{digest}/{number}/wechat.html")
def content(shelf: ShelfOf, digest: str, number: Number) -> Response:
    """Send the text itself, for the frame and the button."""
    rendition = wechat.write(shelf, shelf.issue(digest, number))
    return Response(rendition.content, media_type=rendition.media_type, headers=_FRAMED)
