"""Search: any words in everything stored, highlighted."""

from typing import Annotated

from fastapi import Query, Request, Response

from kexie_digest.errors import StoreError
from kexie_digest.model import SearchScope
from kexie_digest.web.security.guard import new_router
from kexie_digest.web.site import SiteOf
from kexie_digest.workflows.ask.search import find

router = new_router()

Key = Annotated[str, Query(max_length=200)]
Day = Annotated[str, Query(max_length=10)]
#: Mistakes in what was typed: shown beside the form.
_MISTAKES = frozenset({"empty_query", "bad_range", "empty_name"})


@router.get("/desk/search")
def show(  # noqa: PLR0913 - one parameter a field
    request: Request,
    site: SiteOf,
    *,
    q: Key = "",
    theme: Key = "",
    source: Key = "",
    since: Day = "",
    until: Day = "",
    organisation: Key = "",
) -> Response:
    """Show the form, and what was found."""
    scope = SearchScope(theme or None, source or None, since or None, until or None, organisation or None)
    hits, error = None, None
    if q.strip():
        try:
            hits = find(site.context.store, q, scope, limit=30)
        except StoreError as mistake:
            if mistake.code not in _MISTAKES:
                raise
            error = mistake
    config = site.context.config
    values = {
        "q": q,
        "scope": scope,
        "hits": hits,
        "error": error,
        "sources": [*(one.key for one in config.sources), *(one.key for one in config.drops)],
    }
    return site.pages.page(request, "desk/search.html.j2", values=values)
