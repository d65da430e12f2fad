"""The decisions on an edition: one table, of which desk and API make their addresses.

Takes who decides and what they say, gives where the edition stands then. A decision more
is a line here and two in ``security.roles``.
"""

from collections.abc import Callable
from dataclasses import dataclass

from fastapi import Request

from kexie_digest.model import EditionState, Standing
from kexie_digest.model.desk.user import Role
from kexie_digest.web.security.addresses import client
from kexie_digest.web.security.guard import covers
from kexie_digest.web.site import Site
from kexie_digest.workflows import review
from kexie_digest.workflows.accounts.sessions import Visitor
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.review import Hand


@dataclass(frozen=True, slots=True)
class Way:
    """One decision: the last word of its address, its name, what it does, who carries it out."""

    word: str
    name: str
    told: str
    carry_out: Callable[[Context, Hand, str], Standing]


WITHDRAW = Way("withdraw", "撤回 Withdraw", "Give the edition up before it is published.", review.withdraw)
#: Every decision there is.
WAYS = (
    Way("submit", "提交审稿 Submit", "Hand the edition to its reviewers.", review.submit),
    Way(
        "approve",
        "审定 Approve",
        "Approve the present step; the last one needs a publisher and lets the edition be published.",
        review.approve,
    ),
    Way(
        "return",
        "退回编排 Return",
        "Return the edition to its editors; the note is required.",
        review.give_back,
    ),
    WITHDRAW,
)


def decide(site: Site, visitor: Visitor, way: Way, hand: Hand, note: str) -> Standing:
    """Carry a decision out; an edition that may be published now is published by a run.

    Args:
        site: What the page works with.
        visitor: Who decides.
        way: Which decision.
        hand: Theirs, on the edition.
        note: What they say.

    Returns:
        Where the edition stands then; of a withdrawn one, where it stood.

    Raises:
        PublisherNeeded: The last approval is a publisher's.
        Conflict: It is in another state, or was changed meanwhile.
        NotFound: There is no such edition.
    """
    standing = way.carry_out(site.context, hand, note)
    if standing.state is EditionState.PUBLISHING:
        site.runs.nudge(by=visitor.user.name, digest=hand.digest)
    return standing


def hand_of(request: Request, visitor: Visitor, digest: str, number: int, expected: int = 0) -> Hand:
    """Say whose hand is on an edition.

    Args:
        request: What was sent.
        visitor: By whom.
        digest: The digest's key.
        number: 总第N期.
        expected: The version they looked at.

    Returns:
        The hand.
    """
    may_publish = covers(visitor, Role.PUBLISHER)
    return Hand(digest, number, visitor.user.name, expected, client(request), may_publish)
