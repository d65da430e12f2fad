"""Settings of the mail room: signing, bounces, hours. Read by ``settings``.

Takes the checked texts of the variables, gives one frozen value. It opens no file and
no connection.
"""

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

NAMES = ("DKIM_KEY", "DKIM_SELECTOR", "BOUNCE_ADDRESS", "BOUNCE_MAILBOX", "SEND_WINDOW")

#: Name → the form its value must have, what is expected, an example for the advice.
FORMS: Mapping[str, tuple[re.Pattern[str], str, str]] = {
    "DKIM_SELECTOR": (
        re.compile(r"[a-z0-9]([a-z0-9.-]{0,61}[a-z0-9])?"),
        "a DNS label",
        "小写字母和数字，例如 kexie2026",
    ),
    "BOUNCE_ADDRESS": (
        re.compile(r"[A-Za-z0-9._-]{1,20}@[A-Za-z0-9.-]+"),
        "a mail address with a short name",
        "例如 bounce@digest.example.org；该邮箱须接收 bounce+…@digest.example.org",
    ),
    "BOUNCE_MAILBOX": (
        re.compile(r"imaps?://\S+"),
        "an IMAP address",
        "例如 imaps://bounce:密码@imap.example.org/INBOX",
    ),
    "SEND_WINDOW": (
        re.compile(r"([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)"),
        "hours such as 07:00-21:00",
        "例如 07:00-21:00（刊物所在时区）",
    ),
}


@dataclass(frozen=True, slots=True)
class MailSettings:
    """What the machine's owner set for mail; ``window`` is the local time from and to which it goes out."""

    dkim_key: Path | None = None
    dkim_selector: str = "kexie"
    bounce_address: str = ""
    bounce_mailbox: SecretStr | None = None
    window: tuple[dt.time, dt.time] | None = None


def mail_settings(values: Mapping[str, str], root: Path) -> MailSettings:
    """Make the value.

    Args:
        values: Name → checked text, for the variables that are set.
        root: Where relative paths start.

    Returns:
        The settings.
    """
    mailbox = values.get("BOUNCE_MAILBOX")
    return MailSettings(
        dkim_key=root / values["DKIM_KEY"] if "DKIM_KEY" in values else None,
        dkim_selector=values.get("DKIM_SELECTOR", "kexie"),
        bounce_address=values.get("BOUNCE_ADDRESS", ""),
        bounce_mailbox=SecretStr(mailbox) if mailbox else None,
        window=_window(values["SEND_WINDOW"]) if "SEND_WINDOW" in values else None,
    )


def _window(text: str) -> tuple[dt.time, dt.time]:
    """Read two times; 24:00 is the last moment of the day."""
    first, last = (
        dt.time.max if part == "24:00" else dt.time.fromisoformat(part) for part in text.split("-")
    )
    return first, last
