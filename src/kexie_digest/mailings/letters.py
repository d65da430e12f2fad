"""Letters: a mail to one person that they asked for, such as the one that confirms an address.

Takes subject and bodies, gives a complete Message with headers of our own writing. A
letter is no list mail: nobody can unsubscribe from it, and a robot must not answer it.
"""

import datetime as dt
from dataclasses import dataclass

from kexie_digest.mailings.compiling import compile_body
from kexie_digest.mailings.headers import date_line, mailbox, structured, unstructured
from kexie_digest.mailings.signing import Signer
from kexie_digest.model import Message, Recipient, Sender


@dataclass(frozen=True, slots=True)
class Letter:
    """What a letter says, and a token that makes its Message-ID its own."""

    sender: Sender
    recipient: Recipient
    subject: str
    text: str
    html: str
    token: str
    date: dt.datetime


def write_letter(letter: Letter, signer: Signer | None = None) -> Message:
    """Write a letter.

    Args:
        letter: From whom, to whom, what.
        signer: Signs it with DKIM; None leaves that to the relay.

    Returns:
        The message.

    Raises:
        DeliveryError: ``bad_header`` for a control character in subject or name.
    """
    body = compile_body(letter.text, letter.html)
    domain = letter.sender.address.rpartition("@")[2]
    message_id = f"<letter.{letter.token}@{domain}>"
    head = "".join(
        (
            mailbox("To", letter.recipient.name, letter.recipient.address),
            structured("Message-ID", message_id),
            date_line(letter.date),
            mailbox("From", letter.sender.name, letter.sender.address),
            unstructured("Subject", letter.subject),
            structured("Auto-Submitted", "auto-generated"),
            structured("X-Auto-Response-Suppress", "All"),
            structured("MIME-Version", "1.0"),
            f"Content-Type: multipart/alternative;\r\n {body.content_type.partition('; ')[2]}\r\n",
        )
    )
    content = body.fill("")
    signature = signer.sign(head, content) if signer else ""
    whole = (signature + head).encode("ascii") + b"\r\n" + content
    return Message(letter.recipient.address, letter.sender.address, message_id, whole)
