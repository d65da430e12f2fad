"""What a channel's answer means for a copy.

Takes what ``deliver`` gave or raised, gives an Outcome. It writes nothing.
"""

import random
from dataclasses import dataclass
from datetime import datetime, timedelta

from kexie_digest import channels
from kexie_digest.errors import DeliveryError, KexieDigestError
from kexie_digest.mailings.pacing import LIFE, retry_wait
from kexie_digest.mailings.replies import Verdict, judge
from kexie_digest.model import Delivery, DeliveryState, Reply

#: Only a moment, no secret: deferred copies must not come back all together.
_CHANCE = random.SystemRandom()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a copy; ``account`` is the account that sent it."""

    copy: Delivery
    state: DeliveryState
    reply: Reply
    account: str
    not_before: datetime | None = None
    verdict: Verdict | None = None
    error: KexieDigestError | None = None


def sent(copy: Delivery, reply: Reply, account: str) -> Outcome:
    """Say that the other side took a copy."""
    return Outcome(copy, DeliveryState.SENT, reply, account)


def failed(copy: Delivery, error: KexieDigestError, account: str, now: datetime) -> Outcome:
    """Say what a failure means.

    Args:
        copy: Whose.
        error: What the channel, or the making of the message, raised.
        account: The account it was tried over.
        now: The present instant.

    Returns:
        Uncertain, failed, or deferred with the time of the next try.
    """
    if error.code == "uncertain":
        return Outcome(copy, DeliveryState.UNCERTAIN, Reply(0, error.message), account, error=error)
    if isinstance(error, channels.RefusedError):
        verdict = judge(error.reply, copy.bucket)
        if verdict.is_final:
            return Outcome(copy, DeliveryState.FAILED, error.reply, account, verdict=verdict, error=error)
        return deferred(copy, error, account, now, verdict)
    if error.permanent:
        return Outcome(copy, DeliveryState.FAILED, Reply(0, error.message), account, error=error)
    return deferred(copy, error, account, now)


def deferred(
    copy: Delivery,
    error: KexieDigestError,
    account: str,
    now: datetime,
    verdict: Verdict | None = None,
) -> Outcome:
    """Say when a copy is tried again, or that it has been tried for too long."""
    reply = error.reply if isinstance(error, channels.RefusedError) else Reply(0, error.message)
    wait = retry_wait(copy.attempts, _CHANCE.random())
    is_old = copy.queued_at is not None and now - copy.queued_at >= LIFE
    if wait is None or is_old:
        given_up = DeliveryError(
            f"试了三天仍未送出 (given up after three days): {reply.text}",
            recipient=copy.recipient,
            code="expired",
            permanent=True,
            advice="请核对收件地址；确认无误后可用 kexie-digest deliveries 重新发送。",
        )
        return Outcome(copy, DeliveryState.FAILED, reply, account, verdict=verdict, error=given_up)
    least = verdict.wait if verdict and verdict.wait else timedelta(0)
    later = now + max(wait, least)
    return Outcome(copy, DeliveryState.DEFERRED, reply, account, later, verdict, error)
