"""Deliver what the ledger has queued, one copy at a time, each armed before its dot.

Takes queued deliveries of any edition, gives outcomes on the ledger. A copy whose
outcome nobody knows is named to the editor and never sent again by itself.
"""

from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from kexie_digest import channels, mailings, renderers
from kexie_digest.errors import ConfigError, DeliveryError, KexieDigestError
from kexie_digest.mailings.pacing import retry_wait
from kexie_digest.model import Delivery, Digest, Edition, Message, Recipient, Rendition, Reply
from kexie_digest.store import deliveries
from kexie_digest.store import editions as edition_rows
from kexie_digest.workflows import processes
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.journal import Journal

#: Copies claimed at once.
BATCH = 200

#: Longer than the 600 s a server may take to answer the final dot (RFC 5321 §4.5.3.2.6).
LEASE = timedelta(seconds=900)

#: A public address that cannot exist: links in mail would lead nowhere.
UNSET_HOST = "digest.invalid"


def deliver(context: Context, journal: Journal) -> None:
    """Send every copy that is due.

    Args:
        context: Store, channel, templates.
        journal: Told failures and doubts by recipient.
    """
    with context.store.transaction() as tx:
        recovered = deliveries.recover(tx, processes.is_alive)
    if recovered.uncertain:
        journal.note(
            f"{recovered.uncertain} 封邮件在上次中断时结果不明，不会自动重发 "
            f"({recovered.uncertain} copies are uncertain and are not sent again by themselves)。"
        )
    owner = processes.own_name()
    while batch := _claim(context, owner):
        for (digest, total_number), rows in groupby(batch, key=lambda copy: (copy.digest, copy.total_number)):
            sender = _Sender(context, journal, owner)
            sender.send_all(digest, total_number, list(rows))


def _claim(context: Context, owner: str) -> list[Delivery]:
    with context.store.transaction() as tx:
        return deliveries.claim(tx, BATCH, owner, context.clock.now() + LEASE)


@dataclass(frozen=True, slots=True)
class _Sender:
    """Sends copies of one edition and writes every outcome down at once."""

    context: Context
    journal: Journal
    owner: str

    def send_all(self, digest: str, total_number: int, copies: Sequence[Delivery]) -> None:
        """Send copies over one connection; what fails as a whole is deferred as a whole."""
        left = list(copies)
        try:
            self._refuse_unset_address()
            messages = self._messages(digest, total_number, copies)
            with closing(channels.open_channel(self.context.channel_url)) as channel:
                while left:
                    self.context.notify("deliver", len(copies) - len(left), len(copies))
                    self._send(channel, left[0], messages[left[0].recipient])
                    del left[0]
        except KexieDigestError as error:
            self.journal.fail("deliver", error)
            for copy in left:
                self._defer(copy, Reply(0, error.message))

    def _send(self, channel: channels.Channel, copy: Delivery, message: Message) -> None:
        try:
            reply = channel.deliver(message, lambda: self._arm(copy))
        except DeliveryError as error:
            if error.code in channels.ACCOUNT_CODES:
                raise  # every other copy would wait for the same dead server
            self._record(copy, error)
            return
        with self.context.store.transaction() as tx:
            deliveries.mark_sent(tx, copy.id, self.owner, reply)
        self.journal.count("sent")

    def _arm(self, copy: Delivery) -> bool:
        until = self.context.clock.now() + LEASE
        with self.context.store.transaction() as tx:
            return deliveries.arm(tx, copy.id, self.owner, attempts=copy.attempts, lease_until=until)

    def _record(self, copy: Delivery, error: DeliveryError) -> None:
        if error.code == "not_armed":  # cancelled or taken over meanwhile: the ledger knows
            return
        if error.code == "uncertain":
            with self.context.store.transaction() as tx:
                deliveries.mark_uncertain(tx, copy.id, self.owner, error.message)
            self.journal.fail("deliver", error)
        elif error.permanent:
            with self.context.store.transaction() as tx:
                deliveries.mark_failed(tx, copy.id, self.owner, _reply(error))
            self.journal.fail("deliver", error)
        else:
            self._defer(copy, _reply(error))
            self.journal.warn("deliver", error)

    def _defer(self, copy: Delivery, reply: Reply) -> None:
        wait = retry_wait(copy.attempts)
        with self.context.store.transaction() as tx:
            if wait is None:
                deliveries.mark_failed(tx, copy.id, self.owner, reply)
            else:
                later = self.context.clock.now() + wait
                deliveries.mark_deferred(tx, copy.id, self.owner, reply, not_before=later)

    def _refuse_unset_address(self) -> None:
        context = self.context
        if UNSET_HOST in context.render_tools.public_url and not context.channel_url.startswith("file:"):
            raise DeliveryError(
                "没有设置公开网址，邮件里的退订和阅读链接会打不开，暂不发送 (KEXIE_PUBLIC_URL is not set)",
                code="public_url_unset",
                advice="请设置 KEXIE_PUBLIC_URL=https://你的网址，再运行一次；邮件已排队，不会丢。",
            )

    def _messages(self, digest_key: str, total_number: int, copies: Sequence[Delivery]) -> dict[str, Message]:
        """Write the copies again from the stored edition: same Message-ID on every try."""
        with self.context.store.reading() as tx:
            edition = edition_rows.get(tx, digest_key, total_number)
        digest = configured(self.context, digest_key)
        recipients = [Recipient(copy.recipient) for copy in copies]
        tools = self.context.render_tools
        bodies = [renderers.render(name, edition, digest, tools) for name in ("email.html", "email.txt")]
        made = mailings.plan(campaign(self.context, edition, digest, bodies), recipients)
        return {message.recipient: message for batch in made for message in batch}


def _reply(error: DeliveryError) -> Reply:
    """The server's answer, or none (code 0) when the connection failed before it."""
    return error.reply if isinstance(error, channels.RefusedError) else Reply(0, error.message)


def campaign(
    context: Context, edition: Edition, digest: Digest, renditions: Sequence[Rendition]
) -> mailings.Campaign:
    """Put together what mailings need for sending an edition.

    Args:
        context: Key, public address, clock.
        edition: What is sent.
        digest: In whose name.
        renditions: ``email.html`` and ``email.txt`` among them.

    Returns:
        The campaign.
    """
    return mailings.Campaign(
        edition=edition,
        digest=digest,
        renditions=renditions,
        secret=context.secret,
        public_url=context.render_tools.public_url,
        date=context.clock.now(),
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
