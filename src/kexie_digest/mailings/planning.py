"""Decide who gets an edition and make their messages, batch by batch.

Takes a Campaign and its recipients, gives lists of Message. It keeps away who is on
the suppression list, who has the edition already, and second entries of one reader.
It neither sends nor remembers anything.
"""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from kexie_digest.errors import DeliveryError
from kexie_digest.mailings.addresses import identity, normalise_address
from kexie_digest.mailings.compiling import CompiledBody, compile_body
from kexie_digest.mailings.headers import date_line, mailbox, structured, unstructured
from kexie_digest.mailings.tokens import make_token
from kexie_digest.model import Digest, Edition, Message, Recipient, Rendition
from kexie_digest.model.message import TOKEN_SLOT

#: Messages per batch: a million in one list would take 359 MB for the envelopes alone.
BATCH = 500


@dataclass(frozen=True, slots=True)
class Campaign:
    """群发任务: sending one edition of a digest to its readers.

    ``renditions`` must hold ``email.html`` (with its subject) and ``email.txt``;
    ``public_url`` is where readers' pages live; ``date`` an aware instant that stays
    the same over retries, so that a copy's bytes do.
    """

    edition: Edition
    digest: Digest
    renditions: Sequence[Rendition]
    secret: bytes
    public_url: str
    date: dt.datetime


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
    writer = _Writer(campaign)
    done = {identity(address) for addresses in (suppressions, delivered) for address in addresses}
    batch: list[Message] = []
    for recipient in recipients:
        address = normalise_address(recipient.address)
        if identity(address) in done:
            continue
        done.add(identity(address))
        batch.append(writer.write(address, recipient.name))
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


class _Writer:
    """Writes copies: what all copies share is made once."""

    def __init__(self, campaign: Campaign) -> None:
        digest, edition = campaign.digest, campaign.edition
        self._campaign = campaign
        self._sender = normalise_address(digest.sender.address)
        body, subject = _body(campaign.renditions)
        domain = self._sender.rpartition("@")[2]
        key = re.sub(r"[^A-Za-z0-9_-]+", "-", edition.digest)
        public_url = campaign.public_url.rstrip("/")
        self._message_id = f"<{key}.{edition.total_number}.{TOKEN_SLOT}@{domain}>"
        self._own = "".join(
            (
                structured("Message-ID", self._message_id),
                structured(
                    "List-Unsubscribe",
                    f"<{public_url}/u/{TOKEN_SLOT}>",
                    f"<mailto:{self._sender}?subject=unsubscribe%20{TOKEN_SLOT}>",
                ),
            )
        )
        shared = "".join(
            (
                structured("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
                date_line(campaign.date),
                mailbox("From", digest.sender.name, self._sender),
                unstructured("Subject", subject),
                structured("List-Id", f"<{key}.{domain}>"),
                structured("List-Archive", f"<{public_url}/{quote(edition.digest)}/>"),
                structured("Feedback-ID", f"{key}-{edition.total_number}:{key}:digest:{domain}"),
                structured("Precedence", "list"),
                structured("Auto-Submitted", "auto-generated"),
                structured("MIME-Version", "1.0"),
                f"Content-Type: multipart/alternative;\r\n {body.content_type.partition('; ')[2]}\r\n",
            )
        )
        self._body = body.behind(shared.encode("ascii"))

    def write(self, address: str, name: str) -> Message:
        """Write one copy: its own three headers, then one join."""
        edition = self._campaign.edition
        token = make_token(self._campaign.secret, edition.digest, edition.total_number, address)
        own = mailbox("To", name, address) + self._own.replace(TOKEN_SLOT, token)
        content = self._body.fill(token, own.encode("ascii"))
        return Message(address, self._sender, self._message_id.replace(TOKEN_SLOT, token), content)


def _body(renditions: Sequence[Rendition]) -> tuple[CompiledBody, str]:
    """Find the two bodies and the subject among the renditions."""
    named = {rendition.name: rendition for rendition in renditions}
    if not {"email.html", "email.txt"} <= named.keys():
        raise DeliveryError(
            "缺少邮件正文 (email.html or email.txt was not rendered)",
            code="no_body",
            permanent=True,
            advice="请先查看本期的生成记录，重新生成后再发送。",
        )
    html, text = named["email.html"], named["email.txt"]
    return compile_body(text.content.decode(), html.content.decode()), html.texts["subject"]
