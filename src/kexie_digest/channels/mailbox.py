"""The way back: mails of an IMAP mailbox that nobody has looked at.

Takes ``imaps://user:password@host/INBOX``, gives the bytes of each new mail, and marks
those as seen that are done with. It decides nothing and deletes nothing.
"""

import contextlib
import imaplib
import ssl
from collections.abc import Iterator
from types import TracebackType
from typing import Self
from urllib.parse import unquote, urlsplit

from kexie_digest.errors import DeliveryError

_TIMEOUT = 30.0
_PORTS = {"imap": 143, "imaps": 993}

#: A bounce is small; what is larger is no bounce and is not read.
LARGEST = 4_000_000


class Mailbox:
    """An open mailbox; use it in ``with``."""

    def __init__(self, url: str, context: ssl.SSLContext | None = None) -> None:
        """Log in and open the folder.

        Args:
            url: Where; a password is never repeated in an error.
            context: How certificates are checked; default: the system's authorities.

        Raises:
            DeliveryError: ``mailbox_unreachable``, ``mailbox_refused``.
        """
        parts = urlsplit(url)
        host = parts.hostname or ""
        try:
            if parts.scheme == "imaps":
                context = context or ssl.create_default_context()
                self._imap: imaplib.IMAP4 = imaplib.IMAP4_SSL(
                    host, parts.port or _PORTS["imaps"], ssl_context=context, timeout=_TIMEOUT
                )
            else:
                self._imap = imaplib.IMAP4(host, parts.port or _PORTS["imap"], timeout=_TIMEOUT)
        except OSError as error:
            cause = error.strerror or type(error).__name__
            raise DeliveryError(
                f"连不上退信邮箱 (cannot reach the bounce mailbox): {cause} [{host}]",
                code="mailbox_unreachable",
                advice="请检查 KEXIE_BOUNCE_MAILBOX 的服务器名、端口和证书。",
            ) from None
        try:
            self._imap.login(unquote(parts.username or ""), unquote(parts.password or ""))
            status, _ = self._imap.select(unquote(parts.path.strip("/")) or "INBOX")
        except (imaplib.IMAP4.error, OSError):
            status = "NO"
        if status != "OK":
            self.close()
            raise DeliveryError(
                f"退信邮箱拒绝登录或没有该文件夹 (the bounce mailbox refused us) [{host}]",
                code="mailbox_refused",
                advice="请核对 KEXIE_BOUNCE_MAILBOX 的用户名、授权码和文件夹名。",
            )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def unseen(self) -> Iterator[tuple[str, bytes]]:
        """Give the mails nobody has looked at; looking this way leaves them so.

        Yields:
            The mail's number and its bytes; empty bytes for one that is too large.

        Raises:
            DeliveryError: Code ``mailbox_unreachable``: the line broke.
        """
        try:
            _, found = self._imap.uid("SEARCH", "UNSEEN")
            for number in (found[0] or b"").split():
                yield number.decode("ascii"), self._fetch(number.decode("ascii"))
        except (imaplib.IMAP4.error, OSError) as error:
            raise DeliveryError(
                "读退信时连接中断 (the line to the bounce mailbox broke)", code="mailbox_unreachable"
            ) from error

    def mark_seen(self, number: str) -> None:
        """Mark a mail as done with.

        Args:
            number: From :meth:`unseen`.
        """
        self._imap.uid("STORE", number, "+FLAGS", r"(\Seen)")

    def close(self) -> None:
        """Log out if somebody listens."""
        with contextlib.suppress(imaplib.IMAP4.error, OSError):
            self._imap.logout()

    def _fetch(self, number: str) -> bytes:
        _, sized = self._imap.uid("FETCH", number, "(RFC822.SIZE)")
        size = b"".join(part for part in sized if isinstance(part, bytes))
        digits = size.rpartition(b"RFC822.SIZE")[2].strip(b" )")
        if digits.isdigit() and int(digits) > LARGEST:
            return b""
        _, parts = self._imap.uid("FETCH", number, "(BODY.PEEK[])")
        return next((part[1] for part in parts if isinstance(part, tuple)), b"")
