"""Sources and drop folders: how each is doing and what to do; trying a new one."""

from typing import Annotated

from fastapi import Form, Path, Request, Response

from kexie_digest.errors import KexieDigestError
from kexie_digest.web.pages import go
from kexie_digest.web.security.addresses import client
from kexie_digest.web.security.guard import VisitorOf, new_router
from kexie_digest.web.site import Site, SiteOf
from kexie_digest.workflows.desk import configured
from kexie_digest.workflows.sources import trying, watching
from kexie_digest.workflows.sources.trying import Tried

router = new_router()


@router.get("/desk/sources")
def show(request: Request, site: SiteOf) -> Response:
    """List sources and drop folders."""
    return _page(request, site)


@router.post("/desk/sources/try")
def try_source(
    request: Request,
    site: SiteOf,
    visitor: VisitorOf,
    *,
    address: Annotated[str, Form(max_length=2000)] = "",
    source: Annotated[str, Form(max_length=200)] = "",
) -> Response:
    """Show what a web address, or a configured source, would bring; nothing is stored."""
    try:
        tried = trying.try_address(site.context, address, source, by=visitor.user.name)
    except KexieDigestError as error:
        return _page(request, site, address=address, error=error)
    return _page(request, site, address=address, tried=tried)


@router.post("/desk/sources/{source}/unpause")
def unpause(
    request: Request, site: SiteOf, visitor: VisitorOf, source: Annotated[str, Path(max_length=200)]
) -> Response:
    """Poll a paused source again."""
    context = site.context
    watching.unpause(
        context.store, context.config.sources, source, by=visitor.user.name, address=client(request)
    )
    return go(request, "/desk/sources")


def _page(
    request: Request,
    site: Site,
    *,
    address: str = "",
    tried: Tried | None = None,
    error: KexieDigestError | None = None,
) -> Response:
    values = {
        "sources": configured.list_sources(site.context),
        "drops": configured.list_drops(site.context),
        "tried": tried,
        "tried_address": address,
        "error": error,
    }
    return site.pages.page(request, "desk/sources.html.j2", status=_status(error), values=values)


def _status(error: KexieDigestError | None) -> int:
    if error is None:
        return 200
    return 429 if error.code == "too_many_tries" else 422
