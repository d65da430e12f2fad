"""``/api/audit``: who changed what, when, from what to what; reviewers and up."""

from typing import Annotated

from fastapi import Query
from pydantic import BaseModel

from kexie_digest.model.desk.user import AuditEntry
from kexie_digest.web.api.shapes import Limit
from kexie_digest.web.security.guard import new_router
from kexie_digest.web.site import SiteOf
from kexie_digest.workflows.desk import trail

router = new_router()

Filter = Annotated[str, Query(max_length=200)]


class Trail(BaseModel):
    """操作记录的一页；``next`` 给下一页的 ``before`` (A page of acts, the latest first)."""

    acts: list[AuditEntry]
    next: int | None


@router.get("/api/audit", tags=["audit"], summary="操作记录 The trail of acts")
def list_page(
    site: SiteOf,
    *,
    who: Filter = "",
    action: Filter = "",
    subject: Filter = "",
    before: Annotated[int, Query(ge=0, lt=2**31)] = 0,
    limit: Limit = 50,
) -> Trail:
    """List acts of everybody; nothing is ever altered or taken out."""
    found = trail.list_page(
        site.context.store, who=who, action=action, subject=subject, before=before, limit=limit + 1
    )
    following = found[limit - 1].id if len(found) > limit else None
    return Trail(acts=list(found[:limit]), next=following)
