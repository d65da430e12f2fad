"""Files sent to the desk go into a drop folder."""

from typing import Annotated

from fastapi import File, Form, Request, Response, UploadFile

from kexie_digest.web.pages import address, go, is_fragment
from kexie_digest.web.security.guard import VisitorOf, new_router
from kexie_digest.web.site import SiteOf
from kexie_digest.workflows.desk import dropping

router = new_router()


@router.post("/desk/drops")
def drop(
    request: Request,
    site: SiteOf,
    visitor: VisitorOf,
    files: Annotated[list[UploadFile], File(alias="file", min_length=1, max_length=dropping.MOST)],
    key: Annotated[str, Form(alias="drop", max_length=100)] = "",
) -> Response:
    """Put files into a drop folder, each whole or not at all; where one was refused, tell of each."""
    read = ((one.filename or "", one.file.read(dropping.LARGEST + 1)) for one in files)
    outcomes = dropping.drop_each(site.context, key, read, by=visitor.user.name)
    refused = [one.error for one in outcomes if one.error is not None]
    if not refused:
        return go(request, address("/desk", dropped=len(outcomes)))
    if len(outcomes) == 1:
        raise refused[0]
    template = "desk/parts/dropped.html.j2" if is_fragment(request) else "desk/dropped.html.j2"
    return site.pages.page(request, template, status=422, values={"outcomes": outcomes})
