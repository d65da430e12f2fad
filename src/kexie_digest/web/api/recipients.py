"""``/api/recipients``: readers, lists, and whom we must not mail; publishers only."""

from typing import Annotated

from fastapi import Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import Field

from kexie_digest.model import Reader, Suppression
from kexie_digest.web.api.shapes import Asked, Done, Key, Limit
from kexie_digest.web.security.addresses import client
from kexie_digest.web.security.guard import VisitorOf, new_router
from kexie_digest.web.site import SiteOf
from kexie_digest.workflows.accounts.sessions import Visitor
from kexie_digest.workflows.desk import readers as workflow
from kexie_digest.workflows.desk.readers import Import, ReaderPage, Who
from kexie_digest.workflows.subscribe.keeping import Addition, export_csv

router = new_router()

Filter = Annotated[str, Query(max_length=200)]
Address = Annotated[str, Field(min_length=3, max_length=320)]


class AdditionAsked(Asked):
    """一位读者；``basis`` 是同意依据，必填 (A reader, with the ground on which we write)."""

    address: Address
    basis: Annotated[str, Field(min_length=1, max_length=200)]
    name: Key = ""
    list_name: Key = ""
    digest: Key = ""


class ImportAsked(Asked):
    """一份 CSV 的文字，首行含“邮箱”“同意依据” (The text of a CSV file)."""

    list_name: Annotated[str, Field(min_length=1, max_length=200)]
    csv: Annotated[str, Field(min_length=1, max_length=workflow.LARGEST // 4)]
    file_name: Annotated[str, Field(max_length=100)] = "api.csv"


class RemovalAsked(Asked):
    """移出名单；不写名单是删除整条记录 (Off a list, or the whole record)."""

    address: Address
    list_name: Key = ""


class SuppressionAsked(Asked):
    """禁发；不写简报是全部 (No more mail, of one digest or of all)."""

    address: Address
    digest: Key = ""
    note: Key = ""


class LiftAsked(Asked):
    """解除哪一条禁发 (Which suppression is lifted)."""

    address: Address
    digest: Key = ""


@router.get("/api/recipients", tags=["recipients"], summary="读者 List readers")
def list_page(
    site: SiteOf,
    *,
    list_name: Filter = "",
    words: Filter = "",
    after: Annotated[int, Query(ge=0, lt=2**31)] = 0,
    limit: Limit = 50,
) -> ReaderPage:
    """List readers in the order they were entered."""
    return workflow.list_page(site.context.store, list_name=list_name, words=words, after=after, limit=limit)


@router.get("/api/recipients/suppressed", tags=["recipients"], summary="禁发名单 List the suppressed")
def suppressed(site: SiteOf) -> list[Suppression]:
    """List whom we must not mail, the latest first."""
    return list(workflow.list_suppressed(site.context.store))


@router.get(
    "/api/recipients/export",
    tags=["recipients"],
    summary="导出读者 Export readers",
    response_class=Response,
    responses={200: {"description": "可再导入的 CSV", "content": {"text/csv": {}}}},
)
def export(site: SiteOf, list_name: Filter = "") -> Response:
    """Give the readers, or those of a list, as CSV that can be imported again."""
    pieces = export_csv(site.context.store, list_name)
    headers = {"Content-Disposition": 'attachment; filename="readers.csv"', "Cache-Control": "no-store"}
    return StreamingResponse(pieces, media_type="text/csv; charset=utf-8", headers=headers)


@router.post("/api/recipients", status_code=201, tags=["recipients"], summary="录入读者 Add a reader")
def add(request: Request, site: SiteOf, visitor: VisitorOf, asked: AdditionAsked) -> Reader:
    """Enter one reader; a suppressed address is refused."""
    addition = Addition(asked.address, asked.basis, asked.name, asked.list_name, asked.digest)
    return workflow.add(site.context.store, addition, who=_who(request, visitor))


@router.post("/api/recipients/import", tags=["recipients"], summary="导入读者 Import readers")
def take_file(request: Request, site: SiteOf, visitor: VisitorOf, asked: ImportAsked) -> Import:
    """Take readers from CSV; the answer says of each line that was not taken why."""
    content, name = asked.csv.encode("utf-8", "replace"), asked.file_name
    return workflow.take_file(site.context, name, content, asked.list_name, who=_who(request, visitor))


@router.post("/api/recipients/remove", tags=["recipients"], summary="移除读者 Remove a reader")
def remove(request: Request, site: SiteOf, visitor: VisitorOf, asked: RemovalAsked) -> Done:
    """Take a reader off a list, or delete their record and call queued copies back."""
    workflow.remove(site.context.store, asked.address, asked.list_name, who=_who(request, visitor))
    return Done()


@router.post("/api/recipients/suppress", tags=["recipients"], summary="禁发 Suppress an address")
def suppress(request: Request, site: SiteOf, visitor: VisitorOf, asked: SuppressionAsked) -> Done:
    """Keep mail away from an address."""
    who = _who(request, visitor)
    workflow.suppress(site.context.store, asked.address, digest=asked.digest, why=asked.note, who=who)
    return Done()


@router.post("/api/recipients/lift", tags=["recipients"], summary="解除禁发 Lift a suppression")
def lift(request: Request, site: SiteOf, visitor: VisitorOf, asked: LiftAsked) -> Done:
    """Allow mail to an address again."""
    workflow.lift(site.context.store, asked.address, digest=asked.digest, who=_who(request, visitor))
    return Done()


def _who(request: Request, visitor: Visitor) -> Who:
    return Who(visitor.user.name, client(request))
