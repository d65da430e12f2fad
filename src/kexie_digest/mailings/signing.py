"""DKIM signatures (RFC 6376): rsa-sha256, relaxed headers, simple body.

Takes header lines and the body's hash, gives the DKIM-Signature header. RSA is done by
``cryptography``, 30 times faster than dkimpy, which only verifies, in tests. ``l=`` is
never written: it would let anybody append to a signed message.
"""

import base64
import datetime as dt
import hashlib
import re
from dataclasses import dataclass, field

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from kexie_digest.errors import DeliveryError
from kexie_digest.model.mailing.message import TOKEN_SLOT

#: What is signed where it occurs: RFC 6376 §5.4.1, and RFC 8058 §4 for the list headers.
SIGNED = (
    "from",
    "to",
    "subject",
    "date",
    "message-id",
    "mime-version",
    "content-type",
    "list-id",
    "list-unsubscribe",
    "list-unsubscribe-post",
    "list-archive",
    "feedback-id",
    "precedence",
    "auto-submitted",
)

#: Gmail and others refuse shorter keys (RFC 8301 §3.2 asks for 2048).
SHORTEST_KEY = 1024

_PADDING, _HASH = padding.PKCS1v15(), hashes.SHA256()
_FOLD = re.compile(r"[ \t]*\r\n[ \t]+|[ \t]+")
_TAG_LINE = 70


@dataclass(frozen=True, slots=True)
class Signer:
    """A key with its domain and selector; ``repr`` shows no key."""

    domain: str
    selector: str
    date: dt.datetime
    key: rsa.RSAPrivateKey = field(repr=False)

    def sign(self, head: str, body: bytes) -> str:
        """Sign a whole message.

        Args:
            head: Header lines with CRLF.
            body: The body as it is sent; it must end with one CRLF.

        Returns:
            The DKIM-Signature header with its CRLF, to stand in front.
        """
        return Seal(self, head).sign(hashlib.sha256(body).digest())

    def dns_text(self) -> str:
        """Give the TXT record to publish.

        Returns:
            ``v=DKIM1; k=rsa; p=…`` for ``selector._domainkey.domain``.
        """
        public = self.key.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        return f"v=DKIM1; k=rsa; p={base64.b64encode(public).decode('ascii')}"

    @property
    def dns_name(self) -> str:
        """Where the record stands."""
        return f"{self.selector}._domainkey.{self.domain}"


class Seal:
    """What the signatures of one mail's copies share, brought into canonical form once.

    Only the body's hash, the token and the header in front differ from copy to copy:
    making the rest anew took a fifth of a copy's time.
    """

    def __init__(self, signer: Signer, head: str, *, front: str = "") -> None:
        """Prepare to sign.

        Args:
            signer: Key, domain, selector, date.
            head: Header lines with CRLF; they may hold ``TOKEN_SLOT``.
            front: Lower-case name of the header that stands before them and differs.
        """
        self._key = signer.key
        present = [(name, line) for name, line in canonical_lines(head) if name in SIGNED]
        self._lines = "".join(line for _, line in present)
        names = ":".join([*([front] if front else []), *(name for name, _ in present)])
        self._value = (
            f"v=1; a=rsa-sha256; c=relaxed/simple;\r\n d={signer.domain}; s={signer.selector};\r\n"
            f" t={int(signer.date.timestamp())}; h={_folded(names)};\r\n bh="
        )
        self._canonical = "dkim-signature:" + _FOLD.sub(" ", self._value)

    def sign(self, body_hash: bytes, front: str = "", token: str = TOKEN_SLOT) -> str:
        """Sign a copy.

        Args:
            body_hash: SHA-256 of its body in simple canonical form.
            front: The header line that stands before the others.
            token: What stands where the head has ``TOKEN_SLOT``.

        Returns:
            The DKIM-Signature header with its CRLF.
        """
        coded = base64.b64encode(body_hash).decode("ascii")
        first = "".join(line for _, line in canonical_lines(front)) if front else ""
        signed = f"{first}{self._lines.replace(TOKEN_SLOT, token)}{self._canonical}{coded}; b="
        signature = self._key.sign(signed.encode("ascii"), _PADDING, _HASH)
        return f"DKIM-Signature: {self._value}{coded};\r\n b={_chunked(signature)}\r\n"


def read_key(pem: bytes) -> rsa.RSAPrivateKey:
    """Read a private key.

    Args:
        pem: The file's content.

    Returns:
        The key.

    Raises:
        DeliveryError: Code ``bad_dkim_key``; the content is never repeated.
    """
    try:
        key = serialization.load_pem_private_key(pem, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        key = None
    if not isinstance(key, rsa.RSAPrivateKey) or key.key_size < SHORTEST_KEY:
        raise DeliveryError(
            "DKIM 私钥不可用 (the DKIM key is no RSA private key in PEM)",
            code="bad_dkim_key",
            permanent=True,
            advice="请用 openssl genrsa -out dkim.pem 2048 生成私钥，并设置 KEXIE_DKIM_KEY=/路径/dkim.pem。",
        )
    return key


def canonical_lines(head: str) -> list[tuple[str, str]]:
    """Bring header lines into relaxed form (RFC 6376 §3.4.2).

    Args:
        head: Header lines with CRLF, folded or not.

    Returns:
        Lower-case name and canonical line with CRLF, in order.
    """
    unfolded = re.sub(r"\r\n(?=[ \t])", "", head)
    pairs = (line.partition(":") for line in unfolded.split("\r\n") if line)
    return [
        (name.strip().lower(), f"{name.strip().lower()}:{_FOLD.sub(' ', value).strip()}\r\n")
        for name, _, value in pairs
    ]


def _folded(names: str) -> str:
    """Break the list of names after colons, at most 72 characters a line."""
    lines, line = [], ""
    for name in names.split(":"):
        if len(line) + len(name) + 1 > _TAG_LINE - 20:
            lines.append(line)
            line = ""
        line += f"{name}:"
    return "\r\n  ".join([*lines, line]).rstrip(":")


def _chunked(signature: bytes) -> str:
    text = base64.b64encode(signature).decode("ascii")
    return "\r\n  ".join(text[start : start + _TAG_LINE] for start in range(0, len(text), _TAG_LINE))
