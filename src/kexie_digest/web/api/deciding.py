"""``/api/editions/…``: submit, approve, return, withdraw."""

from typing import Annotated

from fastapi import Request
from pydantic import Field

from kexie_digest.model import EditionState
from kexie_digest.model.desk.user import Role
from kexie_digest.web.api.shapes import Asked, Decided, DigestKey, Done, Number, Words, hand_of
from kexie_digest.web.security.guard import VisitorOf, new_router, require
from kexie_digest.web.site import SiteOf
from kexie_digest.workflows.desk import workshop

router = new_router()

_PATH = "/api/editions/{digest}/{number}"


class DecisionAsked(Asked):
    """看到的版本和一句话 (The version looked at, and a word)."""

    expected: Annotated[int, Field(ge=1, lt=2**31)]
    note: Words = ""


@router.post(_PATH + "/submit", tags=["editions"], summary="提交审稿 Submit")
def submit(
    request: Request,
    site: SiteOf,
    visitor: VisitorOf,
    digest: DigestKey,
    number: Number,
    asked: DecisionAsked,
) -> Decided:
    """Hand the edition to its reviewers."""
    hand = hand_of(request, visitor, digest, number, asked.expected)
    standing = workshop.submit(site.context, hand, asked.note)
    if standing.state is EditionState.PUBLISHING:
        site.runs.nudge(by=visitor.user.name, digest=digest)
    return Decided(standing=standing)


@router.post(_PATH + "/approve", tags=["editions"], summary="审定 Approve")
def approve(
    request: Request,
    site: SiteOf,
    visitor: VisitorOf,
    digest: DigestKey,
    number: Number,
    asked: DecisionAsked,
) -> Decided:
    """Approve the present step; the last one needs a publisher and lets the edition be published."""
    if workshop.needs_publisher(site.context, digest, number):
        require(visitor, Role.PUBLISHER, "最后一步须由签发人审定 (the last step needs a publisher)")
    standing = workshop.approve(
        site.context, hand_of(request, visitor, digest, number, asked.expected), asked.note
    )
    if standing.state is EditionState.PUBLISHING:
        site.runs.nudge(by=visitor.user.name, digest=digest)
    return Decided(standing=standing)


@router.post(_PATH + "/return", tags=["editions"], summary="退回编排 Return")
def give_back(
    request: Request,
    site: SiteOf,
    visitor: VisitorOf,
    digest: DigestKey,
    number: Number,
    asked: DecisionAsked,
) -> Decided:
    """Return the edition to its editors; the note is required."""
    hand = hand_of(request, visitor, digest, number, asked.expected)
    return Decided(standing=workshop.give_back(site.context, hand, asked.note))


@router.post(_PATH + "/withdraw", tags=["editions"], summary="撤回 Withdraw")
def withdraw(
    request: Request,
    site: SiteOf,
    visitor: VisitorOf,
    digest: DigestKey,
    number: Number,
    asked: DecisionAsked,
) -> Done:
    """Give the edition up before it is published."""
    hand = hand_of(request, visitor, digest, number, asked.expected)
    workshop.withdraw(site.context, hand, asked.note)
    return Done()
