"""The program put together, and the store alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from kexie_digest import app

from desk import Desk


def test_a_command_that_only_asks_makes_no_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing was ever kept there is no store, and asking for it makes none."""
    file = tmp_path / "kexie.db"
    monkeypatch.setenv("KEXIE_DATABASE_URL", f"sqlite:///{file}")
    with app.archive_if_any() as store:
        assert store is None
    assert not file.exists()


def test_a_store_there_is_is_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A command that only asks finds the file an opened program has made."""
    desk = Desk(tmp_path)
    with desk.opened():
        pass
    monkeypatch.setenv("KEXIE_DATABASE_URL", desk.settings.database_url.get_secret_value())
    with app.archive_if_any() as store:
        assert store is not None
        assert store.is_file


def test_only_drop_folders_beside_the_configuration_are_made(tmp_path: Path) -> None:
    """A drop folder elsewhere may be a mount that is down: nothing is made in its place."""
    yaml = f"drops:\n  near: {{path: pages}}\n  far: {{path: {tmp_path / 'mount' / 'pages'}}}\n"
    with Desk(tmp_path).opened(yaml):
        assert (tmp_path / "pages").is_dir()
        assert not (tmp_path / "mount").exists()
