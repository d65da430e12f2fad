"""``/api/editions/…``: submit, approve, return, withdraw."""

from collections.abc import Callable
from typing import Annotated

from fastapi import Request
from pydantic import Field

from kexie_digest.web.api.shapes import Asked, Decided, DigestKey, Done, Number, Words
from kexie_digest.web.deciding import WAYS, WITHDRAW, Way, decide, hand_of
from kexie_digest.web.security.guard import VisitorOf, new_router
from kexie_digest.web.site import SiteOf

router = new_router()


class DecisionAsked(Asked):
    """看到的版本和一句话 (The version looked at, and a word)."""

    expected: Annotated[int, Field(ge=1, lt=2**31)]
    note: Words = ""


def _answer(way: Way) -> Callable[..., Decided | Done]:
    """Make what answers requests for one decision."""

    def answer(
        request: Request,
        site: SiteOf,
        visitor: VisitorOf,
        digest: DigestKey,
        number: Number,
        asked: DecisionAsked,
    ) -> Decided | Done:
        hand = hand_of(request, visitor, digest, number, asked.expected)
        standing = decide(site, visitor, way, hand, asked.note)
        return Done() if way is WITHDRAW else Decided(standing=standing)

    return answer


for _way in WAYS:
    router.add_api_route(
        f"/api/editions/{{digest}}/{{number}}/{_way.word}",
        _answer(_way),
        methods=["POST"],
        tags=["editions"],
        name=_way.word,
        summary=_way.name,
        description=_way.told,
        response_model=Done if _way is WITHDRAW else Decided,
    )
