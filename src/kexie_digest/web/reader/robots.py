"""What search engines ask for first: ``robots.txt`` and the map of the site."""

from html import escape

from fastapi import Request, Response

from kexie_digest.web.reader.showing import ShelfOf, answer
from kexie_digest.web.security.guard import new_router

router = new_router()

#: The map names the issues and items of so many issues (the protocol allows 50,000 addresses).
_ISSUES = 500


@router.get("/robots.txt")
def robots(request: Request, shelf: ShelfOf) -> Response:
    """Keep search engines out of the desk, of readers' own pages and of the search."""
    public = shelf.context.render_tools.public_url.rstrip("/")
    closed = ("/desk", "/login", "/api/", "/search", "/c/", "/p/", "/u/")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed), f"Sitemap: {public}/sitemap.xml"]
    return answer(request, ("\n".join(lines) + "\n").encode(), "text/plain; charset=utf-8")


@router.get("/sitemap.xml")
def sitemap(request: Request, shelf: ShelfOf) -> Response:
    """List the front page and the published issues."""
    public = shelf.context.render_tools.public_url.rstrip("/")
    entries = [f"<url><loc>{escape(public)}/</loc></url>"]
    entries += [
        f"<url><loc>{escape(public + path)}</loc><lastmod>{day}</lastmod></url>"
        for path, day in shelf.addresses(limit=_ISSUES)
    ]
    document = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        + "\n".join(entries)
        + "\n</urlset>\n"
    )
    return answer(request, document.encode(), "application/xml")
