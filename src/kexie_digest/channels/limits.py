"""What an account allows, as its owner wrote it behind the address.

Takes ``smtp://…?connections=4&per_minute=300&per_day=2000&per_connection=50``, gives
numbers and a name that shows no password. It connects to nothing.
"""

from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from kexie_digest.errors import DeliveryError

#: Providers close connections that carry too many mails; QQ and 163 allow a few dozen.
PER_CONNECTION = 50

_CONNECTIONS = 4
_MOST = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Limits:
    """An account's name and limits; 0 means no limit."""

    name: str
    connections: int = 1
    per_minute: int = 0
    per_day: int = 0
    per_connection: int = 0


def limits_of(url: str) -> Limits:
    """Read an account's limits.

    Args:
        url: The channel's address.

    Returns:
        Its limits; a folder has one connection and none.

    Raises:
        DeliveryError: Code ``bad_url``: a limit is no number.
    """
    parts = urlsplit(url)
    if parts.scheme == "file":
        return Limits("file")
    options = parse_qs(parts.query, keep_blank_values=True)
    place = parts.netloc.rpartition("@")[2]
    name = f"{parts.username}@{place}" if parts.username else place
    return Limits(
        name=name,
        connections=max(_number(options, "connections", _CONNECTIONS), 1),
        per_minute=_number(options, "per_minute", 0),
        per_day=_number(options, "per_day", 0),
        per_connection=_number(options, "per_connection", PER_CONNECTION),
    )


def _number(options: dict[str, list[str]], name: str, usual: int) -> int:
    text = options.get(name, [str(usual)])[0]
    if not (text.isascii() and text.isdigit()) or int(text) > _MOST:
        raise DeliveryError(
            f"KEXIE_SMTP_URL 有误：{name} 不是数字 ({name} is not a number)",
            code="bad_url",
            permanent=True,
            advice=f"例如 smtps://用户:密码@服务器?{name}=300。",
        )
    return int(text)
