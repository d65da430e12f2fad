"""Read what came back, and draw the consequences: ledger and suppression list.

Takes mails of the bounce mailbox, gives counts by kind. A mail is marked as seen only
when its consequences are committed, and they are the same when it is read twice. A mail
whose MAC is missing or wrong changes nothing: anybody can write to a mailbox.
"""

from collections import Counter

from kexie_digest import mailings
from kexie_digest.channels.mailbox import Mailbox
from kexie_digest.errors import DeliveryError, NotFound
from kexie_digest.mailings.bounces import Bounce, BounceKind, read_bounce
from kexie_digest.model import Delivery, DeliveryState, Reply, Suppression, SuppressionReason
from kexie_digest.store import Transaction, deliveries, readers
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.journal import Journal
from kexie_digest.workflows.sending.consequences import SOFT_CAMPAIGNS, SOFT_WITHIN
from kexie_digest.workflows.subscribe import unsubscribe

#: Mails that say nothing about a copy we know of.
FOREIGN = "foreign"


def collect_bounces(context: Context, journal: Journal) -> Counter[str]:
    """Read the bounce mailbox, when there is one.

    Args:
        context: The program.
        journal: Told when the mailbox cannot be read.

    Returns:
        Kind → how many.
    """
    counted: Counter[str] = Counter()
    if not context.mail.bounce_mailbox:
        return counted
    try:
        with Mailbox(context.mail.bounce_mailbox) as mailbox:
            for number, content in mailbox.unseen():
                counted[take_bounce(context, content)] += 1
                mailbox.mark_seen(number)
    except DeliveryError as error:
        journal.warn("deliver", error)
    for kind, count in counted.items():
        journal.count(f"bounces_{kind}", count)
    return counted


def take_bounce(context: Context, content: bytes) -> str:
    """Draw the consequences of one mail.

    Args:
        context: The program.
        content: The mail.

    Returns:
        Its kind; ``foreign`` when it is about no copy of ours.
    """
    bounce = read_bounce(content, context.secret)
    if bounce.kind in {BounceKind.UNKNOWN, BounceKind.AUTO_REPLY}:
        return bounce.kind.value
    with context.store.transaction() as tx:
        copy = _copy_of(tx, bounce)
        if copy is not None and bounce.kind is not BounceKind.UNSUBSCRIBE:
            apply_bounce(tx, bounce, copy)
    if bounce.kind is BounceKind.UNSUBSCRIBE:
        try:
            unsubscribe(context, bounce.token)
        except NotFound:
            return FOREIGN
    elif copy is None:
        return FOREIGN
    return bounce.kind.value


def apply_bounce(tx: Transaction, bounce: Bounce, copy: Delivery) -> None:
    """Note on ledger and suppression list what a bounce says of a copy.

    Args:
        tx: The unit of work.
        bounce: What came back.
        copy: Which copy it is about.
    """
    mark = mailings.mark_of(copy.recipient)
    if bounce.kind is BounceKind.COMPLAINT:
        readers.suppress(tx, Suppression(mark, SuppressionReason.COMPLAINT, "", copy.recipient, bounce.text))
        deliveries.cancel_recipient(tx, copy.recipient, "读者投诉 (complaint)")
        return
    if bounce.kind not in {BounceKind.HARD, BounceKind.SOFT}:
        return
    deliveries.settle_doubt(tx, copy.id, DeliveryState.FAILED, Reply(550, f"退信 (bounced): {bounce.text}"))
    is_hard = bounce.kind is BounceKind.HARD
    deliveries.note_failure(tx, mark, (copy.digest, copy.total_number), is_hard=is_hard, text=bounce.text)
    if is_hard or deliveries.soft_campaigns(tx, mark, tx.now - SOFT_WITHIN) >= SOFT_CAMPAIGNS:
        reason = SuppressionReason.HARD_BOUNCE
        readers.suppress(tx, Suppression(mark, reason, "", copy.recipient, bounce.text))
        deliveries.cancel_recipient(tx, copy.recipient, "地址失效 (the address is dead)")


def _copy_of(tx: Transaction, bounce: Bounce) -> Delivery | None:
    """Find the copy by its return address, else by the reader's token in what came back."""
    if bounce.return_path is not None:
        try:
            copy = deliveries.get(tx, bounce.return_path.delivery_id)
        except NotFound:
            return None
        return (
            copy if copy.total_number == bounce.return_path.total_number and "@" in copy.recipient else None
        )
    copy_by_token = deliveries.find_token(tx, bounce.token)
    return copy_by_token if copy_by_token and "@" in copy_by_token.recipient else None
