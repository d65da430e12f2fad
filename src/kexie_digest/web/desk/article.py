"""An article beside its original page, and the corrections an editor makes."""

from typing import Annotated

from fastapi import Form, Path, Query, Request, Response

from kexie_digest.model import Correction, CorrectionField
from kexie_digest.model.desk.inbox import InboxScope, InboxState
from kexie_digest.web.pages import address, go
from kexie_digest.web.security.addresses import client
from kexie_digest.web.security.guard import VisitorOf, new_router
from kexie_digest.web.site import SiteOf
from kexie_digest.workflows.desk import article as workflow
from kexie_digest.workflows.desk import inbox

router = new_router()

ArticleId = Annotated[str, Path(max_length=80)]
Key = Annotated[str, Query(max_length=200)]
Text = Annotated[str, Form(max_length=20_000)]


@router.get("/desk/articles/{article_id}")
def show(  # noqa: PLR0913 - the filters of the list it was opened from
    request: Request,
    site: SiteOf,
    article_id: ArticleId,
    *,
    state: InboxState = InboxState.OPEN,
    theme: Key = "",
    source: Key = "",
    event: Key = "",
) -> Response:
    """Show an article and the page it was read from."""
    scope = InboxScope(state, theme, source, event)
    opened = workflow.open_article(site.context, article_id, scope)
    values = {"opened": opened, "report": opened.report, "article": opened.report.article, "scope": scope}
    return site.pages.page(request, "desk/article.html.j2", values=values)


@router.post("/desk/articles/{article_id}/corrections")
def correct(  # noqa: PLR0913 - one parameter a field
    request: Request,
    site: SiteOf,
    visitor: VisitorOf,
    article_id: ArticleId,
    *,
    field: Annotated[CorrectionField, Form()],
    was: Text = "",
    becomes: Text = "",
    path: Annotated[str, Form(max_length=60)] = "",
) -> Response:
    """Put one thing right; ``was`` is what the editor saw."""
    correction = Correction(
        article_id,
        field,
        _lines(was),
        _lines(becomes),
        by=visitor.user.name,
        at=site.context.clock.now(),
        path=path,
    )
    workflow.correct(site.context, correction, address=client(request))
    return go(request, _back(request, article_id))


@router.post("/desk/articles/{article_id}/corrections/{correction_id}/undo")
def undo(
    request: Request,
    site: SiteOf,
    visitor: VisitorOf,
    article_id: ArticleId,
    correction_id: Annotated[int, Path(ge=1, lt=2**31)],
) -> Response:
    """Take a correction back."""
    workflow.undo(site.context, article_id, correction_id, by=visitor.user.name, address=client(request))
    return go(request, _back(request, article_id))


@router.post("/desk/articles/{article_id}/settled")
def settle(
    request: Request,
    site: SiteOf,
    visitor: VisitorOf,
    article_id: ArticleId,
    below: Annotated[str, Form(max_length=80)] = "",
) -> Response:
    """Note that somebody looked and found it right; go on with the next one."""
    inbox.settle(site.context.store, article_id, by=visitor.user.name)
    return go(request, _back(request, below or article_id))


def _back(request: Request, article_id: str) -> str:
    """Return to an article within the list it was opened from."""
    kept = {name: request.query_params.get(name, "")[:200] for name in ("state", "theme", "source", "event")}
    return address(f"/desk/articles/{article_id}", **kept)


def _lines(text: str) -> str:
    """Undo what HTML forms do to line breaks (RFC 7578 §4.1 leaves CRLF)."""
    return text.replace("\r\n", "\n")
