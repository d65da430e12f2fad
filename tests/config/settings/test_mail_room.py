"""Logins of mailboxes (kexie_digest.config.settings.mail_room)."""

from __future__ import annotations

from pathlib import Path

import pytest

from kexie_digest.config import ConfigErrors, load_settings


def test_logins_are_read_by_name(tmp_path: Path) -> None:
    """From the variable or the file it names, and never shown."""
    secret = tmp_path / "secret"
    secret.write_text("news@e.org:a:b\n", encoding="utf-8")
    environment = {"KEXIE_MAILBOX_NEWS_FILE": str(secret), "KEXIE_MAILBOX_DESK_2": "desk:geheim"}
    found = load_settings(environment, folder=tmp_path)
    assert {name: login.get_secret_value() for name, login in found.mailboxes.items()} == {
        "NEWS": "news@e.org:a:b",
        "DESK_2": "desk:geheim",
    }
    assert "geheim" not in repr(found)


def test_a_login_without_a_password_is_told(tmp_path: Path) -> None:
    """The mistake names the variable, not its value."""
    with pytest.raises(ConfigErrors) as caught:
        load_settings({"KEXIE_MAILBOX_NEWS": "onlyaname"}, folder=tmp_path)
    assert "KEXIE_MAILBOX_NEWS" in str(caught.value)
    assert "onlyaname" not in str(caught.value)
