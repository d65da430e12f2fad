"""Hand a finished message to the world: an SMTP server, or a folder of ``.eml`` files.

Takes a Message and ``arm``, gives the other side's Reply or raises DeliveryError.
A channel decides nothing: whom to mail, when to retry and what a refusal means for
a reader is settled elsewhere. It calls ``arm()`` once, immediately before the point
of no return; when that says no, nothing has been delivered.

A new channel is one module with ``open_channel(url)``, one line here and one test
against a fake server on 127.0.0.1.
"""

from collections.abc import Callable
from importlib import import_module
from typing import Protocol
from urllib.parse import urlsplit

from kexie_digest.channels.limits import Limits, limits_of
from kexie_digest.channels.refusal import RefusedError
from kexie_digest.errors import DeliveryError
from kexie_digest.model import Message, Reply

#: URL scheme -> module with ``open_channel(url) -> Channel``.
CHANNELS: dict[str, str] = {
    "smtp": "kexie_digest.channels.smtp",
    "smtps": "kexie_digest.channels.smtp",
    "file": "kexie_digest.channels.archive_folder",
}

#: Error codes that are about the server or the account: every other copy would meet the same.
ACCOUNT_CODES = frozenset(
    {"bad_url", "insecure_login", "cannot_connect", "no_tls", "login_refused", "cannot_write"}
)

#: Says whether the copy may still go out, after having noted durably that it is about to.
Arm = Callable[[], bool]


class Channel(Protocol):
    """A way out; use it from one thread and close it."""

    def deliver(self, message: Message, arm: Arm) -> Reply:
        """Deliver one message.

        Args:
            message: The copy, complete.
            arm: Called once, right before the point of no return.

        Returns:
            What the other side answered on accepting it.

        Raises:
            DeliveryError: It was not delivered; or, with code ``uncertain``, nobody
                can know whether it was.
        """
        ...

    def check(self) -> None:
        """Try the way as far as it goes without a message.

        Raises:
            DeliveryError: One of :data:`ACCOUNT_CODES`.
        """
        ...

    def close(self) -> None:
        """Let go of connections; safe to call twice."""
        ...


__all__ = [
    "ACCOUNT_CODES",
    "CHANNELS",
    "Arm",
    "Channel",
    "Limits",
    "RefusedError",
    "limits_of",
    "open_channel",
]


def open_channel(url: str) -> Channel:
    """Open the channel a URL names; nothing is connected before the first message.

    Args:
        url: ``smtp://user:password@host:587?starttls``, ``smtps://…`` or
            ``file:///folder``.

    Returns:
        The channel.

    Raises:
        DeliveryError: Code ``bad_url``. The URL itself is never repeated in the
            error: it may hold a password.
    """
    scheme = urlsplit(url).scheme
    if scheme not in CHANNELS:
        known = "、".join(f"{name}://" for name in CHANNELS)
        raise DeliveryError(
            f"不认识的投递地址 (unknown channel scheme): {scheme or '空'}://",
            code="bad_url",
            permanent=True,
            advice=f"请把 KEXIE_SMTP_URL 写成下列之一开头的地址：{known}。",
        )
    channel: Channel = import_module(CHANNELS[scheme]).open_channel(url)
    return channel
