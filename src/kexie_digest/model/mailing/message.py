"""One recipient's copy of an edition, the mail it is made of, and what the other side answered."""

from __future__ import annotations

from dataclasses import dataclass

#: Stands in rendered bodies where each copy has its recipient's token (24 base64url characters).
TOKEN_SLOT = "RECIPIENT-TOKEN-24-CHARS"  # noqa: S105 - a placeholder, not a secret


@dataclass(frozen=True, slots=True)
class Message:
    """邮件: one complete copy, ready for the wire.

    ``content`` is the RFC 5322 message with CRLF line ends; ``envelope_from`` and
    ``recipient`` are the SMTP envelope.
    """

    recipient: str
    envelope_from: str
    message_id: str
    content: bytes


@dataclass(frozen=True, slots=True)
class FrozenMail:
    """定稿邮件: what all copies of an edition share, compiled once and kept for every retry.

    ``own`` are the header lines that differ by recipient, ``shared`` those that do not,
    ``body`` the encoded body; ``own``, ``message_id`` and ``body`` hold ``TOKEN_SLOT``
    (in ``body`` base64-encoded). ``sender`` is the ASCII address it comes from.
    """

    sender: str
    message_id: str
    own: str
    shared: str
    body: bytes


@dataclass(frozen=True, slots=True)
class Reply:
    """What a channel answered: SMTP code (250 for a written file) and text."""

    code: int
    text: str
