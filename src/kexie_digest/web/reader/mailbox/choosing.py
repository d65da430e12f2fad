"""A reader's own page: what they get, their data, its deletion."""

import json
from typing import Annotated

from anyio import to_thread
from fastapi import Form, Request, Response

from kexie_digest.model import Frequency, Subscription
from kexie_digest.web.reader.files import attachment
from kexie_digest.web.reader.language import LANGUAGES
from kexie_digest.web.reader.mailbox.joining import FREQUENCIES
from kexie_digest.web.reader.showing import show_private
from kexie_digest.web.security.addresses import client
from kexie_digest.web.security.guard import new_router
from kexie_digest.web.site import SiteOf
from kexie_digest.workflows import subscribe

router = new_router()
_LONGEST_NAME = 80


@router.get("/p/{token}")
def show(request: Request, site: SiteOf, token: str) -> Response:
    """Show what a reader gets."""
    return _page(request, site, token)


@router.post("/p/{token}")
async def change(request: Request, site: SiteOf, token: str) -> Response:
    """Keep what a reader chose; what is not ticked ends."""
    form = await request.form()
    values = {name: [str(one) for one in form.getlist(name)] for name in form}
    return await to_thread.run_sync(_change, request, site, token, values)


@router.get("/p/{token}/export")
def export(site: SiteOf, token: str) -> Response:
    """Give a reader everything that is kept of them."""
    document = json.dumps(subscribe.export_data(site.context, token), ensure_ascii=False, indent=1)
    headers = {
        "Content-Disposition": attachment("我的订阅数据.json", "my-data.json"),
        "Cache-Control": "no-store",
        "X-Robots-Tag": "noindex",
    }
    return Response(document, media_type="application/json", headers=headers)


@router.post("/p/{token}/delete")
def delete(request: Request, site: SiteOf, token: str, sure: Annotated[str, Form()] = "") -> Response:
    """Delete a reader's data, if they ticked that they mean it."""
    subscribe.look(site.context, token)
    if sure != "yes":
        return _page(request, site, token, is_unsure=True)
    subscribe.delete_data(site.context, token)
    return show_private(request, site, "message.html.j2", {"what": "deleted"})


def _change(request: Request, site: SiteOf, token: str, form: dict[str, list[str]]) -> Response:
    if not subscribe.look(site.context, token).address:
        return show_private(request, site, "message.html.j2", {"what": "deleted"})
    wanted = {
        digest: Subscription(digest, tuple(form.get(f"themes.{digest}", ())), _frequency(form, digest))
        for digest in form.get("digests", [])
    }
    name, language = (form.get(field, [""])[0] for field in ("name", "language"))
    wishes = subscribe.Wishes(wanted, name[:_LONGEST_NAME], language if language in LANGUAGES else "zh-CN")
    subscribe.change(site.context, token, wishes, f"/p/ {client(request)}")
    return _page(request, site, token, is_done=True)


def _frequency(form: dict[str, list[str]], digest: str) -> Frequency:
    given = form.get(f"frequency.{digest}", [""])[0]
    return Frequency(given) if given in set(Frequency) else Frequency.EACH


def _page(
    request: Request, site: SiteOf, token: str, *, is_done: bool = False, is_unsure: bool = False
) -> Response:
    standing = subscribe.preferences(site.context, token)
    if not standing.address:
        return show_private(request, site, "message.html.j2", {"what": "deleted"})
    reader = standing.reader
    values = {
        "standing": standing,
        "reader": reader,
        "wishes": standing.gets,
        "digests": site.context.config.digests,
        "frequencies": FREQUENCIES,
        "token": token,
        "is_done": is_done,
        "is_unsure": is_unsure,
    }
    return show_private(request, site, "preferences.html.j2", values, status=422 if is_unsure else 200)
