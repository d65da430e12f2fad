"""Decide who gets an edition and make their messages.

Takes a Campaign, gives the frozen mail that all copies are made of, the copies to be
queued, and each copy's exact bytes. It keeps away who is on the suppression list, who has
the edition already, and second entries of one reader. It neither sends nor remembers
anything.
"""

import base64
import datetime as dt
import hashlib
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from kexie_digest.errors import DeliveryError
from kexie_digest.mailings.addresses import identity, normalise_address
from kexie_digest.mailings.compiling import compile_body
from kexie_digest.mailings.headers import date_line, mailbox, structured, unstructured
from kexie_digest.mailings.pacing import bucket_of
from kexie_digest.mailings.signing import Seal, Signer
from kexie_digest.mailings.tokens import make_token
from kexie_digest.model import Copy, Digest, Edition, FrozenMail, Message, Recipient, Rendition
from kexie_digest.model.mailing.message import TOKEN_SLOT

#: Messages per batch: a million in one list would take 359 MB for the envelopes alone.
BATCH = 500

_SLOT = base64.b64encode(TOKEN_SLOT.encode("ascii"))


@dataclass(frozen=True, slots=True)
class Campaign:
    """群发任务: sending one edition of a digest to its readers.

    ``renditions`` must hold ``email.html`` (with its subject) and ``email.txt``;
    ``public_url`` is where readers' pages live; ``date`` an aware instant that stays
    the same over retries, so that a copy's bytes do. ``leaving_address`` is a mailbox
    that is read for wishes to leave; empty where there is none.
    """

    edition: Edition
    digest: Digest
    renditions: Sequence[Rendition]
    secret: bytes
    public_url: str
    date: dt.datetime
    leaving_address: str = ""


def freeze(campaign: Campaign) -> FrozenMail:
    """Compile what all copies share, to be kept for every retry.

    Args:
        campaign: What is sent, in whose name.

    Returns:
        The mail; the same campaign always gives the same.

    Raises:
        DeliveryError: ``bad_address`` of the sender or the leaving address, ``bad_header``, ``bad_body``,
            ``no_body``.
    """
    digest, edition = campaign.digest, campaign.edition
    sender = normalise_address(digest.sender.address)
    html, text = _bodies(campaign.renditions)
    body = compile_body(text.content.decode(), html.content.decode())
    domain = sender.rpartition("@")[2]
    key = _ascii_key(edition.digest)
    public_url = campaign.public_url.rstrip("/")
    message_id = _message_id(edition.digest, edition.total_number, domain)
    unsubscribe = [f"<{public_url}/u/{TOKEN_SLOT}>"]
    # A wish mailed to where nobody looks is a reader who believes they have left.
    if campaign.leaving_address:
        leaving = quote(normalise_address(campaign.leaving_address), safe="@+")
        unsubscribe.append(f"<mailto:{leaving}?subject=unsubscribe%20{TOKEN_SLOT}>")
    shared = (
        structured("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
        date_line(campaign.date),
        mailbox("From", digest.sender.name, sender),
        unstructured("Subject", html.texts["subject"]),
        structured("List-Id", f"<{key}.{domain}>"),
        structured("List-Archive", f"<{public_url}/{quote(edition.digest)}/>"),
        structured("Feedback-ID", f"{key}-{edition.total_number}:{key}:digest:{domain}"),
        structured("Precedence", "list"),
        structured("Auto-Submitted", "auto-generated"),
        structured("MIME-Version", "1.0"),
        f"Content-Type: multipart/alternative;\r\n {body.content_type.partition('; ')[2]}\r\n",
    )
    return FrozenMail(
        sender=sender,
        message_id=message_id,
        own=structured("Message-ID", message_id) + structured("List-Unsubscribe", *unsubscribe),
        shared="".join(shared),
        body=body.fill(TOKEN_SLOT),
    )


def address_copies(
    edition: Edition,
    sender: str,
    secret: bytes,
    recipients: Iterable[Recipient],
    *,
    themes: str = "",
) -> Iterator[Copy]:
    """Give each recipient's copy its token and Message-ID.

    Args:
        edition: What is sent.
        sender: The digest's address.
        secret: The installation's secret key.
        recipients: Who gets it, with addresses as :func:`sort_addresses` gives them.
        themes: The choice of themes their copy is made for.

    Yields:
        Copies, in order.
    """
    domain = normalise_address(sender).rpartition("@")[2]
    message_id = _message_id(edition.digest, edition.total_number, domain)
    for recipient in recipients:
        address = recipient.address
        token = make_token(secret, edition.digest, edition.total_number, address)
        own_id = message_id.replace(TOKEN_SLOT, token)
        yield Copy(address, recipient.name, own_id, token, themes, bucket_of(address))


class Writer:
    """Writes copies of one frozen mail; what all copies share is made once."""

    def __init__(self, mail: FrozenMail, signer: Signer | None = None) -> None:
        """Cut the mail where tokens go.

        Args:
            mail: From :func:`freeze`.
            signer: Signs every copy; None leaves that to the relay.
        """
        self._mail = mail
        self._seal = Seal(signer, mail.own + mail.shared, front="to") if signer else None
        first, *self._rest = mail.body.split(_SLOT)
        # The state after the first piece is kept: only what follows is hashed per copy.
        self._state = hashlib.sha256(first)
        self._front = mail.shared.encode("ascii") + b"\r\n" + first

    def write(self, recipient: str, name: str, token: str, envelope_from: str = "") -> Message:
        """Write one copy: its own three headers, its signature, one join.

        Args:
            recipient: The address.
            name: The reader's name, may be empty.
            token: The reader's token.
            envelope_from: Where bounces go; default: the sender.

        Returns:
            The copy; the same bytes whenever it is written.

        Raises:
            DeliveryError: ``bad_header`` for a control character in the name.
        """
        mail = self._mail
        to = mailbox("To", name, recipient)
        own = to + mail.own.replace(TOKEN_SLOT, token)
        encoded = base64.b64encode(token.encode("ascii"))
        if self._seal is not None:
            own = self._seal.sign(self._body_hash(encoded), to, token) + own
        parts = [own.encode("ascii"), self._front]
        for piece in self._rest:
            parts += (encoded, piece)
        message_id = mail.message_id.replace(TOKEN_SLOT, token)
        return Message(recipient, envelope_from or mail.sender, message_id, b"".join(parts))

    def _body_hash(self, encoded: bytes) -> bytes:
        state = self._state.copy()
        for piece in self._rest:
            state.update(encoded)
            state.update(piece)
        return state.digest()


def plan(
    campaign: Campaign,
    recipients: Iterable[Recipient],
    *,
    suppressions: Collection[str] = (),
    delivered: Collection[str] = (),
) -> Iterator[list[Message]]:
    """Make the messages that are still to be sent.

    Args:
        campaign: What is sent, in whose name.
        recipients: Who should get it; read lazily.
        suppressions: Addresses that must never be mailed.
        delivered: Addresses that have this edition, or may have it.

    Yields:
        Batches of at most :data:`BATCH` messages, in the order of the recipients.

    Raises:
        DeliveryError: ``bad_address`` for a recipient that ``sort_addresses`` would
            have kept away, ``bad_header``, ``bad_body``, ``no_body``.
    """
    writer = Writer(freeze(campaign))
    edition = campaign.edition
    done = {identity(address) for addresses in (suppressions, delivered) for address in addresses}
    batch: list[Message] = []
    for recipient in recipients:
        address = normalise_address(recipient.address)
        if identity(address) in done:
            continue
        done.add(identity(address))
        token = make_token(campaign.secret, edition.digest, edition.total_number, address)
        batch.append(writer.write(address, recipient.name, token))
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _message_id(digest: str, total_number: int, domain: str) -> str:
    return f"<{_ascii_key(digest)}.{total_number}.{TOKEN_SLOT}@{domain}>"


def _ascii_key(digest: str) -> str:
    return re.sub(r"[^A-Za-z0-9_-]+", "-", digest)


def _bodies(renditions: Sequence[Rendition]) -> tuple[Rendition, Rendition]:
    """Find the HTML and the text body among the renditions."""
    named = {rendition.name: rendition for rendition in renditions}
    if not {"email.html", "email.txt"} <= named.keys():
        raise DeliveryError(
            "缺少邮件正文 (email.html or email.txt was not rendered)",
            code="no_body",
            permanent=True,
            advice="请先查看本期的生成记录，重新生成后再发送。",
        )
    return named["email.html"], named["email.txt"]
