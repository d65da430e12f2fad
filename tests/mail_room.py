"""A desk with a queued edition, and a scripted mail server beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from kexie_digest import mailings
from kexie_digest.model import CampaignState, Delivery, DeliveryState, Edition, Rendition, Run
from kexie_digest.store import Transaction, deliveries, editions
from kexie_digest.workflows.context import Context
from kexie_digest.workflows.deliver import deliver
from kexie_digest.workflows.journal import Journal

from desk import Desk
from factories import make_digest, make_edition, sample_edition
from fake_mail_server import FakeMailServer
from fakes import FakeClock

YAML = """
digests:
  weekly: {title: 周报, sender: {name: 示例市科协, address: digest@example.org}, recipients: [members]}
"""


@dataclass
class MailRoom:
    """One edition and its readers, sent over a server that answers as told."""

    context: Context
    clock: FakeClock
    server: FakeMailServer
    number: int = 131
    done: list[Run] = field(default_factory=list)

    def queue(self, *addresses: str, number: int = 131) -> None:
        """Queue the sample edition under a number for some readers."""
        edition = replace(sample_edition(), total_number=number, number=number)
        recipients, _ = mailings.sort_addresses(mailings.read_recipient(one) for one in addresses)
        copies = list(mailings.address_copies(edition, "digest@example.org", self.context.secret, recipients))
        with self.context.store.transaction() as tx:
            editions.add(tx, edition, [])
            deliveries.begin(tx, "weekly", number, self.clock.now())
            deliveries.mark_planned(tx, "weekly", number)
            deliveries.queue(tx, "weekly", number, copies)

    def send(self, **changes: object) -> Run:
        """Send what is due; ``changes`` are fields of the context's mail room."""
        mail = replace(self.context.mail, **changes)  # type: ignore[arg-type]  # a test names the fields it needs
        journal = Journal("test", self.clock)
        deliver(replace(self.context, mail=mail), journal)
        self.done.append(journal.result())
        return self.done[-1]

    def copies(self, number: int = 131) -> dict[str, Delivery]:
        """The ledger by address."""
        with self.context.store.reading() as tx:
            return {copy.recipient: copy for copy in deliveries.list_of_edition(tx, "weekly", number)}

    def states(self, number: int = 131) -> dict[str, DeliveryState]:
        """The states by address."""
        return {address: copy.state for address, copy in self.copies(number).items()}

    def received(self) -> list[str]:
        """Whom complete messages came in for."""
        return [
            line.partition(b"<")[2].partition(b">")[0].decode() or line.partition(b" ")[2].decode()
            for message in self.server.messages
            for line in message.split(b"\r\n")
            if line.startswith(b"To: ")
        ]


def queue_copies(tx: Transaction, addresses: Iterable[str], *, padding: str = "") -> Edition:
    """Queue copies of a frozen mail, as planning does, for a program of its own to send.

    Args:
        tx: The unit of work.
        addresses: The readers.
        padding: HTML that makes the mail long.

    Returns:
        The edition, which is stored and not published.
    """
    edition, digest, slot = make_edition(), make_digest(), "RECIPIENT-TOKEN-24-CHARS"
    foot = f'<a href="https://digest.example.org/u/{slot}">退订</a>' + "<p>完</p>" * 20
    html = Rendition("email.html", "text/html", (padding + foot).encode(), texts={"subject": "周报"})
    text = Rendition("email.txt", "text/plain", f"周报\n退订：\nhttps://x/{slot}\n{'=' * 40}\n".encode())
    campaign = mailings.Campaign(
        edition, digest, (html, text), b"secret", "https://digest.example.org", tx.now
    )
    recipients, _ = mailings.sort_addresses(mailings.read_recipient(address) for address in addresses)
    copies = list(mailings.address_copies(edition, digest.sender.address, b"secret", recipients))
    editions.add(tx, edition, [])
    deliveries.begin(tx, "weekly", edition.total_number, tx.now)
    deliveries.keep_mail(tx, "weekly", edition.total_number, "", mailings.freeze(campaign))
    deliveries.queue(tx, "weekly", edition.total_number, copies)
    deliveries.move_campaign(tx, "weekly", edition.total_number, CampaignState.ACTIVE)
    return edition


@contextmanager
def opened_room(
    root: Path, servers: Sequence[FakeMailServer], options: str = "connections=1"
) -> Iterator[MailRoom]:
    """Open a mail room whose accounts are some servers."""
    urls = " ".join(f"smtp://127.0.0.1:{server.port}?{options}" for server in servers)
    desk = Desk(root, smtp_url=urls, public_url="https://digest.example.org")
    with desk.opened(YAML) as context:
        yield MailRoom(context, desk.clock, servers[0])
