"""Settings of those who watch the program: logs, metrics, alarms.

Takes the checked texts of the variables, gives one frozen value. It opens no connection.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlsplit

from pydantic import SecretStr

NAMES = ("LOG", "METRICS_TOKEN", "ALARM_HOOKS", "ALARM_SECRET", "ALARM_MAIL", "ALARM_PRIVATE")

#: What a robot's address begins with → whose format it is: 企业微信, 钉钉, 飞书; ours without one.
ROBOTS = ("wecom", "dingtalk", "feishu")
_HOOK = re.compile(rf"(?:(?:{'|'.join(ROBOTS)})\+)?https?://[^\s/@]+(?:/\S*)?")
_HOOKS = re.compile(rf"{_HOOK.pattern}(?:\s+{_HOOK.pattern})*")
_ADDRESS = r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,253}"
_HOST = r"[A-Za-z0-9.:-]{1,253}"

#: Name → the form its value must have, what is expected, an example for the advice.
FORMS: Mapping[str, tuple[re.Pattern[str], str, str]] = {
    "LOG": (re.compile("text|json"), "text or json", "text 供人看，json 供日志系统收"),
    "METRICS_TOKEN": (re.compile(r"[\x21-\x7e]{16,}"), "at least 16 characters", "至少 16 个字符，不带空格"),
    "ALARM_HOOKS": (
        _HOOKS,
        "web addresses separated by spaces",
        "例如 https://ops.example.org/hook；机器人写作 wecom+https://…、dingtalk+https://…、feishu+https://…",
    ),
    "ALARM_SECRET": (re.compile(r"\S{16,}"), "at least 16 characters", "至少 16 个字符，收方用它核对签名"),
    "ALARM_MAIL": (
        re.compile(rf"{_ADDRESS}(?:\s+{_ADDRESS})*"),
        "mail addresses separated by spaces",
        "例如 duty@example.org admin@example.org",
    ),
    "ALARM_PRIVATE": (
        re.compile(rf"{_HOST}(?:\s+{_HOST})*"),
        "host names separated by spaces",
        "内网里接收报警的主机名，例如 ops.lan",
    ),
}


@dataclass(frozen=True, slots=True)
class Hook:
    """Where alarms are posted: ``form`` is one of :data:`ROBOTS`, empty for our own JSON.

    ``secret`` signs a robot's request; it is written after ``#secret=`` of the address.
    """

    url: SecretStr
    form: str = ""
    secret: SecretStr | None = None


@dataclass(frozen=True, slots=True)
class WatchSettings:
    """What the machine's owner set; ``private`` are hosts that may lie in the own network."""

    is_log_json: bool = False
    metrics_token: SecretStr | None = None
    hooks: tuple[Hook, ...] = ()
    secret: SecretStr | None = None
    mail: tuple[str, ...] = ()
    private: tuple[str, ...] = field(default=())


def watch_settings(values: Mapping[str, str]) -> WatchSettings:
    """Make the value.

    Args:
        values: Name → checked text, for the variables that are set.

    Returns:
        The settings.
    """
    return WatchSettings(
        is_log_json=values.get("LOG") == "json",
        metrics_token=_secret(values.get("METRICS_TOKEN")),
        hooks=tuple(_hook(text) for text in values.get("ALARM_HOOKS", "").split()),
        secret=_secret(values.get("ALARM_SECRET")),
        mail=tuple(values.get("ALARM_MAIL", "").split()),
        private=tuple(values.get("ALARM_PRIVATE", "").split()),
    )


def _hook(text: str) -> Hook:
    form, plus, address = text.partition("+")
    if not plus or form not in ROBOTS:
        form, address = "", text
    parts = urlsplit(address)
    secret = dict(parse_qsl(parts.fragment.replace("+", "%2B"))).get("secret")
    return Hook(SecretStr(parts._replace(fragment="").geturl()), form, _secret(secret))


def _secret(text: str | None) -> SecretStr | None:
    return SecretStr(text) if text else None
