"""Settings from the environment: every name, files for secrets, all mistakes at once."""

from __future__ import annotations

import logging
import os
import stat
from pathlib import Path

import pytest
from pydantic import SecretStr

from kexie_digest.config import ConfigErrors, load_settings, secret_key
from kexie_digest.errors import ConfigError


def test_nothing_set_gives_sqlite_in_var(tmp_path: Path) -> None:
    """Without any variable the program runs: SQLite in var/, mail to files, a public address to be set."""
    settings = load_settings({}, folder=tmp_path)
    assert settings.var_dir == tmp_path / "var"
    assert settings.database_url.get_secret_value() == f"sqlite:///{tmp_path / 'var' / 'kexie.db'}"
    assert settings.public_url == "https://digest.invalid"
    assert settings.smtp_url is None
    assert settings.secret_key is None
    assert settings.templates is None


def test_every_name_is_read(tmp_path: Path) -> None:
    """Each documented variable ends in its field; relative folders start at the given one."""
    (tmp_path / "our-templates").mkdir()
    settings = load_settings(
        {
            "KEXIE_DATABASE_URL": "postgresql+psycopg://u:p@db/kexie",
            "KEXIE_VAR_DIR": "state",
            "KEXIE_SMTP_URL": "smtp://u:p@mail.example.org:587",
            "KEXIE_PUBLIC_URL": "https://digest.example.org/",
            "KEXIE_SECRET_KEY": "k" * 32,
            "KEXIE_TEMPLATES": "our-templates",
            "PATH": "/bin",
        },
        folder=tmp_path,
    )
    assert settings.database_url.get_secret_value() == "postgresql+psycopg://u:p@db/kexie"
    assert settings.var_dir == tmp_path / "state"
    assert settings.smtp_url == SecretStr("smtp://u:p@mail.example.org:587")
    assert settings.public_url == "https://digest.example.org"
    assert settings.secret_key == SecretStr("k" * 32)
    assert settings.templates == tmp_path / "our-templates"


def test_a_file_gives_the_value(tmp_path: Path) -> None:
    """NAME_FILE is read and stripped, as container secrets need."""
    secret = tmp_path / "smtp"
    secret.write_text("smtp://u:p@mail.example.org\n", encoding="utf-8")
    settings = load_settings({"KEXIE_SMTP_URL_FILE": str(secret)}, folder=tmp_path)
    assert settings.smtp_url == SecretStr("smtp://u:p@mail.example.org")


def test_an_empty_variable_is_not_set(tmp_path: Path) -> None:
    """Compose files pass unset variables on as empty ones."""
    assert load_settings({"KEXIE_SMTP_URL": "", "KEXIE_SMTP_URL_FILE": ""}, folder=tmp_path).smtp_url is None


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    """Unknown, doubled, unreadable, empty and malformed settings come in one report."""
    empty = tmp_path / "empty"
    empty.touch()
    environment = {
        "KEXIE_SMPT_URL": "smtp://x",
        "KEXIE_SECRET_KEY": "k" * 32,
        "KEXIE_SECRET_KEY_FILE": "/run/secret",
        "KEXIE_VAR_DIR_FILE": str(tmp_path / "missing"),
        "KEXIE_SMTP_URL_FILE": str(empty),
        "KEXIE_PUBLIC_URL": "digest.example.org",
        "KEXIE_DATABASE_URL": "kexie.db",
        "KEXIE_TEMPLATES": "nowhere",
    }
    with pytest.raises(ConfigErrors) as caught:
        load_settings(environment, folder=tmp_path)
    assert {error.code for error in caught.value.errors} == {
        "unknown_variable",
        "set_twice",
        "setting_file_unreadable",
        "setting_file_empty",
        "bad_setting",
    }
    assert len(caught.value.errors) == 7


def test_an_unknown_variable_names_the_nearest() -> None:
    """A typo is answered with the name that was meant."""
    with pytest.raises(ConfigErrors) as caught:
        load_settings({"KEXIE_SMPT_URL": "smtp://x"})
    (error,) = caught.value.errors
    assert error.subject == "KEXIE_SMPT_URL"
    assert "KEXIE_SMTP_URL" in error.advice


@pytest.mark.parametrize("value", ["https://u:geheim-9@", "smtp-geheim-9", "geheim-9"])
def test_a_wrong_value_is_not_shown(value: str) -> None:
    """A malformed address may hold a password: the message names the variable only."""
    with pytest.raises(ConfigErrors) as caught:
        load_settings({"KEXIE_SMTP_URL": value.replace("://", ":"), "KEXIE_DATABASE_URL": "geheim-9"})
    assert "geheim-9" not in str(caught.value) + repr(caught.value)


def test_secrets_stay_out_of_repr_and_logs(caplog: pytest.LogCaptureFixture) -> None:
    """A logged Settings value shows none of its secrets."""
    settings = load_settings(
        {
            "KEXIE_SMTP_URL": "smtp://u:geheim-1@mail.example.org",
            "KEXIE_DATABASE_URL": "postgresql://u:geheim-2@db/x",
            "KEXIE_SECRET_KEY": "geheim-3" * 4,
        }
    )
    with caplog.at_level(logging.INFO):
        logging.getLogger("test").info("%s %r %s", settings, settings, settings.smtp_url)
    assert "geheim" not in caplog.text


def test_the_key_is_made_once_and_kept_private(tmp_path: Path) -> None:
    """The first start makes var/secret_key, mode 600; the second one reads it."""
    settings = load_settings({}, folder=tmp_path)
    first = secret_key(settings)
    path = tmp_path / "var" / "secret_key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(first.get_secret_value()) >= 32
    assert secret_key(settings) == first
    assert list(path.parent.iterdir()) == [path]


def test_a_key_that_others_can_read_is_closed(tmp_path: Path) -> None:
    """A key copied with loose permissions is closed again."""
    settings = load_settings({}, folder=tmp_path)
    secret_key(settings)
    path = tmp_path / "var" / "secret_key"
    path.chmod(0o644)
    secret_key(settings)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_set_key_wins_and_writes_nothing(tmp_path: Path) -> None:
    """With KEXIE_SECRET_KEY no file is made."""
    settings = load_settings({"KEXIE_SECRET_KEY": "k" * 32}, folder=tmp_path)
    assert secret_key(settings).get_secret_value() == "k" * 32
    assert not (tmp_path / "var").exists()


def test_a_short_key_file_is_refused(tmp_path: Path) -> None:
    """An emptied key file must not sign links with nothing."""
    settings = load_settings({}, folder=tmp_path)
    settings.var_dir.mkdir()
    (settings.var_dir / "secret_key").write_text("", encoding="ascii")
    with pytest.raises(ConfigError) as caught:
        secret_key(settings)
    assert caught.value.code == "bad_setting"


def test_a_var_that_is_a_file_is_told(tmp_path: Path) -> None:
    """A var/ that cannot be made is a mistake with a next step, not a traceback."""
    (tmp_path / "var").write_text("", encoding="ascii")
    with pytest.raises(ConfigError) as caught:
        secret_key(load_settings({}, folder=tmp_path))
    assert caught.value.code == "secret_key_unusable"
    assert "KEXIE_SECRET_KEY_FILE" in caught.value.advice


def test_the_process_environment_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without an argument the variables of the process are read."""
    for name in [name for name in os.environ if name.startswith("KEXIE_")]:  # noqa: TID251 - cleared for the test
        monkeypatch.delenv(name)
    monkeypatch.setenv("KEXIE_PUBLIC_URL", "https://digest.example.org")
    assert load_settings().public_url == "https://digest.example.org"
