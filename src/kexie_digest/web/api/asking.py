"""``/api/search`` and ``/api/facts/…``: ask everything that is stored."""

from typing import Annotated

from fastapi import Query

from kexie_digest.model import ActivityRecord, AgreementRecord, AwardRecord, SearchHit, SearchScope
from kexie_digest.web.api.shapes import Limit
from kexie_digest.web.security.guard import new_router
from kexie_digest.web.site import SiteOf
from kexie_digest.workflows.ask import facts
from kexie_digest.workflows.ask.search import find

router = new_router()

Name = Annotated[str, Query(min_length=1, max_length=200)]
Filter = Annotated[str, Query(max_length=200)]
Day = Annotated[str, Query(max_length=10, description="日、月或年 (2026-11-03, 2026-11, 2026)")]
Year = Annotated[int | None, Query(ge=1000, le=9999)]


@router.get("/api/search", tags=["archive"], summary="检索 Search everything stored")
def search(  # noqa: PLR0913 - one parameter a filter
    site: SiteOf,
    *,
    q: Name,
    theme: Filter = "",
    source: Filter = "",
    since: Day = "",
    until: Day = "",
    organisation: Filter = "",
    limit: Limit = 20,
) -> list[SearchHit]:
    """Find articles that hold every word, with the words around."""
    scope = SearchScope(theme or None, source or None, since or None, until or None, organisation or None)
    return list(find(site.context.store, q, scope, limit=limit))


@router.get("/api/facts/awards", tags=["archive"], summary="获奖 Awards of a name")
def awards(site: SiteOf, name: Name, year: Year = None) -> list[AwardRecord]:
    """List the awards of an organisation or a person, each with the sentence it stands in."""
    return list(facts.awards_of(site.context.store, name, year))


@router.get("/api/facts/agreements", tags=["archive"], summary="签约 Agreements of a party")
def agreements(site: SiteOf, name: Name, year: Year = None) -> list[AgreementRecord]:
    """List the agreements of a party."""
    return list(facts.agreements_of(site.context.store, name, year))


@router.get("/api/facts/activities", tags=["archive"], summary="活动 Activities between two days")
def activities(site: SiteOf, since: Day, until: Day) -> list[ActivityRecord]:
    """List the activities of some days, in order."""
    return list(facts.activities_between(site.context.store, since, until))
