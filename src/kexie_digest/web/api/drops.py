"""``/api/drops``: files sent to the desk go into a drop folder."""

from typing import Annotated

from fastapi import Form, UploadFile
from pydantic import BaseModel

from kexie_digest.web.security.guard import VisitorOf, new_router
from kexie_digest.web.site import SiteOf
from kexie_digest.workflows.desk import dropping

router = new_router()


class Dropped(BaseModel):
    """文件在投放文件夹里的名字 (The name it got)."""

    name: str


@router.post("/api/drops", status_code=201, tags=["articles"], summary="投放版面 Drop a page")
def drop(
    site: SiteOf,
    visitor: VisitorOf,
    file: UploadFile,
    key: Annotated[str, Form(alias="drop", max_length=100)] = "",
) -> Dropped:
    """Put a file into a drop folder, whole or not at all; the next run reads it."""
    content = file.file.read(dropping.LARGEST + 1)
    placed = dropping.drop(site.context, key, file.filename or "", content, by=visitor.user.name)
    return Dropped(name=placed)
