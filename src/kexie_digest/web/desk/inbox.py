"""The inbox: what came in, doubts first; filters stand in the address."""

import re
from typing import Annotated

from fastapi import Query, Request, Response

from kexie_digest.model.desk.inbox import InboxScope, InboxState
from kexie_digest.web.pages import address, is_fragment
from kexie_digest.web.security.guard import new_router
from kexie_digest.web.site import SiteOf
from kexie_digest.workflows.desk import inbox as workflow
from kexie_digest.workflows.desk.dropping import MOST

router = new_router()

Key = Annotated[str, Query(max_length=200)]
_PLACE = re.compile(r"(\d{1,2})-(\d{1,15})")


@router.get("/desk")
def show(  # noqa: PLR0913 - one parameter a filter
    request: Request,
    site: SiteOf,
    *,
    state: InboxState = InboxState.OPEN,
    theme: Key = "",
    source: Key = "",
    event: Key = "",
    after: Annotated[str, Query(max_length=20)] = "",
    dropped: Annotated[int, Query(ge=0, le=MOST)] = 0,
) -> Response:
    """Show a page of the inbox; scripts ask for the next one as a fragment."""
    scope = InboxScope(state, theme, source, event)
    listing = workflow.list_page(site.context.store, scope, after=_place(after))
    config = site.context.config
    values = {
        "listing": listing,
        "scope": scope,
        "states": tuple(InboxState),
        "sources": [*(one.key for one in config.sources), *(one.key for one in config.drops)],
        "drops": config.drops,
        "dropped": dropped,
        "next": _address(scope, listing.next) if listing.next else "",
    }
    template = "desk/parts/rows.html.j2" if is_fragment(request) else "desk/inbox.html.j2"
    return site.pages.page(request, template, values=values)


def _address(scope: InboxScope, after: tuple[int, int]) -> str:
    place = f"{after[0]}-{after[1]}"
    return address(
        "/desk",
        state=scope.state.value,
        theme=scope.theme,
        source=scope.source,
        event=scope.event,
        after=place,
    )


def _place(text: str) -> tuple[int, int] | None:
    match = _PLACE.fullmatch(text)
    return (int(match[1]), int(match[2])) if match else None
