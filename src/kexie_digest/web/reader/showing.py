"""Show a page to readers: rendered, in the language asked for, with an entity tag.

Takes a template and values, gives an answer that caches may keep and ask about.
"""

import datetime as dt
from collections.abc import Callable, Hashable, Mapping
from typing import Annotated, cast
from urllib.parse import quote

from fastapi import Depends, Path, Query, Request, Response
from fastapi.responses import HTMLResponse

from kexie_digest.web.reader import language
from kexie_digest.web.reader.conditional import etag_of, http_date, is_known
from kexie_digest.web.reader.language import Wording
from kexie_digest.web.site import SiteOf, site_of
from kexie_digest.workflows.reader.shelf import Shelf

#: Numbers in addresses: of editions, items, pages of a list, years.
Number = Annotated[int, Path(ge=1, le=1_000_000)]
PageNumber = Annotated[int, Query(ge=1, le=1000)]
Year = Annotated[str, Query(pattern=r"^(\d{4})?$")]

#: Kept by caches, but asked for again each time: an edition may be corrected.
_SHARED = "public, max-age=0, must-revalidate"
#: What all pages are given of whoever asks: a page for everybody is rendered as for a stranger, so that
#: no template, of the owner's either, can put somebody's name or token into what is kept.
_STRANGER = {"visitor": None, "csrf": "", "may": lambda _method, _path: False}
#: Pages about one reader: kept by nobody, found by no search engine.
_PRIVATE = {"Cache-Control": "no-store", "X-Robots-Tag": "noindex"}


def shelf_of(request: Request) -> Shelf:
    """Give the shelf of the application, put up with the first request."""
    state = request.app.state
    if not hasattr(state, "shelf"):
        state.shelf = Shelf(site_of(request).context)
    return cast("Shelf", state.shelf)


#: The annotation by which an endpoint asks for the shelf.
ShelfOf = Annotated[Shelf, Depends(shelf_of)]


def render(request: Request, site: SiteOf, template: str, values: Mapping[str, object]) -> str:
    """Render a page in the language of a request.

    Args:
        request: Who asks, and for what.
        site: Templates and configuration.
        template: Its name below ``web/reader/``.
        values: What it shows beside what all pages show.

    Returns:
        The HTML.
    """
    words = Wording(language.of(request))
    shared = {
        "lang": words.lang,
        "t": words.t,
        "to": words.to,
        "languages": language.LANGUAGES,
        "public_url": site.context.render_tools.public_url.rstrip("/"),
        "themes": site.context.config.themes,
        "turn": lambda code: _turn(request, code),
    }
    return words.finish(site.pages.render(request, f"reader/{template}", {**shared, **values}))


def show(
    request: Request,
    site: SiteOf,
    template: str,
    values: Mapping[str, object],
    *,
    modified: dt.datetime | None = None,
) -> Response:
    """Show a page that is the same for everybody.

    Args:
        request: Who asks, and for what.
        site: Templates and configuration.
        template: Its name below ``web/reader/``.
        values: What it shows.
        modified: When it last changed, where that is known.

    Returns:
        The page, or 304 to a reader who has it.
    """
    page = render(request, site, template, {**values, **_STRANGER}).encode()
    return answer(request, page, "text/html", modified=modified)


def show_kept(
    request: Request, site: SiteOf, template: str, found: Hashable, values: Callable[[], Mapping[str, object]]
) -> Response:
    """Show a page that is the same for everybody, as long as what the store says is the same.

    Args:
        request: Who asks, and for what.
        site: Templates and configuration.
        template: Its name below ``web/reader/``.
        found: What the store says, asked anew for each request: all that the page follows from.
        values: Makes of it what the page shows.

    Returns:
        The page, or 304 to a reader who has it.
    """
    key = (request.url.path, request.url.query, found)
    page = site.kept_pages.get(
        key, lambda: render(request, site, template, {**values(), **_STRANGER}).encode()
    )
    return answer(request, page, "text/html")


def show_private(
    request: Request, site: SiteOf, template: str, values: Mapping[str, object], *, status: int = 200
) -> Response:
    """Show a page about one reader: no cache keeps it.

    Args:
        request: Who asks, and for what.
        site: Templates and configuration.
        template: Its name below ``web/reader/``.
        values: What it shows.
        status: The HTTP status.

    Returns:
        The page.
    """
    return HTMLResponse(render(request, site, template, values), status_code=status, headers=_PRIVATE)


def answer(
    request: Request, content: bytes, media_type: str, *, modified: dt.datetime | None = None
) -> Response:
    """Send what caches may keep, or 304 to a reader who has it.

    Args:
        request: What was asked.
        content: What would be sent.
        media_type: Its type.
        modified: When it last changed, where that is known.

    Returns:
        The answer.
    """
    etag = etag_of(content)
    headers = {"ETag": etag, "Cache-Control": _SHARED}
    if modified is not None:
        headers["Last-Modified"] = http_date(modified)
    if is_known(request, etag, modified):
        return Response(status_code=304, headers=headers)
    return Response(content, media_type=media_type, headers=headers)


def _turn(request: Request, code: str) -> str:
    """Give the address of the same page in another language."""
    kept = request.url.remove_query_params("lang")
    # The path comes decoded: ``//host`` and ``/\host``, however written, would lead to that host.
    path = "/" + quote(kept.path.lstrip("/\\")) + (f"?{kept.query}" if kept.query else "")
    if code == language.CHINESE:
        return path
    return f"{path}{'&' if kept.query else '?'}lang={code}"
