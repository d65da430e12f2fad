"""Settings of the mail room: signing, bounces, hours; logins of polled mailboxes.

Takes the checked texts of the variables, gives one frozen value. It opens no file and
no connection.
"""

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pydantic import SecretStr

from kexie_digest.errors import ConfigError

#: A polled mailbox: ``KEXIE_MAILBOX_<NAME>`` holds ``user:password``.
MAILBOX = "MAILBOX_"
_ACCOUNT = re.compile(r"KEXIE_MAILBOX_([A-Z][A-Z0-9_]{0,39}?)(?:_FILE)?")
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


def is_account(variable: str) -> bool:
    """Tell whether a variable holds a login.

    Args:
        variable: Its whole name.

    Returns:
        Whether it is one of ours, as a value or as a file.
    """
    return _ACCOUNT.fullmatch(variable) is not None


def read_accounts(
    environment: Mapping[str, str], value_of: Callable[[Mapping[str, str], str], str]
) -> tuple[dict[str, SecretStr], list[ConfigError]]:
    """Read the logins.

    Args:
        environment: Variables.
        value_of: Reads a setting's value, or the file it names.

    Returns:
        Name → login, and what was wrong.
    """
    found: dict[str, SecretStr] = {}
    mistakes: list[ConfigError] = []
    for name in dict.fromkeys(
        match[1] for variable in environment if (match := _ACCOUNT.fullmatch(variable))
    ):
        try:
            value = value_of(environment, MAILBOX + name)
            if value and not all(value.partition(":")):
                raise _wrong(name)
            if value:
                found[name] = SecretStr(value)
        except ConfigError as mistake:
            mistakes.append(mistake)
    return found, mistakes


def _wrong(name: str) -> ConfigError:
    return ConfigError(
        "环境变量的值不对 (wrong value: expected user:password)",
        subject=f"KEXIE_{MAILBOX}{name}",
        code="bad_setting",
        advice="写作“用户名:授权码”，例如 news@example.org:授权码。",
    )
