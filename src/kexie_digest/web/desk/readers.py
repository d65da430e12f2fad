"""Readers: list, add, import with a report by line, suppress, remove; publishers only."""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated

from fastapi import Form, Query, Request, Response, UploadFile
from fastapi.responses import StreamingResponse

from kexie_digest.errors import KexieDigestError
from kexie_digest.web.pages import address, go
from kexie_digest.web.security.addresses import client
from kexie_digest.web.security.guard import VisitorOf, new_router
from kexie_digest.web.site import Site, SiteOf
from kexie_digest.workflows.accounts.sessions import Visitor
from kexie_digest.workflows.desk import readers as workflow
from kexie_digest.workflows.desk.readers import Import, Who
from kexie_digest.workflows.subscribe.keeping import Addition, export_csv

router = new_router()

Filter = Annotated[str, Query(max_length=200)]
Field = Annotated[str, Form(max_length=200)]
Address = Annotated[str, Form(min_length=3, max_length=320)]


class Change(StrEnum):
    """What is done with one reader."""

    REMOVE = "remove"
    SUPPRESS = "suppress"
    LIFT = "lift"


@router.get("/desk/readers")
def show(
    request: Request,
    site: SiteOf,
    *,
    list_name: Annotated[str, Query(alias="list", max_length=200)] = "",
    words: Filter = "",
    after: Annotated[int, Query(ge=0, lt=2**31)] = 0,
    suppressed: bool = False,
) -> Response:
    """List readers, or those we must not mail."""
    if suppressed:
        values = {"suppressed": workflow.list_suppressed(site.context.store)}
        return site.pages.page(request, "desk/suppressed.html.j2", values=values)
    return _page(request, site, list_name=list_name, words=words, after=after)


@router.post("/desk/readers")
def add(  # noqa: PLR0913 - one parameter a field
    request: Request,
    site: SiteOf,
    visitor: VisitorOf,
    *,
    reader: Address,
    basis: Field,
    name: Field = "",
    list_name: Annotated[str, Form(alias="list", max_length=200)] = "",
) -> Response:
    """Enter one reader."""
    addition = Addition(reader, basis, name, list_name)
    workflow.add(site.context.store, addition, who=_who(request, visitor))
    return go(request, address("/desk/readers", words=reader.strip()))


@router.post("/desk/readers/import")
def take_file(
    request: Request,
    site: SiteOf,
    visitor: VisitorOf,
    file: UploadFile,
    list_name: Annotated[str, Form(alias="list", min_length=1, max_length=200)],
) -> Response:
    """Take readers from a CSV file and say of each line what became of it."""
    content, name = file.file.read(workflow.LARGEST + 1), file.filename or ""
    try:
        done = workflow.take_file(site.context, name, content, list_name, who=_who(request, visitor))
    except KexieDigestError as error:
        return _page(request, site, error=error)
    return _page(request, site, done=done, list_name=list_name)


@router.post("/desk/readers/change")
def change(  # noqa: PLR0913 - one parameter a field
    request: Request,
    site: SiteOf,
    visitor: VisitorOf,
    *,
    what: Annotated[Change, Form()],
    reader: Address,
    digest: Field = "",
    note: Field = "",
) -> Response:
    """Remove a reader, keep mail away from an address, or allow it again."""
    store, who = site.context.store, _who(request, visitor)
    if what is Change.REMOVE:
        workflow.remove(store, reader, who=who)
    elif what is Change.SUPPRESS:
        workflow.suppress(store, reader, digest=digest, why=note, who=who)
    else:
        workflow.lift(store, reader, digest=digest, who=who)
    is_listed = what is not Change.REMOVE
    return go(request, "/desk/readers?suppressed=true" if is_listed else "/desk/readers")


@router.get("/desk/readers/export")
def export(site: SiteOf, list_name: Annotated[str, Query(alias="list", max_length=200)] = "") -> Response:
    """Give the readers as CSV that can be imported again."""
    pieces: Iterator[bytes] = export_csv(site.context.store, list_name)
    headers = {"Content-Disposition": 'attachment; filename="readers.csv"', "Cache-Control": "no-store"}
    return StreamingResponse(pieces, media_type="text/csv; charset=utf-8", headers=headers)


def _page(  # noqa: PLR0913 - one parameter a filter
    request: Request,
    site: Site,
    *,
    list_name: str = "",
    words: str = "",
    after: int = 0,
    done: Import | None = None,
    error: KexieDigestError | None = None,
) -> Response:
    page = workflow.list_page(site.context.store, list_name=list_name, words=words, after=after)
    following = address("/desk/readers", list=list_name, words=words, after=page.next) if page.next else ""
    values = {
        "page": page,
        "list_name": list_name,
        "words": words,
        "next": following,
        "done": done,
        "error": error,
        "digests": site.context.config.digests,
    }
    return site.pages.page(request, "desk/readers.html.j2", status=422 if error else 200, values=values)


def _who(request: Request, visitor: Visitor) -> Who:
    return Who(visitor.user.name, client(request))
