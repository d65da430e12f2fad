"""Tokens that stand for one reader, in links, headers and return addresses.

Takes a secret and what the token is for, gives text that only the holder of the secret
can make. The same claim always gives the same token, so a retry is byte-identical.
"""

import base64
import binascii
import hmac
import re
from typing import NamedTuple

from kexie_digest.mailings.addresses import identity

#: 18 bytes become 24 base64url characters without padding, and these 32 of base64.
TOKEN_BYTES = 18

#: Of a reader's own token: six bytes of id, twelve of proof.
_ID_BYTES = 6

_VERP = re.compile(r"(?P<box>.+)\+(?P<number>[0-9]+)\.(?P<copy>[0-9]+)\.(?P<mac>[a-z2-7]{16})")


def make_token(secret: bytes, digest: str, total_number: int, address: str) -> str:
    """Make the token of one copy.

    Args:
        secret: The installation's secret key.
        digest: The digest's key.
        total_number: The edition's total number (总第N期).
        address: The recipient's address; its case does not matter.

    Returns:
        24 characters of ``A-Za-z0-9_-``.
    """
    return _text(_mac(secret, digest, str(total_number), identity(address)))


def make_application_token(secret: bytes, address: str, nonce: str) -> str:
    """Make the token of a sign-up that waits for confirmation.

    Args:
        secret: The installation's secret key.
        address: Who signs up.
        nonce: Another for each request.

    Returns:
        24 characters of ``A-Za-z0-9_-``.
    """
    return _text(_mac(secret, "application", nonce, identity(address)))


def make_reader_token(secret: bytes, reader_id: int, address: str) -> str:
    """Make the token that opens a reader's own page, good until their data is deleted.

    Args:
        secret: The installation's secret key.
        reader_id: The reader's id, part of the token so that no look-up is needed.
        address: The reader's address.

    Returns:
        24 characters of ``A-Za-z0-9_-``.
    """
    mac = _mac(secret, "reader", str(reader_id), identity(address))
    return _text(reader_id.to_bytes(_ID_BYTES) + mac[: TOKEN_BYTES - _ID_BYTES])


def read_reader_token(token: str) -> int | None:
    """Take the reader's id out of a token; whether it is genuine must be checked by making it again.

    Args:
        token: Whatever a link held.

    Returns:
        The id, or None when it cannot be such a token.
    """
    try:
        raw = base64.urlsafe_b64decode(token.encode("ascii"))
    except (UnicodeEncodeError, binascii.Error):
        return None
    return int.from_bytes(raw[:_ID_BYTES]) if len(raw) == TOKEN_BYTES else None


def is_same(one: str, other: str) -> bool:
    """Compare tokens in a time that tells nothing about them."""
    return hmac.compare_digest(one.encode(), other.encode())


class ReturnPath(NamedTuple):
    """What a bounce's address says: which campaign and which copy it is about."""

    total_number: int
    delivery_id: int


def make_return_path(secret: bytes, mailbox: str, total_number: int, delivery_id: int) -> str:
    """Make the envelope sender of one copy (VERP): a bounce to it names the copy.

    Args:
        secret: The installation's secret key.
        mailbox: Where bounces go, such as ``bounce@example.org``.
        total_number: The campaign's edition.
        delivery_id: The copy's row.

    Returns:
        ``bounce+CAMPAIGN.RECIPIENT.MAC@example.org``.
    """
    box, _, domain = mailbox.rpartition("@")
    return f"{box}+{total_number}.{delivery_id}.{_return_mac(secret, total_number, delivery_id)}@{domain}"


def read_return_path(secret: bytes, address: str) -> ReturnPath | None:
    """Read the address that a bounce came to.

    Args:
        secret: The installation's secret key.
        address: The whole address; its case may have been changed on the way.

    Returns:
        What it says, or None when it is no such address or its proof is wrong.
    """
    match = _VERP.fullmatch(address.strip().rpartition("@")[0].lower())
    if match is None:
        return None
    total_number, delivery_id = int(match["number"]), int(match["copy"])
    if not is_same(match["mac"], _return_mac(secret, total_number, delivery_id)):
        return None
    return ReturnPath(total_number, delivery_id)


def _return_mac(secret: bytes, total_number: int, delivery_id: int) -> str:
    """Ten bytes in base32 without capitals: mail systems may lower a local part."""
    mac = _mac(secret, "bounce", str(total_number), str(delivery_id))
    return base64.b32encode(mac[:10]).decode("ascii").lower()


def _mac(secret: bytes, *claim: str) -> bytes:
    return hmac.digest(secret, "\0".join(claim).encode(), "sha256")


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw[:TOKEN_BYTES]).decode("ascii")
