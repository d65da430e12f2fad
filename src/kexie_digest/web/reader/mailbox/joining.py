"""Sign up, and confirm from the letter.

What is answered is the same for a known, an unknown and a suppressed address.
"""

from typing import Annotated

from fastapi import BackgroundTasks, Form, Request, Response

from kexie_digest.errors import KexieDigestError
from kexie_digest.model import Frequency
from kexie_digest.web.reader.showing import show, show_private
from kexie_digest.web.security.addresses import client
from kexie_digest.web.security.guard import new_router
from kexie_digest.web.site import SiteOf
from kexie_digest.workflows import subscribe
from kexie_digest.workflows.reader import letters

router = new_router()

Words = Annotated[str, Form(max_length=400)]
Keys = Annotated[list[str], Form(max_length=100)]


@router.get("/subscribe")
def form(request: Request, site: SiteOf) -> Response:
    """Show the sign-up form."""
    return show(request, site, "subscribe.html.j2", _empty(site))


@router.post("/subscribe")
def sign_up(  # noqa: PLR0913, PLR0917 - a field of the form each
    request: Request,
    site: SiteOf,
    address: Words = "",
    name: Words = "",
    digests: Keys = [],  # noqa: B006 - FastAPI copies it
    themes: Keys = [],  # noqa: B006 - FastAPI copies it
    frequency: Annotated[Frequency, Form()] = Frequency.EACH,
    consent: Annotated[str, Form()] = "",
) -> Response:
    """Take a sign-up; the letter goes to the address, whoever asked."""
    wish = letters.Wish(address, tuple(digests), name, tuple(themes), frequency, bool(consent))
    try:
        letters.sign_up(site.context, wish, client=client(request))
    except KexieDigestError as error:
        values = {**_empty(site), "wish": wish, "error": error}
        return show_private(request, site, "subscribe.html.j2", values, status=_status(error))
    return show_private(request, site, "message.html.j2", {"what": "asked"})


@router.post("/subscribe/link")
def send_link(request: Request, site: SiteOf, tasks: BackgroundTasks, address: Words = "") -> Response:
    """Mail a reader the link to their own page, after the answer is given.

    A letter takes time to write: doing it before the answer would tell a known address
    from an unknown one by the clock.
    """
    try:
        letters.check(site.context, address, client=client(request))
    except KexieDigestError as error:
        values = {**_empty(site), "link_error": error}
        return show_private(request, site, "subscribe.html.j2", values, status=_status(error))
    tasks.add_task(letters.send_link, site.context, address, origin=f"/subscribe/link {client(request)}")
    return show_private(request, site, "message.html.j2", {"what": "linked"})


@router.get("/c/{token}")
def ask(request: Request, site: SiteOf, token: str) -> Response:
    """Show what a confirmation link is about; nothing is confirmed by looking."""
    application = subscribe.look_at_application(site.context, token)
    values = {"application": application, "titles": _titles(site), "token": token}
    return show_private(request, site, "confirm.html.j2", values)


@router.post("/c/{token}")
def confirm(request: Request, site: SiteOf, token: str) -> Response:
    """Make somebody a reader; doing it again changes nothing."""
    subscribe.confirm(site.context, token)
    return show_private(request, site, "message.html.j2", {"what": "confirmed"})


def _empty(site: SiteOf) -> dict[str, object]:
    return {
        "digests": site.context.config.digests,
        "wish": letters.Wish(""),
        "error": None,
        "link_error": None,
        "consent": letters.CONSENT,
        "frequencies": FREQUENCIES,
    }


def _titles(site: SiteOf) -> dict[str, str]:
    return {digest.key: digest.title for digest in site.context.config.digests}


def _status(error: KexieDigestError) -> int:
    return 429 if error.code == "too_many_tries" else 422


#: How each frequency is called.
FREQUENCIES = {Frequency.EACH: "每期都寄", Frequency.WEEKLY: "每周一期", Frequency.MONTHLY: "每月一期"}
