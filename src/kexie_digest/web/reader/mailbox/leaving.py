"""Unsubscribe: by hand, and in one click from the mail program (RFC 8058).

A GET only asks: scanners open every link of a mail. A POST acts, at once, whoever sends
it and however often: the token is all the proof that is asked for.
"""

from anyio import to_thread
from fastapi import Request, Response
from fastapi.responses import PlainTextResponse

from kexie_digest.web.reader.showing import show_private
from kexie_digest.web.security.guard import new_router
from kexie_digest.web.site import SiteOf
from kexie_digest.workflows import subscribe

router = new_router()

#: RFC 8058 §3.1: what a mail program sends, as a form.
FIELD, VALUE = "List-Unsubscribe", "One-Click"


@router.get("/u/{token}")
def ask(request: Request, site: SiteOf, token: str) -> Response:
    """Ask whether somebody wants to leave; nothing happens by looking."""
    return _ask(request, site, token)


@router.post("/u/{token}")
async def leave(request: Request, site: SiteOf, token: str) -> Response:
    """Leave; a second time changes nothing."""
    form = await request.form()
    is_one_click, is_ours = form.get(FIELD) == VALUE, "leave" in form
    if is_one_click:
        await to_thread.run_sync(subscribe.unsubscribe, site.context, token)
        return PlainTextResponse("已退订 (unsubscribed)\n", headers={"Cache-Control": "no-store"})
    if not is_ours:
        return await to_thread.run_sync(_ask, request, site, token, 422)
    return await to_thread.run_sync(_leave, request, site, token, form.get("leave") == "all")


def _ask(request: Request, site: SiteOf, token: str, status: int = 200) -> Response:
    standing = subscribe.look(site.context, token)
    values = {"standing": standing, "title": _title(site, standing.digest), "token": token, "left": None}
    return show_private(request, site, "leave.html.j2", values, status=status)


def _leave(request: Request, site: SiteOf, token: str, is_all: bool) -> Response:  # noqa: FBT001 - run_sync passes by place
    left = subscribe.unsubscribe(site.context, token, is_all=is_all)
    values = {
        "standing": left.standing,
        "title": _title(site, left.digest),
        "token": token,
        "left": left,
    }
    return show_private(request, site, "leave.html.j2", values)


def _title(site: SiteOf, digest: str) -> str:
    return next((one.title for one in site.context.config.digests if one.key == digest), digest)
