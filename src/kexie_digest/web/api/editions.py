"""``/api/editions``: look at editions and make them up; moving them on is ``deciding``.

Every change names the version that was looked at (``expected``) and is refused with 409
when somebody else was first.
"""

from typing import Annotated, Literal

from fastapi import Query, Request
from pydantic import BaseModel, Field

from kexie_digest.model import Edition, Report, Review, Standing
from kexie_digest.web.api.shapes import Asked, DigestKey, Done, Key, Limit, Number, Words
from kexie_digest.web.deciding import hand_of
from kexie_digest.web.security.guard import VisitorOf, new_router
from kexie_digest.web.site import SiteOf
from kexie_digest.workflows import review
from kexie_digest.workflows.review import Listed, Opened, Proof

router = new_router()

_PATH = "/api/editions/{digest}/{number}"
Version = Annotated[int, Field(ge=1, lt=2**31, description="看到的版本 (the version looked at)")]


class EditionLine(BaseModel):
    """一期在列表里的样子 (An edition in the list)."""

    digest: str
    number: int
    total_number: int
    title: str
    published_on: str
    item_count: int
    standing: Standing


class OpenedEdition(BaseModel):
    """一期、它到了哪一步、审稿记录 (An edition, where it stands, and its history)."""

    edition: Edition
    standing: Standing
    reviews: list[Review]


class ActAsked(Asked):
    """一个编排动作 (One act of making up).

    ``move`` 用 ``theme``、``position``；``retitle``、``resummarise``、``annotate`` 用 ``text``。
    """

    expected: Version
    act: Literal["move", "pin", "hold", "discard", "retitle", "resummarise", "annotate"]
    event: Key = ""
    theme: Key = ""
    position: Annotated[int, Field(ge=0, lt=10_000)] = 0
    text: Words = ""


class TakeAsked(Asked):
    """收进哪些稿件 (Articles to take in)."""

    expected: Version
    articles: Annotated[list[Key], Field(min_length=1, max_length=200)]


class RemakeAsked(Asked):
    """重做哪些条目 (Items to make anew)."""

    expected: Version
    events: Annotated[list[Key], Field(min_length=1, max_length=200)]


class TickAsked(Asked):
    """核对了哪一项；``is_open`` 重新打开它 (A proof query settled, or opened again)."""

    query: Annotated[str, Field(max_length=40)]
    note: Annotated[str, Field(max_length=500)] = ""
    is_open: bool = False


@router.get("/api/editions", tags=["editions"], summary="各期 List editions")
def list_latest(
    site: SiteOf, digest: Annotated[str, Query(max_length=100)] = "", limit: Limit = 50
) -> list[EditionLine]:
    """List the latest editions, those that wait for people first."""
    return [_line(listed) for listed in site.editions.latest(digest or None, limit)]


@router.get(_PATH, tags=["editions"], summary="一期 Get an edition")
def get(site: SiteOf, digest: DigestKey, number: Number) -> OpenedEdition:
    """Give an edition with its items, its version and its history."""
    return _opened(review.look(site.context, digest, number))


@router.get(_PATH + "/offered", tags=["editions"], summary="可收的稿件 Articles that may be taken in")
def offered(site: SiteOf, digest: DigestKey, number: Number) -> list[Report]:
    """List what was discarded, waits, or arrived since."""
    return list(review.offered(site.context, digest, number))


@router.get(_PATH + "/proofs", tags=["editions"], summary="校对清单 The proof list")
def proofs(site: SiteOf, digest: DigestKey, number: Number) -> list[Proof]:
    """List every query to the proofreader, with who settled it."""
    return list(review.proofs(site.context, digest, number))


@router.post(_PATH + "/acts", tags=["editions"], summary="编排 Carry out an act")
def act(
    request: Request, site: SiteOf, visitor: VisitorOf, digest: DigestKey, number: Number, asked: ActAsked
) -> OpenedEdition:
    """Move, pin, hold, discard, retitle, resummarise or annotate."""
    wanted = review.act_of(
        asked.act, asked.event, theme=asked.theme, position=asked.position, text=asked.text
    )
    hand = hand_of(request, visitor, digest, number, asked.expected)
    return _opened(review.change(site.context, hand, wanted))


@router.post(_PATH + "/taken", tags=["editions"], summary="收进稿件 Take articles in")
def take(
    request: Request, site: SiteOf, visitor: VisitorOf, digest: DigestKey, number: Number, asked: TakeAsked
) -> OpenedEdition:
    """Take waiting articles into the edition."""
    hand = hand_of(request, visitor, digest, number, asked.expected)
    return _opened(review.take(site.context, hand, asked.articles))


@router.post(_PATH + "/remade", tags=["editions"], summary="重做条目 Make items anew")
def remake(
    request: Request, site: SiteOf, visitor: VisitorOf, digest: DigestKey, number: Number, asked: RemakeAsked
) -> OpenedEdition:
    """Make items anew from their articles as they are now."""
    hand = hand_of(request, visitor, digest, number, asked.expected)
    return _opened(review.remake(site.context, hand, asked.events))


@router.post(_PATH + "/ticks", tags=["editions"], summary="校对勾选 Settle a proof query")
def tick(
    request: Request, site: SiteOf, visitor: VisitorOf, digest: DigestKey, number: Number, asked: TickAsked
) -> Done:
    """Settle a proof query, or open it again."""
    hand = hand_of(request, visitor, digest, number)
    if asked.is_open:
        review.untick(site.context, hand, [asked.query])
    else:
        review.tick(site.context, hand, [asked.query], asked.note)
    return Done()


def _opened(opened: Opened) -> OpenedEdition:
    return OpenedEdition(edition=opened.edition, standing=opened.standing, reviews=list(opened.reviews))


def _line(listed: Listed) -> EditionLine:
    return EditionLine(
        digest=listed.standing.digest,
        number=listed.number,
        total_number=listed.standing.total_number,
        title=listed.title,
        published_on=listed.published_on,
        item_count=listed.item_count,
        standing=listed.standing,
    )
