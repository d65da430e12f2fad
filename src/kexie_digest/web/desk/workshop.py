"""The edition workshop: make up an edition, proofread it, hand it on."""

from typing import Annotated

from fastapi import Form, Path, Request, Response

from kexie_digest.errors import Conflict, NotFound
from kexie_digest.model import (
    Act,
    Annotate,
    Discard,
    EditionState,
    Hold,
    Move,
    Pin,
    Resummarise,
    Retitle,
)
from kexie_digest.model.user import Role
from kexie_digest.web.pages import go
from kexie_digest.web.security.guard import Refused, VisitorOf, new_router
from kexie_digest.web.site import Site, SiteOf
from kexie_digest.workflows import review
from kexie_digest.workflows.deliver import configured

router = new_router()

_PATH = "/desk/editions/{digest}/{number}"
DigestKey = Annotated[str, Path(max_length=100)]
Number = Annotated[int, Path(ge=1, lt=2**31)]
Version = Annotated[int, Form(ge=1, lt=2**31)]
Event = Annotated[str, Form(max_length=100)]
Words = Annotated[str, Form(max_length=4000)]

#: What may be looked at before it is published: address → output, bulletin style, media type.
PREVIEWS = {
    "email.html": ("email.html", None),
    "email.txt": ("email.txt", None),
    "index.html": ("index.html", None),
    "newspaper.pdf": ("bulletin.pdf", "newspaper"),
    "jianbao.pdf": ("bulletin.pdf", "jianbao"),
    "bulletin.docx": ("bulletin.docx", None),
}
#: A preview is foreign text in a frame of ours: it runs nothing and fetches nothing.
_FRAMED = {
    "Content-Security-Policy": (
        "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'"
    ),
    "X-Frame-Options": "SAMEORIGIN",
    "Cache-Control": "no-store",
}


@router.get(_PATH)
def show(request: Request, site: SiteOf, digest: DigestKey, number: Number) -> Response:
    """Show an edition with everything that can be done to it."""
    opened = review.look(site.context, digest, number)
    settings = configured(site.context, digest)
    is_drafting = opened.standing.state is EditionState.DRAFTING
    values = {
        "opened": opened,
        "edition": opened.edition,
        "standing": opened.standing,
        "steps": settings.review,
        "is_drafting": is_drafting,
        "is_reviewing": opened.standing.state is EditionState.REVIEWING,
        "proofs": review.proofs(site.context, digest, number),
        "offered": review.offered(site.context, digest, number) if is_drafting else (),
        "previews": PREVIEWS,
        "base": request.url.path,
    }
    return site.pages.page(request, "desk/workshop.html.j2", values=values)


@router.post(_PATH + "/acts")
def act(  # noqa: PLR0913 - one parameter a field of the form
    request: Request,
    site: SiteOf,
    visitor: VisitorOf,
    digest: DigestKey,
    number: Number,
    *,
    expected: Version,
    act: Annotated[str, Form(max_length=20)],
    event: Event = "",
    theme: Annotated[str, Form(max_length=100)] = "",
    position: Annotated[int, Form(ge=-1, lt=10_000)] = 0,
    text: Words = "",
) -> Response:
    """Carry out one act on the edition."""
    wanted = _act(act, event, theme=theme, position=position, text=text.replace("\r\n", "\n"))
    review.change(site.context, digest, number, wanted, expected=expected, by=visitor.user.name)
    is_gone = isinstance(wanted, Hold | Discard) or not event
    return go(request, _place(digest, number, "" if is_gone else event))


@router.post(_PATH + "/taken")
def take(  # noqa: PLR0913 - as above
    request: Request,
    site: SiteOf,
    visitor: VisitorOf,
    digest: DigestKey,
    number: Number,
    *,
    expected: Version,
    report: Annotated[list[str], Form(max_length=200)],
) -> Response:
    """Take waiting reports into the edition."""
    review.take(site.context, digest, number, report, expected=expected, by=visitor.user.name)
    return go(request, _place(digest, number))


@router.post(_PATH + "/remade")
def remake(  # noqa: PLR0913 - as above
    request: Request,
    site: SiteOf,
    visitor: VisitorOf,
    digest: DigestKey,
    number: Number,
    *,
    expected: Version,
    event: Event,
) -> Response:
    """Make an item anew from its reports as they are now."""
    review.remake(site.context, digest, number, [event], expected=expected, by=visitor.user.name)
    return go(request, _place(digest, number, event))


@router.post(_PATH + "/ticks")
def tick(  # noqa: PLR0913 - as above
    request: Request,
    site: SiteOf,
    visitor: VisitorOf,
    digest: DigestKey,
    number: Number,
    *,
    query: Annotated[str, Form(max_length=40)],
    note: Annotated[str, Form(max_length=500)] = "",
    is_open: Annotated[bool, Form()] = False,
) -> Response:
    """Settle a proof query, or open it again."""
    if is_open:
        review.untick(site.context, digest, number, query)
    else:
        review.tick(site.context, digest, number, query, by=visitor.user.name, note=note)
    return go(request, f"{_place(digest, number)}#proofs")


@router.post(_PATH + "/submit")
def submit(  # noqa: PLR0913 - as above
    request: Request,
    site: SiteOf,
    visitor: VisitorOf,
    digest: DigestKey,
    number: Number,
    *,
    expected: Version,
    note: Words = "",
) -> Response:
    """Hand the edition to its reviewers."""
    by = visitor.user.name
    standing = review.submit(site.context, digest, number, expected=expected, by=by, note=note)
    if standing.state is EditionState.PUBLISHING:
        _publish(site, digest, by=by)
    return go(request, _place(digest, number))


@router.post(_PATH + "/approve")
def approve(  # noqa: PLR0913 - as above
    request: Request,
    site: SiteOf,
    visitor: VisitorOf,
    digest: DigestKey,
    number: Number,
    *,
    expected: Version,
    note: Words = "",
) -> Response:
    """Approve the present step; the last one lets the edition be published."""
    steps = configured(site.context, digest).review
    is_last = review.look(site.context, digest, number).standing.step >= len(steps) - 1
    if is_last and not visitor.user.role.covers(Role.PUBLISHER):
        raise Refused("最后一步须由签发人审定 (the last step needs a publisher)")
    by = visitor.user.name
    standing = review.approve(site.context, digest, number, expected=expected, by=by, note=note)
    if standing.state is EditionState.PUBLISHING:
        _publish(site, digest, by=by)
    return go(request, _place(digest, number))


@router.post(_PATH + "/return")
def give_back(  # noqa: PLR0913 - as above
    request: Request,
    site: SiteOf,
    visitor: VisitorOf,
    digest: DigestKey,
    number: Number,
    *,
    expected: Version,
    note: Words = "",
) -> Response:
    """Return the edition to the editors, with a reason."""
    review.give_back(site.context, digest, number, expected=expected, by=visitor.user.name, note=note)
    return go(request, _place(digest, number))


@router.post(_PATH + "/withdraw")
def withdraw(  # noqa: PLR0913 - as above
    request: Request,
    site: SiteOf,
    visitor: VisitorOf,
    digest: DigestKey,
    number: Number,
    *,
    expected: Version,
    note: Words = "",
) -> Response:
    """Give the edition up before it is published."""
    review.withdraw(site.context, digest, number, expected=expected, by=visitor.user.name, note=note)
    return go(request, "/desk/editions")


@router.get(_PATH + "/preview/{name}")
def preview(
    site: SiteOf, digest: DigestKey, number: Number, name: Annotated[str, Path(max_length=40)]
) -> Response:
    """Show an output as readers would get it."""
    if name not in PREVIEWS:
        raise NotFound("没有这种预览 (no such preview)", subject=name)
    output, style = PREVIEWS[name]
    rendition = review.show(site.context, digest, number, output, style=style)
    headers = _FRAMED | {"Content-Disposition": f'inline; filename="{digest}-{number}-{name}"'}
    if output.endswith(".pdf"):
        # Browsers show PDF by a program of their own that a sandbox would stop.
        headers["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'self'"
    return Response(rendition.content, media_type=rendition.media_type, headers=headers)


def _act(act: str, event: str, *, theme: str, position: int, text: str) -> Act:
    made: dict[str, Act] = {
        "move": Move(event, theme, position),
        "pin": Pin(event),
        "hold": Hold(event),
        "discard": Discard(event),
        "retitle": Retitle(event, text),
        "resummarise": Resummarise(event, text),
        "annotate": Annotate(event, text),
    }
    if act not in made:
        raise NotFound("没有这个动作 (no such act)", subject=act)
    return made[act]


def _publish(site: Site, digest: str, *, by: str) -> None:
    """Begin the run that renders and sends it; one at work already, or the next tick, does it too."""
    try:
        site.runs.start(by=by, digest=digest)
    except Conflict:
        return


def _place(digest: str, number: int, event: str = "") -> str:
    return f"/desk/editions/{digest}/{number}" + (f"#item-{event}" if event else "")
