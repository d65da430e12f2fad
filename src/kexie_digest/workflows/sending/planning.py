"""Begin a campaign: freeze its mail, and enter every reader into the ledger.

Takes a published edition, gives ledger rows, page by page, each page a commit of its own:
a million readers need neither their own memory nor a long lock. Doing it again adds only
who is missing, so a run that was killed is finished by the next one.
"""

from collections.abc import Iterable, Sequence

from kexie_digest import mailings, renderers
from kexie_digest.errors import ConfigError, DeliveryError
from kexie_digest.model import (
    CampaignRecord,
    CampaignState,
    Copy,
    Digest,
    Edition,
    Frequency,
    FrozenMail,
    Recipient,
    Rendition,
)
from kexie_digest.store import Transaction, deliveries, readers
from kexie_digest.store import editions as edition_rows
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.journal import Journal

#: Readers looked up and queued in one commit.
PAGE = 5000


def begin(
    context: Context, tx: Transaction, edition: Edition, digest: Digest, renditions: Sequence[Rendition]
) -> None:
    """Freeze the mail of an edition and note that its readers are to be queued.

    Args:
        context: The program.
        tx: The unit of work that marks the edition as published.
        edition: What is sent.
        digest: In whose name.
        renditions: ``email.html`` and ``email.txt`` among them.
    """
    deliveries.begin(tx, edition.digest, edition.total_number, context.clock.now())
    mail = mailings.freeze(campaign(context, edition, digest, renditions))
    deliveries.keep_mail(tx, edition.digest, edition.total_number, "", mail)


def plan_unfinished(context: Context, journal: Journal) -> None:
    """Queue the readers of every campaign that is not planned to its end.

    Args:
        context: The program.
        journal: Told addresses that cannot be mailed.
    """
    with context.store.reading() as tx:
        waiting = deliveries.list_campaigns(tx, CampaignState.PLANNING)
    for record in reversed(waiting):
        try:
            plan(context, record, journal)
        except ConfigError as error:  # its digest is no longer configured: others' readers wait for nothing
            journal.fail("deliver", error)


def plan(context: Context, record: CampaignRecord, journal: Journal) -> int:
    """Queue the readers of one campaign.

    Args:
        context: The program.
        record: The campaign.
        journal: Told addresses that cannot be mailed.

    Returns:
        How many copies were new.
    """
    digest = configured(context, record.digest)
    with context.store.reading() as tx:
        edition = edition_rows.get(tx, record.digest, record.total_number)
    queued = _queue_named(context, edition, digest, journal)
    lists, after = lists_of(digest), 0
    _note_empty_lists(context, digest, lists, journal)
    while True:
        with context.store.transaction() as tx:
            page = readers.choose(tx, digest.key, lists, after=after, limit=PAGE)
            queued += _queue(context, tx, edition, digest, page)
            if len(page) < PAGE:
                deliveries.mark_planned(tx, record.digest, record.total_number)
                break
        after = page[-1].id
    journal.count("queued", queued)
    return queued


def mail_of(context: Context, digest_key: str, total_number: int, themes: str) -> FrozenMail:
    """Give the mail a copy is made of; what was never frozen is frozen now.

    Args:
        context: The program.
        digest_key: The digest's key.
        total_number: 总第N期.
        themes: The choice of themes.

    Returns:
        The mail, the same for every try.

    Raises:
        ConfigError: ``unknown_digest``.
        RenderError: The mail cannot be made.
    """
    with context.store.reading() as tx:
        kept = deliveries.kept_mail(tx, digest_key, total_number, themes)
        if kept is not None:
            return kept
        edition = edition_rows.get(tx, digest_key, total_number)
        record = deliveries.campaign_of(tx, digest_key, total_number)
    digest = configured(context, digest_key)
    chosen = mailings.of_themes(edition, themes) or edition
    bodies = [
        renderers.render(name, chosen, digest, context.render_tools) for name in ("email.html", "email.txt")
    ]
    made = campaign(context, chosen, digest, bodies, record)
    with context.store.transaction() as tx:
        deliveries.begin(tx, digest_key, total_number, made.date)
        deliveries.keep_mail(tx, digest_key, total_number, themes, mailings.freeze(made))
        kept = deliveries.kept_mail(tx, digest_key, total_number, themes)
    return kept or mailings.freeze(made)


def campaign(
    context: Context,
    edition: Edition,
    digest: Digest,
    renditions: Sequence[Rendition],
    record: CampaignRecord | None = None,
) -> mailings.Campaign:
    """Put together what mailings need for sending an edition.

    Args:
        context: Key, public address, clock.
        edition: What is sent.
        digest: In whose name.
        renditions: ``email.html`` and ``email.txt`` among them.
        record: The campaign where it has begun: its date stays.

    Returns:
        The campaign.
    """
    return mailings.Campaign(
        edition=edition,
        digest=digest,
        renditions=renditions,
        secret=context.secret,
        public_url=context.render_tools.public_url,
        date=record.dated if record else context.clock.now(),
        leaving_address=context.mail.bounce_address if context.mail.bounce_mailbox else "",
    )


def configured(context: Context, key: str) -> Digest:
    """Find a digest of the configuration.

    Args:
        context: The program.
        key: The digest's key.

    Returns:
        The digest.

    Raises:
        ConfigError: It is no longer configured.
    """
    for digest in context.config.digests:
        if digest.key == key:
            return digest
    raise ConfigError(
        "这个简报已不在配置里 (this digest is no longer configured)",
        subject=key,
        code="unknown_digest",
        advice=f"请在 sources.yaml 的 digests: 里恢复 {key}，或请管理员处理未完成的一期。",
    )


def open_named(tx: Transaction, digest: Digest) -> tuple[list[Recipient], Sequence[DeliveryError]]:
    """Give the addresses that ``sources.yaml`` itself names.

    Args:
        tx: The unit of work.
        digest: The digest.

    Returns:
        Those that may be mailed, and what is wrong with others.
    """
    usable, refused = mailings.sort_addresses(Recipient(one) for one in digest.recipients if "@" in one)
    marks = {mailings.mark_of(one.address): one for one in usable}
    closed = readers.suppressed(tx, marks, digest.key)
    return [one for mark, one in marks.items() if mark not in closed], refused


def share_out(edition: Edition, page: Iterable[readers.Chosen]) -> dict[str, list[readers.Chosen]]:
    """Say which readers get which part of an edition.

    Args:
        edition: What is sent.
        page: Readers with their wishes.

    Returns:
        Choice of themes → readers whose turn it is and who find something of theirs in it.
    """
    shares: dict[str, list[readers.Chosen]] = {}
    for chosen in page:
        key = mailings.themes_key(chosen.themes, edition)
        is_due = mailings.is_due(chosen.frequency, edition.published_on, chosen.last_on)
        if is_due and mailings.of_themes(edition, key) is not None:
            shares.setdefault(key, []).append(chosen)
    return shares


def lists_of(digest: Digest) -> list[str]:
    """Name the lists a digest goes to."""
    return [name for name in digest.recipients if "@" not in name]


def _queue_named(context: Context, edition: Edition, digest: Digest, journal: Journal) -> int:
    with context.store.transaction() as tx:
        recipients, refused = open_named(tx, digest)
        copies = list(_address(context, edition, digest, recipients))
        queued = deliveries.queue(tx, edition.digest, edition.total_number, copies)
    for error in refused:
        journal.fail("deliver", error)
    return queued


def _queue(
    context: Context, tx: Transaction, edition: Edition, digest: Digest, page: Sequence[readers.Chosen]
) -> int:
    """Queue a page of readers, each with the themes they asked for."""
    shares = share_out(edition, page)
    due = [one for share in shares.values() for one in share]
    rare = [one.id for one in due if one.frequency is not Frequency.EACH]
    readers.note_last(tx, digest.key, rare, edition.published_on)
    queued = 0
    for key, share in shares.items():
        copies = list(_address(context, edition, digest, (one.recipient for one in share), key))
        queued += deliveries.queue(tx, edition.digest, edition.total_number, copies)
    return queued


def _address(
    context: Context, edition: Edition, digest: Digest, recipients: Iterable[Recipient], themes: str = ""
) -> Iterable[Copy]:
    sender = digest.sender.address
    return mailings.address_copies(edition, sender, context.secret, recipients, themes=themes)


def _note_empty_lists(context: Context, digest: Digest, lists: Sequence[str], journal: Journal) -> None:
    with context.store.reading() as tx:
        known = readers.list_names(tx) if lists else {}
    empty = [name for name in lists if not known.get(name)]
    if empty:
        names = "、".join(empty)
        journal.note(f"{digest.title}：名单 {names} 里还没有收件人 (these lists have no readers yet)。")
