"""Files sent to the desk go into a drop folder."""

from typing import Annotated

from fastapi import Form, Request, Response, UploadFile

from kexie_digest.web.pages import address, go
from kexie_digest.web.security.guard import VisitorOf, new_router
from kexie_digest.web.site import SiteOf
from kexie_digest.workflows.desk import dropping

router = new_router()


@router.post("/desk/drops")
def drop(
    request: Request,
    site: SiteOf,
    visitor: VisitorOf,
    file: UploadFile,
    key: Annotated[str, Form(alias="drop", max_length=100)] = "",
) -> Response:
    """Put a file into a drop folder, whole or not at all."""
    content = file.file.read(dropping.LARGEST + 1)
    placed = dropping.drop(site.context, key, file.filename or "", content, by=visitor.user.name)
    return go(request, address("/desk", dropped=placed))
