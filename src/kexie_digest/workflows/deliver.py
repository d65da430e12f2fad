"""Deliver what the ledger has queued: letters first, then editions' copies.

Takes queued rows, gives outcomes on the ledger. A copy whose outcome nobody knows is
named to the editor and never sent again by itself.
"""

from kexie_digest.errors import DeliveryError, KexieDigestError
from kexie_digest.store import deliveries
from kexie_digest.store.deliveries import Lot
from kexie_digest.workflows import leases, processes
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.journal import Journal
from kexie_digest.workflows.sending.bounces import collect_bounces
from kexie_digest.workflows.sending.crew import Crew, recover, within_hours
from kexie_digest.workflows.sending.gate import Gate
from kexie_digest.workflows.sending.planning import campaign, configured, plan_unfinished
from kexie_digest.workflows.subscribe import post_letters

__all__ = [
    "UNSET_HOST",
    "campaign",
    "configured",
    "deliver",
    "deliver_lot",
    "may_mail_leave",
    "prepare_mail",
]

#: How long a worker goes on with a lot before others to the same provider get their turn.
LOT_SECONDS = 60.0

#: A scheduler reads the bounce mailbox in every such minute, not at every tick.
BOUNCE_MINUTES = 5

#: A public address that cannot exist: links in mail would lead nowhere.
UNSET_HOST = "digest.invalid"


def deliver(
    context: Context,
    journal: Journal,
    *,
    edition: tuple[str, int] | None = None,
    budget: float | None = None,
) -> None:
    """Send every copy that is due.

    Args:
        context: The program.
        journal: Told failures and doubts by recipient.
        edition: Only copies of this digest and total number.
        budget: Seconds after which nothing new is begun: a scheduler has other work.

    Raises:
        StoreError: The ledger could not be written.
    """
    recover(context, journal)
    gate = Gate(context, journal)
    prepare_mail(context, journal, is_often=budget is not None)
    if may_mail_leave(context, journal):
        Crew(context, journal, gate, edition=edition, budget=budget).send_all()
    if budget is None:  # a person asked: what others have in hand is not sent by this
        _tell_held(context, journal, edition)


def _tell_held(context: Context, journal: Journal, edition: tuple[str, int] | None) -> None:
    with context.store.reading() as tx:
        held = deliveries.list_held(tx, processes.own_name(), edition)
    for owner, count, until in held:
        words = leases.held_words(context, owner, until)
        journal.note(f"{count} 封邮件不由这里发 ({count} copies are left to another)：{words}。")


def prepare_mail(context: Context, journal: Journal, *, is_often: bool = True) -> None:
    """Read bounces, enter readers into the ledger, post letters.

    Args:
        context: The program.
        journal: Told failures.
        is_often: Whether it is done at every tick: bounces are then not read each time.
    """
    if not is_often or context.clock.now().minute % BOUNCE_MINUTES == 0:
        collect_bounces(context, journal)
    steps = (plan_unfinished,) if _is_address_unset(context) else (plan_unfinished, post_letters)
    for step in steps:
        try:
            step(context, journal)
        except KexieDigestError as error:
            journal.fail("deliver", error)


def deliver_lot(context: Context, journal: Journal, lot: Lot) -> None:
    """Send the copies of one edition to one provider, for a minute or until there are none.

    Args:
        context: The program.
        journal: Told failures and doubts by recipient.
        lot: Which copies.

    Raises:
        StoreError: The ledger could not be written.
    """
    if may_mail_leave(context, journal):
        gate = Gate(context, journal)
        Crew(context, journal, gate, edition=lot, budget=LOT_SECONDS).send_all()


def may_mail_leave(context: Context, journal: Journal) -> bool:
    """Say whether editions' copies may go out now.

    Args:
        context: Public address, accounts, hours.
        journal: Told why not.

    Returns:
        False without a public address, and outside the hours.
    """
    if refuse_unset_address(context, journal):
        return False
    if not within_hours(context):
        journal.note("现在不在发信时段内，邮件留待下次 (outside the send window: mail waits)。")
        return False
    return True


def refuse_unset_address(context: Context, journal: Journal) -> bool:
    """Keep mail back whose links would lead nowhere.

    Args:
        context: Public address, accounts.
        journal: Told what to set.

    Returns:
        Whether it was refused.
    """
    if not _is_address_unset(context):
        return False
    journal.fail(
        "deliver",
        DeliveryError(
            "没有设置公开网址，邮件里的退订和阅读链接会打不开，暂不发送 (KEXIE_PUBLIC_URL is not set)",
            code="public_url_unset",
            advice="请设置 KEXIE_PUBLIC_URL=https://你的网址，再运行一次；邮件已排队，不会丢。",
        ),
    )
    return True


def _is_address_unset(context: Context) -> bool:
    return UNSET_HOST in context.render_tools.public_url and not context.channel_url.startswith("file:")
