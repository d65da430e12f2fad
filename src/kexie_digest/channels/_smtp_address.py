"""Where and how to reach an SMTP server, read from one URL.

Takes ``smtp://user:password@host:port?starttls&timeout=30`` or ``smtps://…``, gives
a value whose ``repr`` shows no password. It connects to nothing.
"""

import ipaddress
from dataclasses import dataclass, field
from enum import Enum
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from kexie_digest.errors import DeliveryError


class Security(Enum):
    """How the connection is protected."""

    NONE = "none"
    STARTTLS = "starttls"
    TLS = "tls"


_PORTS = {Security.NONE: 25, Security.STARTTLS: 587, Security.TLS: 465}


@dataclass(frozen=True, slots=True)
class SmtpAddress:
    """One server and account; ``timeout`` is in seconds, per command."""

    host: str
    port: int
    security: Security = Security.NONE
    user: str = ""
    password: str = field(default="", repr=False)
    timeout: float = 30.0

    @property
    def place(self) -> str:
        """Host and port, fit for messages."""
        return f"{self.host}:{self.port}"


def read_address(url: str) -> SmtpAddress:
    """Read an SMTP URL.

    Args:
        url: As configured; user and password percent-encoded.

    Returns:
        The address; ports default to 25, 587 with ``?starttls``, 465 with ``smtps``.

    Raises:
        DeliveryError: ``bad_url``; ``insecure_login`` for a password that would cross
            a network in the clear. Neither repeats the URL.
    """
    parts = urlsplit(url)
    options = parse_qs(parts.query, keep_blank_values=True)
    tls = Security.STARTTLS if "starttls" in options else Security.NONE
    security = Security.TLS if parts.scheme == "smtps" else tls
    host = parts.hostname
    if not host:
        raise _bad_url("缺少服务器名 (no host)")
    address = SmtpAddress(
        host=host,
        port=_port(parts, security),
        security=security,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        timeout=_seconds(options.get("timeout", ["30"])[0]),
    )
    if address.user and security is Security.NONE and not is_loopback(host):
        raise DeliveryError(
            f"不在明文连接上发送密码 (no password over a plain connection): {address.place}",
            code="insecure_login",
            permanent=True,
            advice="请改用 smtps://，或在地址末尾加上 ?starttls。",
        )
    return address


def _port(parts: SplitResult, security: Security) -> int:
    try:
        return parts.port or _PORTS[security]
    except ValueError:
        raise _bad_url("端口不是 0—65535 的数字 (the port is not a number)") from None


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= 3600:  # noqa: PLR2004 - an hour is the longest anybody means
        raise _bad_url("timeout 不是秒数 (timeout is not a number of seconds)")
    return seconds


def is_loopback(host: str) -> bool:
    """Tell whether a host is this machine, so that nobody listens on the way."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _bad_url(message: str) -> DeliveryError:
    return DeliveryError(
        f"KEXIE_SMTP_URL 有误：{message}",
        code="bad_url",
        permanent=True,
        advice="写法如 smtp://用户:密码@服务器:587?starttls 或 smtps://用户:密码@服务器。",
    )
