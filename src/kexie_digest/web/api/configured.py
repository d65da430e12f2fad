"""``/api/sources``, ``/api/themes``, ``/api/digests``: what ``sources.yaml`` defines, to be read.

Every item says who owns it: a line of the file, or nobody (built in). Sources may also be
tried, and polled again after a pause.
"""

from datetime import date, datetime
from typing import Annotated

from fastapi import Path, Request
from pydantic import BaseModel, ConfigDict, Field

from kexie_digest.model import Digest, Drop, Source, SourceState, Theme, WaiveReason
from kexie_digest.web.api.shapes import Asked, Done, Key
from kexie_digest.web.security.addresses import client
from kexie_digest.web.security.guard import VisitorOf, new_router
from kexie_digest.web.site import SiteOf
from kexie_digest.workflows.desk import configured
from kexie_digest.workflows.sources import trying, watching
from kexie_digest.workflows.sources.watching import Watched

router = new_router()


class SourceHealth(BaseModel):
    """一个来源怎么样，该做什么 (How a source is doing, and what to do)."""

    condition: str
    words: str
    advice: str
    needs_editor: bool
    habit: str
    doubts: list[str]
    moved_to: str | None
    latest_article: str | None
    latest_title: str | None


class TrialAsked(Asked):
    """试读哪个网址，或哪个来源 (Which address or configured source to try)."""

    address: Annotated[str, Field(max_length=2000)] = ""
    source: Key = ""


class TriedItem(BaseModel):
    """会收到的一条 (An entry that would be taken)."""

    model_config = ConfigDict(from_attributes=True)

    title: str
    date: str
    link: str
    words: str
    problem: str


class TriedSource(BaseModel):
    """试读的结果和建议的配置 (What would be taken, and an entry for sources.yaml)."""

    kind: str
    items: list[TriedItem]
    encoding: str
    notes: list[str]
    warnings: list[str]
    feeds: list[str]
    suggestion: str


class WatchedSource(BaseModel):
    """一个来源，近况，归属 (A source, how it is doing, who owns it)."""

    source: Source
    state: SourceState
    health: SourceHealth
    owner: str


class WatchedDrop(BaseModel):
    """一个投放文件夹；``waiting`` 空着是文件夹不在 (A drop folder)."""

    drop: Drop
    waiting: int | None
    failed: int
    owner: str


class Incoming(BaseModel):
    """来源和投放文件夹 (Sources and drop folders)."""

    sources: list[WatchedSource]
    drops: list[WatchedDrop]


class OwnedTheme(BaseModel):
    """一个专题，归属 (A theme, who owns it)."""

    theme: Theme
    owner: str


class Coming(BaseModel):
    """一个出刊日；逢休息日挪动过的，原定哪天 (A date, and the day it was planned for)."""

    at: datetime
    planned_on: date
    is_supposed: bool


class Past(BaseModel):
    """一个过去的刊期：哪一期，或为何没有出 (An appearance: its edition, or why it has none)."""

    at: datetime
    total_number: int | None
    reason: WaiveReason | None
    is_asked_for: Annotated[bool, Field(description="不在排期里，有人要求加出 (nobody's schedule)")]
    words: str


class PlannedDigest(BaseModel):
    """一种简报，接下来何时，归属 (A digest, when it appears next, who owns it)."""

    digest: Digest
    next_at: datetime | None
    timezone: str
    dates: list[Coming]
    warning: Annotated[str, Field(description="日期里有什么还不确定 (what is not sure)")]
    latest_total_number: int | None
    owner: str
    past: list[Past]


@router.get("/api/sources", tags=["configuration"], summary="来源 List sources")
def sources(site: SiteOf) -> Incoming:
    """List sources and drop folders with how they are doing."""
    polled = [
        WatchedSource(source=one.source, state=one.state, health=_health(one.watched), owner=one.owner.words)
        for one in configured.list_sources(site.context)
    ]
    drops = [
        WatchedDrop(drop=one.drop, waiting=one.waiting, failed=one.failed, owner=one.owner.words)
        for one in configured.list_drops(site.context)
    ]
    return Incoming(sources=polled, drops=drops)


@router.post("/api/sources/try", tags=["configuration"], summary="试读来源 Try a source")
def try_source(site: SiteOf, visitor: VisitorOf, asked: TrialAsked) -> TriedSource:
    """Show what a web address, or a configured source, would bring; nothing is stored."""
    tried = trying.try_address(site.context, asked.address, asked.source, by=visitor.user.name)
    return TriedSource(
        kind=tried.kind,
        items=[TriedItem.model_validate(one) for one in tried.items],
        encoding=tried.encoding,
        notes=list(tried.notes),
        warnings=[str(one) for one in tried.warnings],
        feeds=list(tried.feeds),
        suggestion=tried.suggestion,
    )


@router.post(
    "/api/sources/{source}/unpause", tags=["configuration"], summary="恢复轮询 Poll a paused source again"
)
def unpause(
    request: Request, site: SiteOf, visitor: VisitorOf, source: Annotated[str, Path(max_length=200)]
) -> Done:
    """Let a paused source be polled at the next tick."""
    context = site.context
    watching.unpause(
        context.store, context.config.sources, source, by=visitor.user.name, address=client(request)
    )
    return Done()


@router.get("/api/themes", tags=["configuration"], summary="专题 List themes")
def themes(site: SiteOf) -> list[OwnedTheme]:
    """List the themes with the terms they know."""
    owners = configured.owners(site.context, "themes")
    return [
        OwnedTheme(theme=theme, owner=owners.get(theme.key, configured.Owner()).words)
        for theme in site.context.config.themes
    ]


@router.get("/api/digests", tags=["configuration"], summary="简报 List digests")
def digests(site: SiteOf) -> list[PlannedDigest]:
    """List the digests, when each appears next, and the latest edition of each."""
    return [
        PlannedDigest(
            digest=one.digest,
            next_at=one.next_at,
            timezone=one.timezone,
            dates=[
                Coming(at=date.at, planned_on=date.planned_on, is_supposed=date.is_supposed)
                for date in one.dates
            ],
            warning=one.warning,
            latest_total_number=one.latest.total_number if one.latest else None,
            owner=one.owner.words,
            past=[
                Past(
                    at=run.at,
                    total_number=run.total_number,
                    reason=run.reason,
                    is_asked_for=run.is_asked_for,
                    words=run.words,
                )
                for run in one.past
            ],
        )
        for one in configured.list_digests(site.context, site.context.clock)
    ]


def _health(one: Watched) -> SourceHealth:
    health = one.health
    article, title = one.sample or (None, None)
    return SourceHealth(
        condition=health.condition.value,
        words=health.words,
        advice=health.advice,
        needs_editor=health.needs_editor,
        habit=health.habit,
        doubts=list(health.doubts),
        moved_to=health.moved_to,
        latest_article=article,
        latest_title=title,
    )
