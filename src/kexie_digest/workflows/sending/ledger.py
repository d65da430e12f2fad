"""What an editor asks of an edition's ledger, and decides: who got it, who did not, why.

Takes an edition's name such as ``weekly/131``, gives its campaign and copies; resends what
is in doubt, holds a campaign up, lets it go on, calls it back.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

from kexie_digest import channels, mailings, renderers
from kexie_digest.errors import ConfigError, Conflict, DeliveryError
from kexie_digest.model import CampaignRecord, CampaignState, Delivery, DeliveryState, Message, Reply
from kexie_digest.store import Store, deliveries
from kexie_digest.store import editions as edition_rows
from kexie_digest.workflows import processes
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.sending.planning import campaign, configured
from kexie_digest.workflows.subscribe.posting import signer_for


@dataclass(frozen=True, slots=True)
class Ledger:
    """An edition's sending: the campaign (None for one never begun), copies by state."""

    digest: str
    total_number: int
    record: CampaignRecord | None
    counts: dict[DeliveryState, int]


def read_name(name: str) -> tuple[str, int]:
    """Read an edition's name.

    Args:
        name: ``<digest>/<total number>``.

    Returns:
        The digest's key and 总第N期.

    Raises:
        ConfigError: Code ``bad_edition``.
    """
    digest, _, number = name.rpartition("/")
    if not digest or not (number.isascii() and number.isdigit()):
        raise ConfigError(
            "请写“简报/总期号” (write digest/total number)",
            subject=name,
            code="bad_edition",
            advice="例如 weekly/131。",
        )
    return digest, int(number)


def end_lost_leases(store: Store) -> None:
    """Name what dead senders left in doubt, so that an editor sees it and may decide at once.

    Args:
        store: Where the ledger is.
    """
    with store.transaction() as tx:
        deliveries.recover(tx, processes.is_alive)


def look(store: Store, name: str) -> Ledger:
    """Show how an edition's sending stands.

    Args:
        store: Where the ledger is.
        name: The edition's.

    Returns:
        Campaign and counts.

    Raises:
        NotFound: There is no such edition.
        ConfigError: Code ``bad_edition``.
    """
    digest, number = read_name(name)
    with store.reading() as tx:
        edition_rows.get(tx, digest, number)
        counts = deliveries.counts(tx, digest, number)
        return Ledger(digest, number, deliveries.campaign_of(tx, digest, number), counts)


def list_copies(
    store: Store, name: str, states: frozenset[DeliveryState] = frozenset()
) -> Iterator[Delivery]:
    """List an edition's copies.

    Args:
        store: Where the ledger is.
        name: The edition's.
        states: Only those in these states; none means all.

    Yields:
        Copies in the order they were queued.
    """
    digest, number = read_name(name)
    after = 0
    while True:
        with store.reading() as tx:
            page = deliveries.page_of_edition(tx, digest, number, states=states, after=after)
        yield from page
        if not page:
            return
        after = page[-1].id


def resend(store: Store, name: str, address: str) -> Delivery:
    """Queue an uncertain or failed copy again, with the same Message-ID.

    Args:
        store: Where the ledger is.
        name: The edition's.
        address: Whose copy.

    Returns:
        The copy as now on record.

    Raises:
        NotFound: They were not to get it.
        Conflict: Code ``not_doubtful``: it was sent, or waits anyway; ``cancelled``: its
            campaign was called back.
    """
    digest, number = read_name(name)
    with store.transaction() as tx:
        record = deliveries.campaign_of(tx, digest, number)
        if record is not None and record.state is CampaignState.CANCELLED:
            raise Conflict(
                "这一期的群发已取消，重寄的也不会发出 (the campaign was cancelled: nothing would leave)",
                subject=name,
                code="cancelled",
                advice=f"要单独补寄，请用 kexie-digest send {name} --test {address}；它不动投递记录。",
            )
        copy = deliveries.of_edition_by_address(tx, digest, number, address)
        if not deliveries.requeue(tx, copy.id):
            raise Conflict(
                f"这一份不在存疑或失败之列 (neither uncertain nor failed): {copy.state.value}",
                subject=address,
                code="not_doubtful",
                advice="已送达的不会再寄；排队中的会自动寄出。",
            )
        return deliveries.get(tx, copy.id)


def settle(store: Store, name: str, address: str) -> bool:
    """Note that a reader told us they have their copy.

    Args:
        store: Where the ledger is.
        name: The edition's.
        address: Whose copy.

    Returns:
        Whether it was uncertain.

    Raises:
        NotFound: They were not to get it.
    """
    digest, number = read_name(name)
    with store.transaction() as tx:
        copy = deliveries.of_edition_by_address(tx, digest, number, address)
        return deliveries.settle_doubt(
            tx, copy.id, DeliveryState.SENT, Reply(0, "读者确认收到 (the reader says so)")
        )


def pause(store: Store, name: str, note: str = "") -> None:
    """Hold a campaign up; it acts before the next final dot of every connection.

    Raises:
        Conflict: It was cancelled.
    """
    _move(store, name, CampaignState.PAUSED, note or "由编辑暂停 (paused by an editor)")


def resume(store: Store, name: str) -> None:
    """Let a campaign go on, also one that the breaker stopped.

    Raises:
        Conflict: It was cancelled.
    """
    digest, number = read_name(name)
    with store.transaction() as tx:
        # Planning is safe to repeat, and a campaign may have been held up within it.
        deliveries.move_campaign(tx, digest, number, CampaignState.PLANNING, is_trusted=True)


def cancel(store: Store, name: str, note: str = "") -> None:
    """Call a campaign back for good; what is sent stays sent.

    Raises:
        Conflict: It was cancelled before.
    """
    _move(store, name, CampaignState.CANCELLED, note or "由编辑取消 (cancelled by an editor)")


def _move(store: Store, name: str, state: CampaignState, note: str) -> None:
    digest, number = read_name(name)
    with store.transaction() as tx:
        deliveries.move_campaign(tx, digest, number, state, note=note)


def send_test(context: Context, name: str, address: str) -> Reply:
    """Send one copy to an address of the editor's choice; the ledger is not touched.

    The mail is made afresh from the templates as they are, its subject marked, its token
    one that leaves nothing.

    Args:
        context: The program.
        name: The edition's.
        address: To whom.

    Returns:
        The server's answer.

    Raises:
        DeliveryError: It was not taken.
        NotFound: There is no such edition.
    """
    with closing(channels.open_channel(context.accounts[0])) as channel:
        return channel.deliver(_test_message(context, name, address), lambda: True)


def _test_message(context: Context, name: str, address: str) -> Message:
    digest_key, number = read_name(name)
    with context.store.reading() as tx:
        edition = edition_rows.get(tx, digest_key, number)
    digest = configured(context, digest_key)
    recipient = mailings.read_recipient(address)
    bodies = [
        renderers.render(part, edition, digest, context.render_tools) for part in ("email.html", "email.txt")
    ]
    bodies[0].texts["subject"] = f"【测试】{bodies[0].texts['subject']}"
    mail = mailings.freeze(campaign(context, edition, digest, bodies))
    writer = mailings.Writer(mail, signer_for(context, mail.sender))
    # The token of an edition that never is: its link opens nothing and leaves nothing.
    token = mailings.make_token(context.secret, f"test/{digest_key}", number, address)
    return writer.write(recipient.address, "", token)


def check_accounts(context: Context) -> None:
    """Try every account as far as the login, for a rehearsal.

    Raises:
        DeliveryError: One of them is no use.
    """
    for account in context.accounts:
        with closing(channels.open_channel(account)) as channel:
            try:
                channel.check()
            except DeliveryError as error:
                error.subject = error.subject or channels.limits_of(account).name
                raise
