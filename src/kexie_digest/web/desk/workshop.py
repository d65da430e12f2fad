"""The edition workshop: make up an edition, proofread it, hand it on."""

from collections.abc import Callable
from typing import Annotated

from anyio import to_thread
from fastapi import Depends, Form, Path, Request, Response
from pydantic import StringConstraints

from kexie_digest.errors import NotFound
from kexie_digest.model import Discard, EditionState, Hold
from kexie_digest.model.desk.user import Role
from kexie_digest.web.deciding import WAYS, WITHDRAW, Way, decide, hand_of
from kexie_digest.web.desk.streaming import Look, stream
from kexie_digest.web.pages import go
from kexie_digest.web.security.guard import VisitorOf, new_router
from kexie_digest.web.site import SiteOf
from kexie_digest.workflows import review
from kexie_digest.workflows.deliver import configured
from kexie_digest.workflows.desk.published import files_of, is_coming_out
from kexie_digest.workflows.review import Hand

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
#: Seconds between two looks whether an edition is out.
_LOOK = 1.0
#: A preview is foreign text in a frame of ours: it runs nothing and fetches nothing.
_FRAMED = {
    "Content-Security-Policy": (
        "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'self'"
    ),
    "X-Frame-Options": "SAMEORIGIN",
    "Cache-Control": "no-store",
}


async def _hand(
    request: Request, visitor: VisitorOf, digest: DigestKey, number: Number, expected: Version
) -> Hand:
    """Say whose hand is on the edition a form is about, and which version they looked at."""
    return hand_of(request, visitor, digest, number, expected)


#: The annotation by which what answers a form asks whose it is.
HandOf = Annotated[Hand, Depends(_hand)]


@router.get(_PATH)
def show(request: Request, site: SiteOf, visitor: VisitorOf, digest: DigestKey, number: Number) -> Response:
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
        "doubts": review.doubts(review.proofs(site.context, digest, number)),
        "offered": review.offered(site.context, digest, number) if is_drafting else (),
        "previews": PREVIEWS,
        "waits_for_publisher": opened.standing.step >= len(settings.review) - 1
        and not visitor.user.role.covers(Role.PUBLISHER),
        "files": files_of(site.context, opened.standing),
        "progress": site.runs.current(),
        "base": request.url.path,
    }
    return site.pages.page(request, "desk/workshop.html.j2", values=values)


@router.get(_PATH + "/progress")
async def progress(request: Request, site: SiteOf, digest: DigestKey, number: Number) -> Response:
    """Stream how far the run is that publishes an approved edition, until it is out; whoever began it."""

    async def look() -> Look:
        run = site.runs.current()
        is_coming = await to_thread.run_sync(is_coming_out, site.context, digest, number)
        values = {"progress": run, "base": _place(digest, number)}
        return Look(
            seen=(is_coming, run and (run.id, run.stage, run.is_over)),
            html=lambda: site.pages.render(request, "desk/workshop/publishing.html.j2", values),
            is_last=not is_coming,
        )

    await look()  # an edition that is not there is told as a page, not within a stream
    return stream(site, look, every=_LOOK)


@router.post(_PATH + "/acts")
def act(  # noqa: PLR0913 - one parameter a field of the form
    request: Request,
    site: SiteOf,
    hand: HandOf,
    *,
    act: Annotated[str, Form(max_length=20)],
    event: Event = "",
    theme: Annotated[str, Form(max_length=100)] = "",
    position: Annotated[int, Form(ge=-1, lt=10_000)] = 0,
    text: Words = "",
) -> Response:
    """Carry out one act on the edition."""
    wanted = review.act_of(act, event, theme=theme, position=position, text=text.replace("\r\n", "\n"))
    review.change(site.context, hand, wanted)
    is_gone = isinstance(wanted, Hold | Discard) or not event
    return go(request, _place(hand.digest, hand.number, "" if is_gone else event))


@router.post(_PATH + "/taken")
def take(
    request: Request, site: SiteOf, hand: HandOf, report: Annotated[list[str], Form(max_length=200)]
) -> Response:
    """Take waiting reports into the edition."""
    review.take(site.context, hand, report)
    return go(request, _place(hand.digest, hand.number))


@router.post(_PATH + "/remade")
def remake(request: Request, site: SiteOf, hand: HandOf, event: Event) -> Response:
    """Make an item anew from its reports as they are now."""
    review.remake(site.context, hand, [event])
    return go(request, _place(hand.digest, hand.number, event))


@router.post(_PATH + "/ticks")
def tick(  # noqa: PLR0913 - as above
    request: Request,
    site: SiteOf,
    visitor: VisitorOf,
    digest: DigestKey,
    number: Number,
    *,
    query: Annotated[list[Annotated[str, StringConstraints(max_length=40)]], Form(max_length=300)],
    note: Annotated[str, Form(max_length=500)] = "",
    is_open: Annotated[bool, Form()] = False,
) -> Response:
    """Settle proof queries, all of a kind at once if wanted, or open them again."""
    hand = hand_of(request, visitor, digest, number)
    if is_open:
        review.untick(site.context, hand, query)
    else:
        review.tick(site.context, hand, query, note)
    return go(request, f"{_place(digest, number)}#proofs")


def _answer(way: Way) -> Callable[..., Response]:
    """Make what answers the form of one decision."""

    def answer(
        request: Request, site: SiteOf, visitor: VisitorOf, hand: HandOf, note: Words = ""
    ) -> Response:
        decide(site, visitor, way, hand, note)
        there = "/desk/editions" if way is WITHDRAW else _place(hand.digest, hand.number)
        return go(request, there)

    return answer


for _way in WAYS:
    router.add_api_route(f"{_PATH}/{_way.word}", _answer(_way), methods=["POST"], name=_way.word)


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


def _place(digest: str, number: int, event: str = "") -> str:
    return f"/desk/editions/{digest}/{number}" + (f"#item-{event}" if event else "")
