"""``/api/editions/…/deliveries``: who got an edition, who did not, why; publishers only."""

from typing import Annotated

from fastapi import Path, Query, Request
from pydantic import BaseModel, Field

from kexie_digest.model import CampaignRecord, Delivery, DeliveryState
from kexie_digest.web.api.shapes import Asked, DigestKey, Done, Number
from kexie_digest.web.security.addresses import client
from kexie_digest.web.security.guard import VisitorOf, new_router
from kexie_digest.web.site import SiteOf
from kexie_digest.workflows.desk import sending as workflow
from kexie_digest.workflows.desk.readers import Who
from kexie_digest.workflows.desk.rehearsing import send_test
from kexie_digest.workflows.desk.sending import SHOWN, Sway

router = new_router()

_PATH = "/api/editions/{digest}/{number}/deliveries"


class Copy(BaseModel):
    """一份邮件：给谁，到哪一步，服务器怎么说 (A copy: for whom, how far, what the server said)."""

    recipient: str
    name: str
    state: DeliveryState
    attempts: int
    message_id: str
    last_code: int | None
    last_text: str


class Sending(BaseModel):
    """一期的投递：群发状态、各状态几份、要看的几份 (An edition's sending)."""

    campaign: CampaignRecord | None
    counts: dict[DeliveryState, int]
    copies: list[Copy]


class Answered(BaseModel):
    """邮件服务器的答复 (What the server said)."""

    reply: str


class CopyAsked(Asked):
    """谁的那一份 (Whose copy)."""

    address: Annotated[str, Field(min_length=3, max_length=320)]


@router.get(_PATH, tags=["deliveries"], summary="投递 Who got it, who did not")
def look(
    site: SiteOf,
    digest: DigestKey,
    number: Number,
    state: Annotated[list[DeliveryState] | None, Query(max_length=7)] = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = SHOWN,
) -> Sending:
    """Count copies by state and list those asked for; without ``state`` those in trouble."""
    states = frozenset(state or ())
    opened = workflow.look(site.context.store, digest, number, states, limit=limit)
    copies = [_copy(one) for one in opened.copies]
    return Sending(campaign=opened.ledger.record, counts=opened.ledger.counts, copies=copies)


@router.post(_PATH + "/resend", tags=["deliveries"], summary="重寄 Resend a copy")
def resend(
    request: Request, site: SiteOf, visitor: VisitorOf, digest: DigestKey, number: Number, asked: CopyAsked
) -> Copy:
    """Queue an uncertain or failed copy again, with the same Message-ID."""
    who = Who(visitor.user.name, client(request))
    return _copy(workflow.resend(site.context.store, digest, number, asked.address, who=who))


@router.post(_PATH + "/received", tags=["deliveries"], summary="确认收到 The reader has it")
def settle(
    request: Request, site: SiteOf, visitor: VisitorOf, digest: DigestKey, number: Number, asked: CopyAsked
) -> Done:
    """Note that a reader told us they have their copy."""
    who = Who(visitor.user.name, client(request))
    workflow.settle(site.context.store, digest, number, asked.address, who=who)
    return Done()


@router.post(_PATH + "/test", tags=["deliveries"], summary="测试邮件 Send a test mail")
def test(
    request: Request, site: SiteOf, visitor: VisitorOf, digest: DigestKey, number: Number, asked: CopyAsked
) -> Answered:
    """Send one copy, marked 【测试】, to any address; no delivery is noted, no reader is told."""
    who = Who(visitor.user.name, client(request))
    reply = send_test(site.context, digest, number, asked.address, who=who)
    return Answered(reply=reply)


@router.post(_PATH + "/{what}", tags=["deliveries"], summary="暂停、继续、取消 Pause, resume, cancel")
def sway(
    request: Request,
    site: SiteOf,
    visitor: VisitorOf,
    digest: DigestKey,
    number: Number,
    what: Annotated[Sway, Path()],
) -> Done:
    """Hold a campaign up, let it go on, or call it back for good."""
    workflow.sway(site.context, digest, number, what, who=Who(visitor.user.name, client(request)))
    return Done()


def _copy(one: Delivery) -> Copy:
    return Copy(
        recipient=one.recipient,
        name=one.name,
        state=one.state,
        attempts=one.attempts,
        message_id=one.message_id,
        last_code=one.last_code,
        last_text=one.last_text,
    )
