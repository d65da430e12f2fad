"""``/api/articles``: what came in, and putting it right.

Takes filters and corrections, gives articles as they read now.
"""

import re
from typing import Annotated

from fastapi import Path, Query, Request
from pydantic import BaseModel, Field

from kexie_digest.model import Correction, CorrectionField, Report
from kexie_digest.model.desk.inbox import InboxEntry, InboxScope, InboxState
from kexie_digest.web.api.shapes import ArticleId, Asked, Done
from kexie_digest.web.security.addresses import client
from kexie_digest.web.security.guard import VisitorOf, new_router
from kexie_digest.web.site import SiteOf
from kexie_digest.workflows.desk import article as workflow
from kexie_digest.workflows.desk import inbox

router = new_router()

Filter = Annotated[str, Query(max_length=200)]
Text = Annotated[str, Field(max_length=20_000)]
_PLACE = re.compile(r"(\d{1,2})-(\d{1,15})")


class ArticlePage(BaseModel):
    """收稿箱的一页；``next`` 给下一页的 ``after`` (A page of the inbox, doubts first)."""

    entries: list[InboxEntry]
    next: str | None
    doubtful: int


class OpenedArticle(BaseModel):
    """一篇稿件：现在的样子、读到时的样子、更正记录 (An article, as read, and its corrections)."""

    report: Report
    as_read: Report
    corrections: list[Correction]


class CorrectionAsked(Asked):
    """一处更正；``was`` 是看到的值，已被别人改过时回答 409 (One correction)."""

    field: CorrectionField
    was: Text = ""
    becomes: Text = ""
    path: Annotated[str, Field(max_length=60)] = ""


@router.get("/api/articles", tags=["articles"], summary="收稿箱 List the inbox")
def list_page(
    site: SiteOf,
    *,
    state: InboxState = InboxState.OPEN,
    theme: Filter = "",
    source: Filter = "",
    event: Filter = "",
    after: Annotated[str, Query(max_length=20)] = "",
) -> ArticlePage:
    """List 50 articles: unsure themes first, then flags, then the newest."""
    match = _PLACE.fullmatch(after)
    place = (int(match[1]), int(match[2])) if match else None
    scope = InboxScope(state, theme, source, event)
    found = inbox.list_page(site.context.store, scope, after=place)
    following = f"{found.next[0]}-{found.next[1]}" if found.next else None
    return ArticlePage(entries=list(found.entries), next=following, doubtful=found.doubtful)


@router.get("/api/articles/{article_id}", tags=["articles"], summary="一篇稿件 Get an article")
def get(site: SiteOf, article_id: ArticleId) -> OpenedArticle:
    """Give an article as it reads now, as it was read, and what was put right."""
    opened = workflow.open_article(site.context, article_id, InboxScope())
    corrections = list(opened.corrections)
    return OpenedArticle(report=opened.report, as_read=opened.as_read, corrections=corrections)


@router.post("/api/articles/{article_id}/corrections", tags=["articles"], summary="更正 Correct an article")
def correct(
    request: Request, site: SiteOf, visitor: VisitorOf, article_id: ArticleId, asked: CorrectionAsked
) -> Report:
    """Put one thing right; the original is kept."""
    correction = Correction(
        article_id,
        asked.field,
        asked.was,
        asked.becomes,
        by=visitor.user.name,
        at=site.context.clock.now(),
        path=asked.path,
    )
    return workflow.correct(site.context, correction, address=client(request))


@router.post(
    "/api/articles/{article_id}/corrections/{correction_id}/undo",
    tags=["articles"],
    summary="撤回更正 Undo a correction",
)
def undo(
    request: Request,
    site: SiteOf,
    visitor: VisitorOf,
    article_id: ArticleId,
    correction_id: Annotated[int, Path(ge=1, lt=2**31)],
) -> Report:
    """Take a correction back, unless the value was changed again since."""
    by, address = visitor.user.name, client(request)
    return workflow.undo(site.context, article_id, correction_id, by=by, address=address)


@router.post("/api/articles/{article_id}/settled", tags=["articles"], summary="核对无误 Settle an article")
def settle(site: SiteOf, visitor: VisitorOf, article_id: ArticleId) -> Done:
    """Note that somebody looked and found it right."""
    inbox.settle(site.context.store, article_id, by=visitor.user.name)
    return Done()
