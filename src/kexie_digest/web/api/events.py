"""``/api/events``: which articles tell one event, and an editor's word on it."""

from typing import Annotated

from fastapi import Path, Request
from pydantic import BaseModel, Field

from kexie_digest.model import Event, Ruling
from kexie_digest.web.api.shapes import Asked, Done
from kexie_digest.web.security.addresses import client
from kexie_digest.web.security.guard import VisitorOf, new_router
from kexie_digest.web.site import Site, SiteOf
from kexie_digest.workflows.desk import event as workflow

router = new_router()

EventKey = Annotated[str, Path(max_length=80, description="事件编号 (event key)")]


class OpenedEvent(BaseModel):
    """一个事件和对它的决定 (An event, and the rulings in force on it)."""

    event: Event
    rulings: list[Ruling]


class MergeAsked(Asked):
    """与哪个事件是一件事：事件编号，或其中一篇稿件的编号 (The other event, or one of its articles)."""

    other: Annotated[str, Field(min_length=1, max_length=80)]


class SplitAsked(Asked):
    """哪些稿件不属于这件事 (The articles to take out)."""

    articles: Annotated[list[Annotated[str, Field(max_length=80)]], Field(min_length=1, max_length=200)]


@router.get("/api/events/{key}", tags=["events"], summary="一个事件 Get an event")
def get(site: SiteOf, key: EventKey) -> OpenedEvent:
    """Give an event, why its articles are together, and who decided."""
    return _opened(site, key)


@router.post("/api/events/{key}/merge", tags=["events"], summary="合并事件 Merge events")
def merge(
    request: Request, site: SiteOf, visitor: VisitorOf, key: EventKey, asked: MergeAsked
) -> OpenedEvent:
    """Declare that two events are one; the answer is the one that lives on."""
    by, address = visitor.user.name, client(request)
    return _opened(site, workflow.merge(site.context, key, asked.other, by=by, address=address))


@router.post("/api/events/{key}/split", tags=["events"], summary="拆开事件 Split an event")
def split(
    request: Request, site: SiteOf, visitor: VisitorOf, key: EventKey, asked: SplitAsked
) -> OpenedEvent:
    """Take articles out; the answer is the event they tell now."""
    by, address = visitor.user.name, client(request)
    return _opened(site, workflow.split(site.context, key, asked.articles, by=by, address=address))


@router.post("/api/events/{key}/rulings/{ruling_id}/undo", tags=["events"], summary="撤回决定 Undo a ruling")
def undo(
    request: Request,
    site: SiteOf,
    visitor: VisitorOf,
    key: EventKey,
    ruling_id: Annotated[int, Path(ge=1, lt=2**31)],
) -> Done:
    """Take a merge or a split back."""
    workflow.open_event(site.context, key)
    workflow.undo(site.context, ruling_id, by=visitor.user.name, address=client(request))
    return Done()


def _opened(site: Site, key: str) -> OpenedEvent:
    curated = workflow.open_event(site.context, key).curated
    return OpenedEvent(event=curated.event, rulings=list(curated.rulings))
