"""``/api/sources``, ``/api/themes``, ``/api/digests``: what ``sources.yaml`` defines, to be read.

Every item says who owns it: a line of the file, or nobody (built in).
"""

from datetime import datetime

from pydantic import BaseModel

from kexie_digest.model import Digest, Drop, Source, SourceState, Theme
from kexie_digest.web.security.guard import new_router
from kexie_digest.web.site import SiteOf
from kexie_digest.workflows.desk import configured

router = new_router()


class WatchedSource(BaseModel):
    """一个来源，近况，归属 (A source, how it is doing, who owns it)."""

    source: Source
    state: SourceState
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


class PlannedDigest(BaseModel):
    """一种简报，下次何时，归属 (A digest, when it appears next, who owns it)."""

    digest: Digest
    next_at: datetime | None
    latest_total_number: int | None
    owner: str


@router.get("/api/sources", tags=["configuration"], summary="来源 List sources")
def sources(site: SiteOf) -> Incoming:
    """List sources and drop folders with how they are doing."""
    polled = [
        WatchedSource(source=one.source, state=one.state, owner=one.owner.words)
        for one in configured.list_sources(site.context)
    ]
    drops = [
        WatchedDrop(drop=one.drop, waiting=one.waiting, failed=one.failed, owner=one.owner.words)
        for one in configured.list_drops(site.context)
    ]
    return Incoming(sources=polled, drops=drops)


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
            latest_total_number=one.latest.total_number if one.latest else None,
            owner=one.owner.words,
        )
        for one in configured.list_digests(site.context, site.context.clock)
    ]
