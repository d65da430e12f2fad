"""Settings of the machine: the only reader of the environment.

Takes ``KEXIE_*`` variables, each also as ``KEXIE_*_FILE`` (a file that holds the
value, for secrets), gives one frozen :class:`Settings`. It opens no database and
no connection; secrets are masked in every ``repr`` and log line.
"""

import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import SecretStr

from kexie_digest.config.mistakes import ConfigErrors, nearest
from kexie_digest.config.settings import mail_room, watch_room
from kexie_digest.errors import ConfigError

PREFIX = "KEXIE_"
NAMES = (
    *("DATABASE_URL", "VAR_DIR", "SMTP_URL", "PUBLIC_URL", "SECRET_KEY", "TEMPLATES", "OBJECTS_URL"),
    *mail_room.NAMES,
    *watch_room.NAMES,
)
DEFAULT_PUBLIC_URL = "https://digest.invalid"
#: A shorter key could be guessed; the generated one has 43 characters.
SHORTEST_KEY = 16


@dataclass(frozen=True, slots=True)
class Settings:
    """What the machine's owner set.

    ``database_url``, ``smtp_url`` and ``objects_url`` may hold passwords and are masked like the
    key: ask ``get_secret_value()`` at the place of use. ``secret_key`` is None
    until it is set or :func:`secret_key` made one. ``mailboxes`` are logins by name.
    """

    var_dir: Path
    database_url: SecretStr
    public_url: str = DEFAULT_PUBLIC_URL
    smtp_url: SecretStr | None = None
    templates: Path | None = None
    secret_key: SecretStr | None = None
    objects_url: SecretStr | None = None
    mail: mail_room.MailSettings = field(default_factory=mail_room.MailSettings)
    watch: watch_room.WatchSettings = field(default_factory=watch_room.WatchSettings)
    mailboxes: Mapping[str, SecretStr] = field(default_factory=dict)


def load_settings(environment: Mapping[str, str] | None = None, *, folder: Path | None = None) -> Settings:
    """Read the settings.

    Args:
        environment: Variables; default: those of the process.
        folder: Where relative paths start; default: the working folder.

    Returns:
        The settings; without any variable the database is SQLite in ``var/``.

    Raises:
        ConfigErrors: Variables are unknown, doubled or wrong; all are named.
    """
    environment = os.environ if environment is None else environment  # noqa: TID251 - this is the one place
    root = (folder or Path.cwd()).absolute()
    mistakes = _unknown(environment)
    values: dict[str, str] = {}
    for name in NAMES:
        try:
            value = _value(environment, name)
            if value:
                _CHECKS.get(name, _accept)(name, value)
                values[name] = value
        except ConfigError as mistake:
            mistakes.append(mistake)
    mailboxes, wrong = mail_room.read_accounts(environment, _value)
    mistakes += wrong
    if "TEMPLATES" in values and not (root / values["TEMPLATES"]).is_dir():
        mistakes.append(_wrong("TEMPLATES", "an existing folder", "请检查路径；不设则用自带的模板。"))
    if "DKIM_KEY" in values and not (root / values["DKIM_KEY"]).is_file():
        mistakes.append(_wrong("DKIM_KEY", "an existing file", "请检查私钥文件的路径；不设则不签名。"))
    if mistakes:
        raise ConfigErrors(mistakes)
    return replace(_settings(values, root), mailboxes=mailboxes)


def secret_key(settings: Settings) -> SecretStr:
    """Give the key that signs links; make it on the first start.

    The key is written to ``var/secret_key``, readable by its owner only. Two
    processes that start together end up with the same key: the file is linked
    into place whole, and the second one reads what the first one wrote.

    Args:
        settings: Where ``var/`` is, and a key when one is set.

    Returns:
        The key.

    Raises:
        ConfigError: ``var/`` cannot be written, or the file holds no usable key.
    """
    if settings.secret_key is not None:
        return settings.secret_key
    path = settings.var_dir / "secret_key"
    try:
        if not path.exists():
            _write_key(path)
        path.chmod(0o600)
        key = path.read_text(encoding="ascii").strip()
    except (OSError, UnicodeError) as error:
        raise ConfigError(
            "无法保存或读取密钥文件 (the secret key file cannot be written or read)",
            subject=str(path),
            code="secret_key_unusable",
            advice=f"请检查文件夹 {path.parent} 的权限，或设置 KEXIE_SECRET_KEY_FILE。",
        ) from error
    _check_key("SECRET_KEY", key)
    return SecretStr(key)


def _write_key(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}.{secrets.token_hex(4)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as stream:
            stream.write(secrets.token_urlsafe(32))
            stream.flush()
            os.fsync(descriptor)
        try:
            path.hardlink_to(draft)
        except FileExistsError:
            return
    finally:
        draft.unlink(missing_ok=True)


def _unknown(environment: Mapping[str, str]) -> list[ConfigError]:
    known = {PREFIX + name + suffix for name in NAMES for suffix in ("", "_FILE")}
    return [
        _unknown_variable(name, known)
        for name in environment
        if name.startswith(PREFIX) and name not in known and not mail_room.is_account(name)
    ]


def _unknown_variable(name: str, known: set[str]) -> ConfigError:
    meant = nearest(name.removeprefix(PREFIX), [one.removeprefix(PREFIX) for one in known])
    every = "、".join(PREFIX + known_name for known_name in NAMES)
    return ConfigError(
        "不认识的环境变量 (unknown environment variable)",
        subject=name,
        code="unknown_variable",
        advice=f"是不是 {PREFIX}{meant}？请改名或删去。" if meant else f"请删去；可用的有：{every}。",
    )


def _value(environment: Mapping[str, str], name: str) -> str:
    """Read a variable or the file it names; empty means not set, as in compose files."""
    plain, file = environment.get(PREFIX + name, ""), environment.get(f"{PREFIX}{name}_FILE", "")
    if plain and file:
        raise ConfigError(
            "同一设置写了两次 (set twice: as a value and as a file)",
            subject=f"{PREFIX}{name}, {PREFIX}{name}_FILE",
            code="set_twice",
            advice="请只留下其中一个。",
        )
    if not file:
        return plain.strip()
    try:
        value = Path(file).read_text(encoding="utf-8").strip()
    except (OSError, UnicodeError, ValueError) as error:
        raise ConfigError(
            "设置所指的文件无法读取 (the file that a setting names cannot be read)",
            subject=f"{PREFIX}{name}_FILE={file}",
            code="setting_file_unreadable",
            advice="请检查路径和权限；文件须为 UTF-8 文本。",
        ) from error
    if not value:
        raise ConfigError(
            "设置所指的文件是空的 (the file that a setting names is empty)",
            subject=f"{PREFIX}{name}_FILE={file}",
            code="setting_file_empty",
            advice="请把值写进该文件，或删去这个变量。",
        )
    return value


def _wrong(name: str, expected: str, advice: str) -> ConfigError:
    """Say what was expected; the value itself may hold a password and is not shown."""
    return ConfigError(
        f"环境变量的值不对 (wrong value: expected {expected})",
        subject=PREFIX + name,
        code="bad_setting",
        advice=advice,
    )


def _accept(name: str, value: str) -> None:
    """Take any text."""


def _check_database(name: str, value: str) -> None:
    if "://" not in value:
        raise _wrong(
            name, "a database URL", "例如 sqlite:////srv/kexie/var/kexie.db 或 postgresql+psycopg://…"
        )


def _check_objects(name: str, value: str) -> None:
    if not value.startswith("s3://"):
        raise _wrong(
            name,
            "an address of a bucket",
            "例如 s3://桶名/前缀?endpoint=https://s3.example.org；不设则用本机文件夹。",
        )


def _check_smtp(name: str, value: str) -> None:
    if any("://" not in account for account in value.split()):
        raise _wrong(name, "a mail server URL", "例如 smtp://user:password@mail.example.org:587")


def _check_public(name: str, value: str) -> None:
    try:
        parts = urlsplit(value)
        usable = (
            parts.scheme in {"http", "https"} and bool(parts.hostname) and not (parts.query or parts.fragment)
        )
    except ValueError:
        usable = False
    if not usable:
        raise _wrong(name, "an http or https address", "例如 https://digest.example.org")


def _check_key(name: str, value: str) -> None:
    if len(value) < SHORTEST_KEY:
        raise _wrong(
            name,
            f"at least {SHORTEST_KEY} characters",
            f"密钥至少 {SHORTEST_KEY} 个字符；不设则自动生成，已生成的坏文件可以删去。",
        )


#: Name → the form its value must have, what is expected, an example.
_FORMS = {**mail_room.FORMS, **watch_room.FORMS}


def _check_form(name: str, value: str) -> None:
    form, expected, example = _FORMS[name]
    if not form.fullmatch(value):
        raise _wrong(name, expected, example)


_CHECKS: Mapping[str, Callable[[str, str], None]] = {
    "DATABASE_URL": _check_database,
    "SMTP_URL": _check_smtp,
    "OBJECTS_URL": _check_objects,
    "PUBLIC_URL": _check_public,
    "SECRET_KEY": _check_key,
    **dict.fromkeys(_FORMS, _check_form),
}


def _settings(values: Mapping[str, str], root: Path) -> Settings:
    var_dir = root / values.get("VAR_DIR", "var")
    return Settings(
        var_dir=var_dir,
        database_url=SecretStr(values.get("DATABASE_URL") or f"sqlite:///{var_dir / 'kexie.db'}"),
        public_url=values.get("PUBLIC_URL", DEFAULT_PUBLIC_URL).rstrip("/"),
        smtp_url=SecretStr(values["SMTP_URL"]) if "SMTP_URL" in values else None,
        templates=root / values["TEMPLATES"] if "TEMPLATES" in values else None,
        secret_key=SecretStr(values["SECRET_KEY"]) if "SECRET_KEY" in values else None,
        objects_url=SecretStr(values["OBJECTS_URL"]) if "OBJECTS_URL" in values else None,
        mail=mail_room.mail_settings(values, root),
        watch=watch_room.watch_settings(values),
    )
