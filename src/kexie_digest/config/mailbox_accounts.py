"""Logins of polled mailboxes: ``KEXIE_MAILBOX_<NAME>``, each ``user:password``.

Takes the environment, gives the logins by name; they stand nowhere else. It opens no
connection, and no error repeats a value.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from pydantic import SecretStr

from kexie_digest.errors import ConfigError

PREFIX = "MAILBOX_"
_NAME = re.compile(r"KEXIE_MAILBOX_([A-Z][A-Z0-9_]{0,39}?)(?:_FILE)?")


def is_account(variable: str) -> bool:
    """Tell whether a variable holds a login.

    Args:
        variable: Its whole name.

    Returns:
        Whether it is one of ours, as a value or as a file.
    """
    return _NAME.fullmatch(variable) is not None


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
    for name in dict.fromkeys(match[1] for variable in environment if (match := _NAME.fullmatch(variable))):
        try:
            value = value_of(environment, PREFIX + name)
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
        subject=f"KEXIE_{PREFIX}{name}",
        code="bad_setting",
        advice="写作“用户名:授权码”，例如 news@example.org:授权码。",
    )
