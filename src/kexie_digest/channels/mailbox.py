"""The way back: mails of an IMAP mailbox that nobody has looked at.

Takes ``imaps://user:password@host/INBOX``, gives the bytes of each new mail, and marks
those as seen that are done with. It decides nothing and deletes nothing.
"""

import base64
import contextlib
import imaplib
import re
import ssl
from collections.abc import Iterator
from types import TracebackType
from typing import Self
from urllib.parse import SplitResult, unquote, urlsplit

from kexie_digest.channels._smtp_address import is_loopback
from kexie_digest.errors import DeliveryError

_TIMEOUT = 30.0
_PORTS = {"imap": 143, "imaps": 993}
_BROKEN = (imaplib.IMAP4.error, OSError)

#: A bounce is small; what is larger is no bounce and is not read.
LARGEST = 4_000_000

#: 163, 126 and yeah.net answer "Unsafe Login" to SELECT from a client that did not say who it is (RFC 2971).
_WHO = '("name" "kexie-digest")'
imaplib.Commands.setdefault("ID", ("NONAUTH", "AUTH", "SELECTED"))


class Mailbox:
    """An open mailbox; use it in ``with``."""

    def __init__(self, url: str, context: ssl.SSLContext | None = None) -> None:
        """Log in and open the folder.

        Args:
            url: Where; a password is never repeated in an error.
            context: How certificates are checked; default: the system's authorities.

        Raises:
            DeliveryError: ``bad_url``, ``mailbox_unreachable``, ``insecure_login``,
                ``mailbox_refused``.
        """
        parts = urlsplit(url)
        self._place = parts.hostname or ""
        self._imap = self._connect(parts, context or ssl.create_default_context())
        try:
            self._log_in(unquote(parts.username or ""), unquote(parts.password or ""))
            status, _ = self._imap.select(_folder(unquote(parts.path.strip("/")) or "INBOX"))
        except _BROKEN:
            status = "NO"
        if status != "OK":
            self.close()
            raise DeliveryError(
                f"退信邮箱拒绝登录或没有该文件夹 (the bounce mailbox refused us) [{self._place}]",
                code="mailbox_refused",
                advice="请核对 KEXIE_BOUNCE_MAILBOX 的用户名、授权码和文件夹名，并在邮箱设置里开启 IMAP。",
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
        except _BROKEN as error:
            raise _broken() from error

    def mark_seen(self, number: str) -> None:
        """Mark a mail as done with.

        Args:
            number: From :meth:`unseen`.

        Raises:
            DeliveryError: Code ``mailbox_unreachable``: the line broke; the mail is read again.
        """
        try:
            self._imap.uid("STORE", number, "+FLAGS.SILENT", r"(\Seen)")
        except _BROKEN as error:
            raise _broken() from error

    def close(self) -> None:
        """Log out if somebody listens."""
        try:
            self._imap.logout()
        except _BROKEN:  # logging out failed, so imaplib left the socket open
            with contextlib.suppress(OSError):
                self._imap.shutdown()

    def _connect(self, parts: SplitResult, context: ssl.SSLContext) -> imaplib.IMAP4:
        """Connect; no password crosses a network in the clear."""
        try:
            port = parts.port or _PORTS[parts.scheme]
        except (ValueError, KeyError):
            raise DeliveryError(
                "KEXIE_BOUNCE_MAILBOX 有误 (no IMAP address)",
                code="bad_url",
                advice="写法如 imaps://用户:授权码@imap.example.org/INBOX。",
            ) from None
        try:
            if parts.scheme == "imaps":
                return imaplib.IMAP4_SSL(self._place, port, ssl_context=context, timeout=_TIMEOUT)
            imap = imaplib.IMAP4(self._place, port, timeout=_TIMEOUT)
            if not is_loopback(self._place):
                self._secure(imap, context)
        except _BROKEN as error:
            # A server's own words are left out; strerror is the system's text (Connection refused).
            cause = (isinstance(error, OSError) and error.strerror) or type(error).__name__
            raise DeliveryError(
                f"连不上退信邮箱 (cannot reach the bounce mailbox): {cause} [{self._place}]",
                code="mailbox_unreachable",
                advice="请检查 KEXIE_BOUNCE_MAILBOX 的服务器名、端口和证书。",
            ) from None
        return imap

    def _secure(self, imap: imaplib.IMAP4, context: ssl.SSLContext) -> None:
        if "STARTTLS" not in imap.capabilities:
            imap.shutdown()
            raise DeliveryError(
                f"不在明文连接上发送密码 (no password over a plain connection): {self._place}",
                code="insecure_login",
                advice="请把 KEXIE_BOUNCE_MAILBOX 改成 imaps:// 开头。",
            )
        imap.starttls(context)

    def _log_in(self, user: str, password: str) -> None:
        if "AUTH=PLAIN" in self._imap.capabilities or not (user + password).isascii():
            # LOGIN takes ASCII only.
            self._imap.authenticate("PLAIN", lambda _: f"\0{user}\0{password}".encode())
        else:
            self._imap.login(user, password)
        with contextlib.suppress(imaplib.IMAP4.error):  # who cannot say ID needs none
            self._imap.xatom("ID", _WHO)

    def _fetch(self, number: str) -> bytes:
        """Give a mail's bytes without touching its flags; nothing for one that is gone or too large."""
        _, sized = self._imap.uid("FETCH", number, "(RFC822.SIZE)")
        answer = b" ".join(part for part in sized if isinstance(part, bytes))
        size = re.search(rb"RFC822\.SIZE (\d+)", answer)
        if size is None or int(size[1]) > LARGEST:
            return b""
        _, parts = self._imap.uid("FETCH", number, "(BODY.PEEK[])")
        return next((part[1] for part in parts if isinstance(part, tuple)), b"")


def _folder(name: str) -> str:
    """Quote a folder's name, other than ASCII in modified UTF-7 (RFC 3501 §5.1.3)."""

    def shifted(found: re.Match[str]) -> str:
        encoded = base64.b64encode(found[0].encode("utf-16-be")).decode("ascii")
        return "&" + encoded.rstrip("=").replace("/", ",") + "-"

    encoded = re.sub(r"[^\x20-\x7e]+", shifted, name.replace("&", "&-"))
    return '"' + re.sub(r'(["\\])', r"\\\1", encoded) + '"'


def _broken() -> DeliveryError:
    return DeliveryError(
        "读退信时连接中断 (the line to the bounce mailbox broke)",
        code="mailbox_unreachable",
        advice="下次会接着读。",
    )
