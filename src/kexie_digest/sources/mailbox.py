"""Mailboxes (IMAP): newsletters and submissions, one Document a letter.

Takes a Source whose url names server and folder, gives the unread letters as they were
delivered; ``letter`` takes them apart. A letter is marked as read only when the store has
it (``Fetched.acknowledge``), so that none is lost when we are killed in between; it is known
by its Message-ID and never taken twice. The login comes from the environment by name and is
repeated in no error. Nothing is ever deleted or moved.
"""

from __future__ import annotations

import contextlib
import hashlib
import imaplib
import re
import socket
import ssl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from email import message_from_bytes, policy
from functools import partial
from ipaddress import ip_address
from threading import Timer
from typing import Any
from urllib.parse import unquote, urlsplit

from kexie_digest.errors import SourceError
from kexie_digest.model import Document, SeenPage, Source, SourceState
from kexie_digest.sources.contract import Fetched, Tools
from kexie_digest.sources.identity import bounded
from kexie_digest.sources.outcomes import failed
from kexie_digest.sources.polling import after_success

#: An attachment may have 50 MB; base64 makes a third more of it.
LARGEST = 70 * 1024 * 1024
#: Letters, and bytes, taken in one poll: they lie in memory together.
MOST_LETTERS = 50
MOST_BYTES = 100 * 1024 * 1024
TIMEOUT = 30.0
#: Seconds for a whole poll: a server that talks without end keeps every single answer within its limit.
WHOLE = 600.0
#: Seconds after which no further letter is asked for: a slow mailbox gives a few at each poll.
ASKING = 300.0
_PORTS = {"imap": 143, "imaps": 993}
_SIZE = re.compile(rb"UID (\d+).*?RFC822\.SIZE (\d+)|RFC822\.SIZE (\d+).*?UID (\d+)")
#: Who is asking (RFC 2971).
_WHO = '("name" "kexie-digest")'
_VALIDITY = re.compile(rb"\d+")


@dataclass(frozen=True, slots=True)
class _Letter:
    """An unread letter: its number in the folder and its size in bytes."""

    number: str
    size: int


class _Watched(imaplib.IMAP4):
    """A connection that is cut when the whole poll, from the greeting to the farewell, takes too long."""

    def open(self, *args: Any, **options: Any) -> None:  # noqa: ANN401 - imaplib's own, which differ by class
        """Connect, which has its own limit, and begin to watch."""
        super().open(*args, **options)
        self._watchdog = Timer(WHOLE, self._cut)
        self._watchdog.daemon = True
        self._watchdog.start()

    def shutdown(self) -> None:
        """Close the connection; there is nothing left to watch."""
        self._watchdog.cancel()
        super().shutdown()

    def _cut(self) -> None:
        """End the connection under the thread that reads from it; it finds the line broken."""
        with contextlib.suppress(OSError):
            self.socket().shutdown(socket.SHUT_RDWR)


class _WatchedTLS(_Watched, imaplib.IMAP4_SSL):
    """The same, encrypted."""


def fetch(source: Source, seen: SourceState, tools: Tools) -> Fetched:
    """Read what nobody has read yet.

    Args:
        source: ``imaps://host/folder``; ``account`` names its login.
        seen: What we remember of it; letters too large were told once.
        tools: Logins and the clock.

    Returns:
        One document a letter, the oldest first.
    """
    now, until = tools.clock.now(), tools.clock.monotonic() + ASKING
    try:
        with _opened(source, tools) as (imap, validity):
            letters = _unread(imap)
            told = {page.link for page in seen.pages}
            large = [one for one in letters if one.size > LARGEST]
            taken = _read(source, tools, imap, _portion(letters), until)
    except SourceError as error:
        return failed(source, seen, tools, error)
    except (imaplib.IMAP4.error, OSError, ValueError) as error:
        words = f"读邮箱时连接中断 (the line broke): {type(error).__name__}"
        return failed(source, seen, tools, _error(source, "connection_failed", words))
    names = {f"{validity}/{one.number}" for one in large}
    state = replace(seen, pages=tuple(SeenPage(name) for name in sorted(names)))
    return Fetched(
        state=after_success(source, state, now),
        documents=tuple(one for one in taken.values() if one.content),  # deleted by somebody meanwhile
        warnings=tuple(_too_large(source, one) for one in large if f"{validity}/{one.number}" not in told),
        acknowledge=partial(_mark_read, source, tools, list(taken), validity),
    )


def _portion(letters: Sequence[_Letter]) -> list[_Letter]:
    """Take the oldest letters that fit into one poll."""
    taken: list[_Letter] = []
    total = 0
    for one in letters:
        if one.size > LARGEST:
            continue
        total += one.size
        if len(taken) == MOST_LETTERS or (taken and total > MOST_BYTES):
            break
        taken.append(one)
    return taken


@contextmanager
def _opened(source: Source, tools: Tools) -> Iterator[tuple[imaplib.IMAP4, str]]:
    """Log in and open the folder; give it with the number that its letters' numbers hold for."""
    user, _, password = tools.accounts.get(source.account, "").partition(":")
    if not password:
        raise _error(
            source,
            "no_account",
            f"没有设置邮箱登录信息 KEXIE_MAILBOX_{source.account} (its login is not set)",
            advice=f"请设置环境变量 KEXIE_MAILBOX_{source.account}=用户名:授权码（或 …_FILE 指向文件）。",
        )
    imap = _connected(source)
    try:
        try:
            _log_in(imap, user, password)
            folder = unquote(urlsplit(source.url).path.strip("/")) or "INBOX"
            status, _ = imap.select('"' + _in_utf7(folder).replace("\\", "\\\\").replace('"', '\\"') + '"')
        except imaplib.IMAP4.abort:  # the line broke, nobody refused
            raise
        except (imaplib.IMAP4.error, UnicodeError):
            status = "NO"
        if status != "OK":
            raise _error(
                source,
                "forbidden",
                "邮箱拒绝登录，或没有该文件夹 (the mailbox refuses the login, or has no such folder)",
                advice=f"请核对 KEXIE_MAILBOX_{source.account} 的用户名和授权码，以及网址里的文件夹名。",
            )
        _, answer = imap.response("UIDVALIDITY")
        found = _VALIDITY.search((answer[0] if answer else None) or b"")
        yield imap, found[0].decode("ascii") if found else "0"
    finally:
        with contextlib.suppress(imaplib.IMAP4.error, OSError):
            imap.logout()
        with contextlib.suppress(OSError):
            imap.shutdown()  # a farewell that failed leaves the line open


def _log_in(imap: imaplib.IMAP4, user: str, password: str) -> None:
    if "AUTH=PLAIN" in imap.capabilities or not (user + password).isascii():
        # LOGIN takes ASCII only.
        imap.authenticate("PLAIN", lambda _: f"\0{user}\0{password}".encode())
    else:
        imap.login(user, password)
    with contextlib.suppress(imaplib.IMAP4.error):  # 163.com opens no folder for who does not say ID
        imap.xatom("ID", _WHO)


def _connected(source: Source) -> imaplib.IMAP4:
    parts = urlsplit(source.url)
    host, port = parts.hostname or "", parts.port or _PORTS[parts.scheme.lower()]
    try:
        if parts.scheme.lower() == "imaps":
            context = ssl.create_default_context()
            return _WatchedTLS(host, port, ssl_context=context, timeout=TIMEOUT)
        if not _is_this_machine(host, port):
            raise _error(
                source,
                "address_refused",
                "不加密的邮箱连接只许在本机 (an unencrypted mailbox is read on this machine only)",
                advice="请把网址写成 imaps://…。",
            )
        return _Watched(host, port, timeout=TIMEOUT)
    except ssl.SSLError:
        raise _error(source, "tls_failed", "邮箱服务器证书无效 (the TLS connection failed)") from None
    except TimeoutError:
        raise _error(source, "timeout", "邮箱服务器没有及时答复 (no answer in time)") from None
    except (imaplib.IMAP4.error, OSError):
        raise _error(source, "connection_failed", "连不上邮箱服务器 (no connection)") from None


def _is_this_machine(host: str, port: int) -> bool:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return all(ip_address(str(entry[4][0]).partition("%")[0]).is_loopback for entry in found)


def _unread(imap: imaplib.IMAP4) -> list[_Letter]:
    _, found = imap.uid("SEARCH", "UNSEEN")
    numbers = (found[0] or b"").split()[: MOST_LETTERS * 4]
    if not numbers:
        return []
    _, answers = imap.uid("FETCH", b",".join(numbers).decode("ascii"), "(RFC822.SIZE)")
    letters = []
    for answer in answers:
        line = answer if isinstance(answer, bytes) else answer[0] if answer else b""
        match = _SIZE.search(line)
        if match:
            number, size = (match[1], match[2]) if match[1] else (match[4], match[3])
            letters.append(_Letter(number.decode("ascii"), int(size)))
    return sorted(letters, key=lambda one: int(one.number))


def _read(
    source: Source, tools: Tools, imap: imaplib.IMAP4, letters: Sequence[_Letter], until: float
) -> dict[str, Document]:
    """Read letters while there is time; those that came whole are kept when the line breaks later."""
    taken: dict[str, Document] = {}
    for one in letters:
        if taken and tools.clock.monotonic() > until:
            break
        try:
            taken[one.number] = _document(source, tools, imap, one)
        except (imaplib.IMAP4.error, OSError, ValueError):
            if not taken:
                raise
            break  # the next poll begins with this one, and tells
    return taken


def _document(source: Source, tools: Tools, imap: imaplib.IMAP4, letter: _Letter) -> Document:
    _, parts = imap.uid("FETCH", letter.number, "(BODY.PEEK[])")
    content = next((bytes(part[1]) for part in parts if isinstance(part, tuple)), b"")
    digest = hashlib.sha256(content).hexdigest()
    name = source.name or source.key
    return Document(
        content=content,
        sha256=digest,
        media_type="message/rfc822",
        name=f"{name}.eml",
        source_key=source.key,
        address=f"{source.url}#{letter.number}",
        identity=_message_id(content) or f"letter:{digest}",
        fetched_at=tools.clock.now(),
    )


def _message_id(content: bytes) -> str:
    """Read the Message-ID (RFC 5322 §3.6.4): the same letter in two copies has one."""
    head = re.split(rb"\r?\n\r?\n", content, maxsplit=1)[0]
    name = str(message_from_bytes(head, policy=policy.compat32).get("Message-ID") or "")
    return bounded("".join(name.split()))


def _mark_read(source: Source, tools: Tools, numbers: Sequence[str], validity: str) -> None:
    """Mark letters that are kept; when that fails they are known at the next poll, and marked then."""
    if not numbers:
        return
    with (
        contextlib.suppress(SourceError, imaplib.IMAP4.error, OSError),
        _opened(source, tools) as (imap, now_valid),
    ):
        if now_valid == validity:
            imap.uid("STORE", ",".join(numbers), "+FLAGS", r"(\Seen)")


def _in_utf7(name: str) -> str:
    """Write a folder's name in IMAP's own UTF-7 (RFC 3501 §5.1.3)."""
    pieces = re.split(r"([^\x20-\x7e]+)", name)
    return "".join(
        "&" + piece.encode("utf-7").decode("ascii")[1:].removesuffix("-").replace("/", ",") + "-"
        if index % 2
        else piece.replace("&", "&-")
        for index, piece in enumerate(pieces)
    )


def _too_large(source: Source, letter: _Letter) -> SourceError:
    return _error(
        source,
        "too_large",
        f"有一封信 {letter.size // 1024**2} MB，没有收取 (a letter is too large and was left unread)",
        advice="请在邮箱里打开这封信，把附件存下来投放。",
    )


def _error(source: Source, code: str, message: str, advice: str = "") -> SourceError:
    advice = advice or "程序会自动重试；请核对 sources.yaml 里的服务器名和端口。"
    return SourceError(message, subject=source.url, code=code, advice=advice)
